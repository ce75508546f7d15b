import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SHAPE_KINDS, type Shape } from './shape-words.ts';

const fileSchema = z.partialRecord(z.enum(SHAPE_KINDS), z.array(z.string()));

/** A set of shapes, each once. */
export class ShapeList {
  readonly #texts = new Map<Shape['kind'], Set<string>>();

  add(shapes: readonly Shape[]): void {
    for (const { kind, text } of shapes) {
      const texts = this.#texts.get(kind) ?? new Set();
      this.#texts.set(kind, texts.add(text));
    }
  }

  /** `kind: text` of what `other` does not hold, in order. */
  missingFrom(other: ShapeList): string[] {
    return SHAPE_KINDS.flatMap((kind) =>
      this.#sorted(kind)
        .filter((text) => !other.#texts.get(kind)?.has(text))
        .map((text) => `${kind}: ${text}`),
    );
  }

  /** Everything that `other` holds, too. */
  addAll(other: ShapeList): void {
    for (const [kind, texts] of other.#texts) {
      this.add([...texts].map((text) => ({ kind, text })));
    }
  }

  /** The same list always gives the same text, so that a renewed list can be reviewed as a diff. */
  toJson(): string {
    const kinds = SHAPE_KINDS.map((kind) => [kind, this.#sorted(kind)]);
    return `${JSON.stringify(Object.fromEntries(kinds), null, 2)}\n`;
  }

  static read(file: string): ShapeList {
    const list = new ShapeList();
    for (const [kind, texts] of Object.entries(parse(file))) {
      const known = SHAPE_KINDS.find((each) => each === kind);
      if (known) list.add(texts.map((text) => ({ kind: known, text })));
    }
    return list;
  }

  #sorted(kind: Shape['kind']): string[] {
    return [...(this.#texts.get(kind) ?? [])].sort();
  }
}

const parse = (file: string) => fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
