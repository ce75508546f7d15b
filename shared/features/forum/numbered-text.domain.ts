import { blocksFromLines, heading, stateOf } from '#shared/editor/build-state.ts';
import type { BlockState, EditorState } from '#shared/editor/state.ts';

/** One numbered heading of a text, with what stands under it. */
export interface NumberedSection {
  readonly number: number;
  readonly title: string;
  /** Trimmed lines, none empty. */
  readonly lines: readonly string[];
}

/** `1) Title`, `1. Title`, `1 - Title`, `1° Title`, with any spaces around. */
const HEADING = /^(\d{1,3})\s*(?:[.)°]\)?|\s[-–—:])\s*(\p{L}.*|[«"“'’(].*)$/u;

export interface NumberedText {
  readonly sections: readonly NumberedSection[];
  /** Lines that belong to no section: before the first, and after the end of the last. */
  readonly leftOut: readonly string[];
}

/**
 * Cuts a text at its numbered headings. They are numbered 1, 2, 3…: a number that does not follow
 * the last one belongs to the words.
 */
export function readNumberedText(text: string): NumberedText {
  const before: string[] = [];
  const sections: { number: number; title: string; lines: string[] }[] = [];
  for (const raw of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const line = raw
      .normalize('NFC')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim();
    if (line === '') continue;
    const found = HEADING.exec(line);
    if (found && Number(found[1]) === sections.length + 1) {
      sections.push({ number: sections.length + 1, title: found[2] ?? '', lines: [] });
    } else {
      (sections.at(-1)?.lines ?? before).push(line);
    }
  }
  const after = takeEnd(sections);
  return { sections, leftOut: [...before, ...after] };
}

const ITEM = /^[-–•*]\s+/;

/**
 * When every other section ends with a list, so does the last one: what follows it (another
 * chapter, the foot of a page) belongs to the whole text, and is taken off.
 */
function takeEnd(sections: readonly { readonly lines: string[] }[]): string[] {
  const last = sections.at(-1);
  const others = sections.slice(0, -1);
  const regular = others.every(({ lines }) => ITEM.test(lines.at(-1) ?? ''));
  const end = last?.lines.findLastIndex((line) => ITEM.test(line)) ?? -1;
  if (!last || others.length === 0 || !regular || end < 0) return [];
  return last.lines.splice(end + 1);
}

/** `Définition : …`, `Objectifs :`: one to three words, then a colon. */
const LABEL = /^(\p{Lu}[\p{L}’' ]{2,40}?)\s*:\s*(.*)$/u;
const MOST_LABEL_WORDS = 3;

/** The section as a text: each labelled part under its own title, lines with a dash as lists. */
export function stateOfSection(section: NumberedSection): EditorState {
  const blocks: BlockState[] = [];
  let lines: string[] = [];
  const endPart = () => {
    blocks.push(...blocksFromLines(lines));
    lines = [];
  };
  for (const line of section.lines) {
    const [, label, rest] = LABEL.exec(line) ?? [];
    if (label === undefined || label.split(' ').length > MOST_LABEL_WORDS) {
      lines.push(line);
      continue;
    }
    endPart();
    blocks.push(heading('h2', label));
    if (rest) lines.push(rest);
  }
  endPart();
  // A heading alone is still a subject to speak about.
  return stateOf(blocks.length > 0 ? blocks : blocksFromLines([section.title]));
}
