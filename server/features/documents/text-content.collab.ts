import * as Y from 'yjs';

/** A node of a section, in the shape of Lexical's V2 binding. */
export type ContentNode = Y.XmlElement | Y.XmlText | Y.XmlHook;

/** A stretch of a text with one look, as Yjs tells it. */
export interface Run {
  readonly insert: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The tree of a section. */
export const rootOf = (doc: Y.Doc): Y.XmlElement => doc.get('root-v2', Y.XmlElement);

/** The whole of a plain document. */
export const plainTextOf = (doc: Y.Doc): Y.Text => doc.getText('text');

/** The stretches of a text; neighbours of one look are one, however they were written. */
export function runsOf(text: Y.Text): Run[] {
  const runs: Run[] = [];
  for (const { insert, attributes = {} } of text.toDelta()) {
    const last = runs.at(-1);
    const isSameLook = last && keyOfAttributes(last.attributes) === keyOfAttributes(attributes);
    if (isSameLook && typeof last.insert === 'string' && typeof insert === 'string') {
      runs[runs.length - 1] = { insert: last.insert + insert, attributes };
    } else runs.push({ insert, attributes });
  }
  return runs;
}

const keyOfAttributes = (attributes: Run['attributes']): string =>
  JSON.stringify(sorted(attributes));

/** The same for two nodes of the same content, and only for these. */
export function keyOf(node: ContentNode): string {
  if (node instanceof Y.XmlText) {
    const runs = runsOf(node).map(({ insert, attributes }) => [insert, sorted(attributes)]);
    return JSON.stringify([sorted(node.getAttributes()), runs]);
  }
  if (node instanceof Y.XmlHook) return JSON.stringify(['hook', node.hookName, node.toJSON()]);
  const children = node.toArray().map(keyOf);
  return JSON.stringify([node.nodeName, sorted(node.getAttributes()), children]);
}

const sorted = (attributes: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(attributes).sort(([one], [other]) => (one < other ? -1 : 1));

/** Nodes of one kind can become each other without losing what is the same in them. */
export function kindOf(node: ContentNode): string {
  if (node instanceof Y.XmlText) return 'text';
  return node instanceof Y.XmlHook ? 'hook' : `element ${node.nodeName}`;
}
