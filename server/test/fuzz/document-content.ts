import * as Y from 'yjs';

/** All words and values of a document with the blocks that they stand in, without formats. */
export const contentOf = (doc: Y.Doc): string =>
  JSON.stringify([
    doc.getText('text').toString(),
    sorted(doc.getMap('map').toJSON()),
    doc.getArray('list').toJSON(),
    blockOf(rootOf(doc)),
  ]);

/** The same with the formats of its words. */
export const formattedContentOf = (doc: Y.Doc): string =>
  JSON.stringify([doc.getText('text').toDelta(), rootOf(doc).toString()]);

const rootOf = (doc: Y.Doc): Y.XmlElement => doc.get('root-v2', Y.XmlElement);

function blockOf(node: Y.XmlElement | Y.XmlText | Y.XmlHook): unknown {
  if (node instanceof Y.XmlText) return textOf(node);
  if (!(node instanceof Y.XmlElement)) return null;
  return [node.nodeName, sorted(node.getAttributes()), node.toArray().map(blockOf)];
}

const textOf = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map(({ insert }: { insert: unknown }) => insert)
    .join('');

const sorted = (record: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
