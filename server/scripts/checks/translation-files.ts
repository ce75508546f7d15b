import { z } from 'zod';
import type { SourceTree } from './source-tree.ts';

export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One message of one language: with plural forms, all of them together. */
export interface Message {
  readonly plurals: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  readonly empty: boolean;
}

/** `namespace:dotted.key` to its message. */
export type Messages = ReadonlyMap<string, Message>;

export interface TranslationFile {
  readonly path: string;
  readonly language: Language;
  readonly namespace: string;
}

export function translationFiles(tree: SourceTree): TranslationFile[] {
  return [...tree.keys()].flatMap((path) => {
    const match = /^shared\/i18n\/(fr|en)\/([a-z-]+)\.json$/.exec(path);
    const [, language, namespace] = match ?? [];
    if ((language !== 'fr' && language !== 'en') || namespace === undefined) return [];
    return [{ path, language, namespace }];
  });
}

const PLURAL = /_(zero|one|two|few|many|other)$/;

type Nested = string | { readonly [key: string]: Nested };
const nested: z.ZodType<Nested> = z.lazy(() => z.union([z.string(), z.record(z.string(), nested)]));

/** The messages of one language; throws on a file that is not JSON of nested strings. */
export function readMessages(tree: SourceTree, language: Language): Messages {
  const messages = new Map<string, Message>();
  for (const file of translationFiles(tree).filter((one) => one.language === language)) {
    const content = nested.parse(JSON.parse(tree.get(file.path) ?? '{}'));
    for (const [key, text] of flatten(content, '')) {
      const name = `${file.namespace}:${key.replace(PLURAL, '')}`;
      messages.set(name, joined(messages.get(name), PLURAL.exec(key)?.[1], text));
    }
  }
  return messages;
}

function flatten(content: Nested, path: string): [string, string][] {
  if (typeof content === 'string') return [[path, content]];
  return Object.entries(content).flatMap(([key, inner]) =>
    flatten(inner, path === '' ? key : `${path}.${key}`),
  );
}

function joined(known: Message | undefined, plural: string | undefined, text: string): Message {
  const names = [...text.matchAll(/\{\{-?\s*([\w.]+)/g)].map((match) => match[1] ?? '');
  return {
    plurals: new Set([...(known?.plurals ?? []), ...(plural === undefined ? [] : [plural])]),
    variables: new Set([...(known?.variables ?? []), ...names]),
    empty: (known?.empty ?? false) || text.trim() === '',
  };
}
