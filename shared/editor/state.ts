/**
 * The editor's state as Trame keeps it: Lexical 0.52's own JSON, with only the types and keys that
 * Trame knows, and everything that could carry a look (style, alignment, direction) emptied.
 */

/** Bits of `format` of a text, as Lexical numbers them. */
export const TEXT_FORMATS = {
  bold: 1,
  italic: 2,
  strikethrough: 4,
  underline: 8,
  code: 16,
  subscript: 32,
  superscript: 64,
} as const;

/** All the bits that Trame keeps. */
export const KNOWN_FORMATS = Object.values(TEXT_FORMATS).reduce((all, bit) => all | bit, 0);

export const HEADING_TAGS = ['h2', 'h3', 'h4'] as const;
export type HeadingTag = (typeof HEADING_TAGS)[number];

interface ElementKeys {
  readonly direction: null;
  readonly format: '';
  readonly indent: number;
  readonly version: 1;
}

export interface TextState {
  readonly type: 'text';
  readonly text: string;
  readonly format: number;
  readonly detail: 0;
  readonly mode: 'normal';
  readonly style: '';
  readonly version: 1;
}

export interface TabState extends Omit<TextState, 'type' | 'text' | 'detail'> {
  readonly type: 'tab';
  readonly text: '\t';
  readonly detail: 2;
}

export interface LineBreakState {
  readonly type: 'linebreak';
  readonly version: 1;
}

export interface LinkState extends ElementKeys {
  readonly type: 'link' | 'autolink';
  readonly url: string;
  readonly rel: null;
  readonly target: null;
  readonly title: null;
  readonly children: readonly InlineState[];
  readonly isUnlinked?: boolean;
}

export type InlineState = TextState | TabState | LineBreakState | LinkState;

export interface ParagraphState extends ElementKeys {
  readonly type: 'paragraph';
  readonly textFormat: 0;
  readonly textStyle: '';
  readonly children: readonly InlineState[];
}

export interface QuoteState extends ElementKeys {
  readonly type: 'quote';
  readonly children: readonly InlineState[];
}

export interface HeadingState extends ElementKeys {
  readonly type: 'heading';
  readonly tag: HeadingTag;
  readonly children: readonly InlineState[];
}

export interface ListItemState extends ElementKeys {
  readonly type: 'listitem';
  readonly value: number;
  readonly children: readonly (InlineState | ListState)[];
}

export interface ListState extends ElementKeys {
  readonly type: 'list';
  readonly listType: 'bullet' | 'number';
  readonly tag: 'ul' | 'ol';
  readonly start: number;
  readonly children: readonly ListItemState[];
}

export type BlockState = ParagraphState | QuoteState | HeadingState | ListState;

export interface RootState extends ElementKeys {
  readonly type: 'root';
  readonly children: readonly BlockState[];
}

export interface EditorState {
  readonly root: RootState;
}

export type AnyState = RootState | BlockState | ListItemState | InlineState;

/** The keys that every element carries in Lexical's JSON. */
export const elementKeys = (indent = 0): ElementKeys => ({
  direction: null,
  format: '',
  indent,
  version: 1,
});
