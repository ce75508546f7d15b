import { useLexicalComposerContext } from '@lexical/react/LexicalComposerContext';
import {
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_LOW,
  type LexicalEditor,
  mergeRegister,
} from 'lexical';
import { useEffect, useState } from 'react';
import { $readSelectionLook, PLAIN_LOOK, type SelectionLook } from '#client/editor/block-kinds.ts';

interface ToolbarState {
  readonly editor: LexicalEditor;
  readonly look: SelectionLook;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

const sameLook = (a: SelectionLook, b: SelectionLook): boolean =>
  a.bold === b.bold && a.italic === b.italic && a.block === b.block && a.link === b.link;

/** What the toolbar needs of the editor around it, renewed as one moves and writes. */
export function useSelectionLook(): ToolbarState {
  const [editor] = useLexicalComposerContext();
  const [look, setLook] = useState(PLAIN_LOOK);
  const [canUndo, setCanUndo] = useState(false);
  const [canRedo, setCanRedo] = useState(false);
  useEffect(
    () =>
      mergeRegister(
        editor.registerUpdateListener(({ editorState }) => {
          const next = editorState.read($readSelectionLook, { editor });
          if (next) setLook((shown) => (sameLook(shown, next) ? shown : next));
        }),
        editor.registerCommand(
          CAN_UNDO_COMMAND,
          (possible) => {
            setCanUndo(possible);
            return false;
          },
          COMMAND_PRIORITY_LOW,
        ),
        editor.registerCommand(
          CAN_REDO_COMMAND,
          (possible) => {
            setCanRedo(possible);
            return false;
          },
          COMMAND_PRIORITY_LOW,
        ),
      ),
    [editor],
  );
  return { editor, look, canUndo, canRedo };
}
