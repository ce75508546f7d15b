import { AutoLinkNode, LinkNode } from '@lexical/link';
import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import { $createHeadingNode, HeadingNode } from '@lexical/rich-text';
import {
  COMMAND_PRIORITY_HIGH,
  KEY_ENTER_COMMAND,
  mergeRegister,
  ParagraphNode,
  TextNode,
} from 'lexical';
import { useEffect, useRef } from 'react';
import { safeLinkAddress } from '#shared/editor/link-address.ts';

/**
 * What comes by pasting is brought to what Trame keeps while one can still see it: no colours or
 * sizes, titles of two levels, links that lead to http, https or mailto.
 */
export function CleanPastePlugin() {
  const [editor] = useLexicalComposerContext();
  useEffect(
    () =>
      mergeRegister(
        editor.registerNodeTransform(TextNode, (node) => {
          if (node.getStyle() !== '') node.setStyle('');
        }),
        editor.registerNodeTransform(ParagraphNode, (node) => {
          if (node.getFormatType() !== '') node.setFormat('');
        }),
        editor.registerNodeTransform(HeadingNode, (node) => {
          const tag = node.getTag();
          if (tag === 'h1') node.replace($createHeadingNode('h2'), true);
          if (tag === 'h5' || tag === 'h6') node.replace($createHeadingNode('h4'), true);
        }),
        editor.registerNodeTransform(LinkNode, $dropUnsafeLink),
        editor.registerNodeTransform(AutoLinkNode, $dropUnsafeLink),
      ),
    [editor],
  );
  return null;
}

function $dropUnsafeLink(link: LinkNode): void {
  if (safeLinkAddress(link.getURL()) !== null) return;
  for (const child of link.getChildren()) link.insertBefore(child);
  link.remove();
}

/** Control or Command with Enter sends; Enter alone goes on writing. */
export function SubmitKeyPlugin({ onSubmit }: { readonly onSubmit: () => void }) {
  const [editor] = useLexicalComposerContext();
  const latest = useRef(onSubmit);
  useEffect(() => {
    latest.current = onSubmit;
  }, [onSubmit]);
  useEffect(
    () =>
      editor.registerCommand(
        KEY_ENTER_COMMAND,
        (event) => {
          if (!event || !(event.ctrlKey || event.metaKey)) return false;
          event.preventDefault();
          latest.current();
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor],
  );
  return null;
}

/** Puts the cursor in the text once the editor is there. */
export function FocusPlugin() {
  const [editor] = useLexicalComposerContext();
  useEffect(() => {
    editor.focus();
  }, [editor]);
  return null;
}
