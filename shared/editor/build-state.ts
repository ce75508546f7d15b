import {
  type BlockState,
  type EditorState,
  elementKeys,
  type HeadingState,
  type HeadingTag,
  type ListState,
  type ParagraphState,
  type TextState,
} from '#shared/editor/state.ts';

const text = (words: string): TextState => ({
  type: 'text',
  text: words,
  format: 0,
  detail: 0,
  mode: 'normal',
  style: '',
  version: 1,
});

const textsOf = (words: string): TextState[] => (words === '' ? [] : [text(words)]);

export const paragraph = (words: string): ParagraphState => ({
  type: 'paragraph',
  ...elementKeys(),
  textFormat: 0,
  textStyle: '',
  children: textsOf(words),
});

export const heading = (tag: HeadingTag, words: string): HeadingState => ({
  type: 'heading',
  ...elementKeys(),
  tag,
  children: textsOf(words),
});

export const bulletList = (items: readonly string[]): ListState => ({
  type: 'list',
  ...elementKeys(),
  listType: 'bullet',
  tag: 'ul',
  start: 1,
  children: items.map((words, index) => ({
    type: 'listitem',
    ...elementKeys(),
    value: index + 1,
    children: textsOf(words),
  })),
});

/** A whole state; one empty paragraph when there is nothing, as Lexical wants a place to write. */
export const stateOf = (blocks: readonly BlockState[]): EditorState => ({
  root: {
    type: 'root',
    ...elementKeys(),
    children: blocks.length > 0 ? blocks : [paragraph('')],
  },
});

const ITEM = /^[-–•*]\s+/;

/** Lines as blocks: paragraphs, and neighbours that start with `- ` as one list. */
export function blocksFromLines(lines: readonly string[]): BlockState[] {
  const blocks: BlockState[] = [];
  let items: string[] = [];
  const endList = () => {
    if (items.length > 0) blocks.push(bulletList(items));
    items = [];
  };
  for (const line of lines) {
    if (ITEM.test(line)) {
      items.push(line.replace(ITEM, ''));
      continue;
    }
    endList();
    blocks.push(paragraph(line));
  }
  endList();
  return blocks;
}

/** A state written by a program: each string is a paragraph, or an item of a list after `- `. */
export const stateFromParagraphs = (lines: readonly string[]): EditorState =>
  stateOf(blocksFromLines(lines));
