import type { createBindingV2__EXPERIMENTAL } from '@lexical/yjs';
import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  type EditorState,
  type LexicalNode,
  type TextNode,
} from 'lexical';
import * as Y from 'yjs';

type Binding = ReturnType<typeof createBindingV2__EXPERIMENTAL>;

/** Letters that were typed in one text node, at an offset of it; UTF-16 code units. */
interface Typing {
  readonly node: TextNode;
  readonly offset: number;
  readonly letters: string;
}

/**
 * Writes typed letters to the shared text at the caret, before Lexical compares the two texts. Its
 * comparison (0.52) takes the caret after the letters for the place of the change, and so puts a
 * letter behind an equal one that follows: two people who type the same letters in one place get
 * each other's, and their words mix. What is no plain typing is left to the comparison.
 */
export function placeTyping(binding: Binding, previous: EditorState, current: EditorState): void {
  const typing = current.read(() => $typedSince(previous));
  if (!typing) return;
  const shared = binding.mapping.getSharedType(typing.node);
  if (!(shared instanceof Y.XmlText)) return;
  const run = previous.read(() => $runOf(typing.node.getKey()));
  if (!run || wordsOf(shared) !== run.before + run.after) return;
  shared.insert(run.before.length + typing.offset, typing.letters);
}

function $typedSince(previous: EditorState): Typing | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null;
  const node = selection.anchor.getNode();
  if (!$isTextNode(node)) return null;
  const old = previous.read(() => {
    const found = $getNodeByKey(node.getKey());
    return $isTextNode(found) ? found.getTextContent() : null;
  });
  const text = node.getTextContent();
  if (old === null || text.length <= old.length) return null;
  const offset = selection.anchor.offset - (text.length - old.length);
  if (offset < 0) return null;
  const letters = text.slice(offset, selection.anchor.offset);
  const rest = text.slice(0, offset) + text.slice(selection.anchor.offset);
  return rest === old ? { node, offset, letters } : null;
}

/**
 * The text around the beginning of a node, in the run of neighbours that one shared text stands
 * for; null when the node is no text.
 */
function $runOf(key: string): { readonly before: string; readonly after: string } | null {
  const node = $getNodeByKey(key);
  if (!$isTextNode(node)) return null;
  let before = '';
  for (let each = node.getPreviousSibling(); $isTextNode(each); each = each.getPreviousSibling()) {
    before = each.getTextContent() + before;
  }
  let after = '';
  for (let each: LexicalNode | null = node; $isTextNode(each); each = each.getNextSibling()) {
    after += each.getTextContent();
  }
  return { before, after };
}

/** The letters of a shared text, without what it says of their form. */
const wordsOf = (shared: Y.XmlText): string =>
  shared
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : '\u0000'))
    .join('');
