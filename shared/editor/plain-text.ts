import type { AnyState, EditorState } from '#shared/editor/state.ts';

/** The words alone: one line a block or item, for search, summaries and descriptions. */
export const plainTextOf = (state: EditorState): string => textOf(state.root).trim();

function textOf(node: AnyState): string {
  switch (node.type) {
    case 'text':
    case 'tab':
      return node.text;
    case 'linebreak':
      return '\n';
    case 'root':
    case 'list':
      return node.children.map(textOf).filter(Boolean).join('\n');
    case 'listitem':
    case 'paragraph':
    case 'quote':
    case 'heading':
    case 'link':
    case 'autolink':
      return node.children.map(textOf).join('');
  }
}

/** Whether nobody would find anything to read in it. */
export const isBlank = (state: EditorState): boolean =>
  plainTextOf(state).replace(/[\p{Cf}\p{Z}\s]/gu, '') === '';

/** The beginning of a text on one line, cut at a word. */
export function excerptOf(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).toWellFormed().trimEnd()}…`;
}
