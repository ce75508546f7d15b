import { safeLinkAddress } from '#shared/editor/link-address.ts';
import {
  type BlockState,
  type EditorState,
  HEADING_TAGS,
  type InlineState,
  type LinkState,
  type ListItemState,
  type ListState,
  TEXT_FORMATS,
  type TextState,
} from '#shared/editor/state.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** The element of each format, innermost first. */
const FORMAT_TAGS = [
  [TEXT_FORMATS.code, 'code'],
  [TEXT_FORMATS.subscript, 'sub'],
  [TEXT_FORMATS.superscript, 'sup'],
  [TEXT_FORMATS.underline, 'u'],
  [TEXT_FORMATS.strikethrough, 's'],
  [TEXT_FORMATS.italic, 'em'],
  [TEXT_FORMATS.bold, 'strong'],
] as const;

/**
 * Clean, semantic HTML of a state, without a DOM and without Lexical: every tag and attribute is
 * written here, every word escaped, every address judged again. Links say `ugc nofollow`, since
 * anyone may have written them.
 */
export const renderHtml = (state: EditorState): string =>
  trimEmpty(state.root.children).map(block).join('\n');

/** Paragraphs left empty at either end are how one writes, not what one says. */
function trimEmpty(blocks: readonly BlockState[]): readonly BlockState[] {
  const full = (node: BlockState) => node.type !== 'paragraph' || node.children.length > 0;
  const first = blocks.findIndex(full);
  return first < 0 ? [] : blocks.slice(first, blocks.findLastIndex(full) + 1);
}

function block(node: BlockState): string {
  switch (node.type) {
    case 'paragraph':
      return `<p>${inlines(node.children) || '<br>'}</p>`;
    case 'quote':
      return `<blockquote><p>${inlines(node.children)}</p></blockquote>`;
    case 'heading': {
      const tag = HEADING_TAGS.find((known) => known === node.tag) ?? 'h2';
      return `<${tag}>${inlines(node.children)}</${tag}>`;
    }
    case 'list':
      return list(node);
  }
}

/** Lexical keeps a nested list in an item of its own; in HTML it belongs to the item before. */
function list(node: ListState): string {
  const items: string[] = [];
  for (const item of node.children) {
    const inner = itemContent(item);
    const nested =
      item.children.length > 0 && item.children.every((child) => child.type === 'list');
    const previous = nested ? items.pop() : undefined;
    items.push((previous ?? '') + inner);
  }
  const start = Math.trunc(Number(node.start));
  const numbered = node.listType === 'number';
  const open = numbered && start !== 1 && Number.isFinite(start) ? `ol start="${start}"` : 'ol';
  const content = items.map((item) => `<li>${item}</li>`).join('');
  return numbered ? `<${open}>${content}</ol>` : `<ul>${content}</ul>`;
}

const itemContent = (item: ListItemState): string =>
  item.children.map((child) => (child.type === 'list' ? list(child) : inline(child))).join('');

const inlines = (nodes: readonly InlineState[]): string => nodes.map(inline).join('');

function inline(node: InlineState): string {
  switch (node.type) {
    case 'text':
      return formatted(node);
    case 'tab':
      return '\t';
    case 'linebreak':
      return '<br>';
    case 'link':
    case 'autolink':
      return link(node);
  }
}

function link(node: LinkState): string {
  const address = node.isUnlinked ? null : safeLinkAddress(node.url);
  const content = inlines(node.children);
  if (address === null) return content;
  return `<a href="${escapeText(address)}" rel="nofollow noopener ugc">${content}</a>`;
}

function formatted(node: TextState): string {
  let markup = escapeText(node.text);
  for (const [bit, tag] of FORMAT_TAGS) {
    if (node.format & bit) markup = `<${tag}>${markup}</${tag}>`;
  }
  return markup;
}
