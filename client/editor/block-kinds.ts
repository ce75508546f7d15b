import { $isLinkNode } from '@lexical/link';
import {
  $isListNode,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  ListNode,
  REMOVE_LIST_COMMAND,
} from '@lexical/list';
import {
  $createHeadingNode,
  $createQuoteNode,
  $isHeadingNode,
  $isQuoteNode,
} from '@lexical/rich-text';
import { $getNearestNodeOfType } from '@lexical/utils';
import {
  $createParagraphNode,
  $findMatchingParent,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type ElementNode,
  type LexicalEditor,
  type RangeSelection,
} from 'lexical';

/** What a block is, as the toolbar offers it. */
export type BlockKind = 'paragraph' | 'h2' | 'h3' | 'quote' | 'bullet' | 'number';

/** What the toolbar shows of the selection. */
export interface SelectionLook {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly block: BlockKind;
  /** The address of the link under the cursor. */
  readonly link: string | null;
}

export const PLAIN_LOOK: SelectionLook = {
  bold: false,
  italic: false,
  block: 'paragraph',
  link: null,
};

/** Reads the selection; null while there is none, so that the toolbar keeps what it showed. */
export function $readSelectionLook(): SelectionLook | null {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return null;
  const node = selection.anchor.getNode();
  const link = $findMatchingParent(node, $isLinkNode);
  return {
    bold: selection.hasFormat('bold'),
    italic: selection.hasFormat('italic'),
    block: $blockKind(selection),
    link: $isLinkNode(link) ? link.getURL() : null,
  };
}

function $blockKind(selection: RangeSelection): BlockKind {
  const node = selection.anchor.getNode();
  const list = $getNearestNodeOfType(node, ListNode);
  if (list) return list.getListType() === 'number' ? 'number' : 'bullet';
  const block = node.getTopLevelElement();
  if ($isQuoteNode(block)) return 'quote';
  if (!$isHeadingNode(block)) return 'paragraph';
  return block.getTag() === 'h1' || block.getTag() === 'h2' ? 'h2' : 'h3';
}

/** Gives the blocks of the selection another kind; the same kind again makes paragraphs. */
export function turnInto(editor: LexicalEditor, kind: BlockKind): void {
  editor.update(() => {
    const selection = $getSelection();
    if (!$isRangeSelection(selection)) return;
    const current = $blockKind(selection);
    const target = current === kind ? 'paragraph' : kind;
    if (target === 'bullet' || target === 'number') {
      const numbered = target === 'number';
      $plainBlocks(selection);
      editor.dispatchCommand(
        numbered ? INSERT_ORDERED_LIST_COMMAND : INSERT_UNORDERED_LIST_COMMAND,
        undefined,
      );
      return;
    }
    if (current === 'bullet' || current === 'number') {
      editor.dispatchCommand(REMOVE_LIST_COMMAND, undefined);
    }
    $replaceBlocks(target);
  });
}

/** Headings and quotes become paragraphs first: a list keeps no block inside its items. */
function $plainBlocks(selection: RangeSelection): void {
  if (selection.getNodes().some((node) => !$isListNode(node.getTopLevelElement()))) {
    $replaceBlocks('paragraph');
  }
}

function $replaceBlocks(kind: 'paragraph' | 'h2' | 'h3' | 'quote'): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const blocks = new Set<ElementNode>();
  for (const node of selection.getNodes()) {
    const block = node.getTopLevelElement();
    if ($isElementNode(block) && !$isListNode(block)) blocks.add(block);
  }
  for (const block of blocks) block.replace($createBlock(kind), true);
}

function $createBlock(kind: 'paragraph' | 'h2' | 'h3' | 'quote'): ElementNode {
  switch (kind) {
    case 'paragraph':
      return $createParagraphNode();
    case 'quote':
      return $createQuoteNode();
    case 'h2':
    case 'h3':
      return $createHeadingNode(kind);
  }
}
