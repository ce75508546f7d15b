import * as Y from 'yjs';

/** The plain words of a text of Trame, a line for each block; of a section or of a plain document. */
export function wordsOf(doc: Y.Doc): string {
  const plain = doc.getText('text').toString();
  if (plain !== '') return plain;
  return doc.get('root-v2', Y.XmlElement).toArray().map(lineOf).join('\n');
}

/** The words of one node. */
export function lineOf(node: Y.XmlElement | Y.XmlText | Y.XmlHook): string {
  if (node instanceof Y.XmlText) return textOf(node);
  if (!(node instanceof Y.XmlElement)) return '';
  if (node.nodeName === 'linebreak') return '\n';
  return node
    .toArray()
    .map(lineOf)
    .join(node.nodeName === 'list' ? '\n' : '');
}

const textOf = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ''))
    .join('');
