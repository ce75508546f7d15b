import { createHeadlessEditor } from '@lexical/headless';
import { registerList } from '@lexical/list';
import { registerRichText } from '@lexical/rich-text';
import {
  $createRangeSelection,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isLineBreakNode,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
  type ElementNode,
  FORMAT_TEXT_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type PointType,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { turnInto } from '#client/editor/block-kinds.ts';
import { bindEditor } from '#client/editor/collaboration/bind-editor.ts';
import { type EditorStep, indexAt, splitsPair } from '#server/test/fuzz/scenario.ts';
import { EDITOR_NODES } from '#shared/editor/nodes/node-classes.ts';

export interface HandParts {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly name: string;
  readonly onError: (error: Error) => void;
}

interface Point {
  readonly key: string;
  readonly offset: number;
  readonly type: PointType['type'];
}

/** An editor of Trame without a screen, and somebody who writes in it. */
export class EditorHand {
  readonly #editor: LexicalEditor;
  readonly #release: () => void;
  #hasContent = false;
  /** What Lexical cannot do then is left out: nothing has changed, and nobody else is concerned. */
  #isEditing = false;

  constructor({ doc, awareness, name, onError }: HandParts) {
    this.#editor = createHeadlessEditor({
      nodes: EDITOR_NODES,
      onError: (error) => {
        if (!this.#isEditing) onError(error);
      },
    });
    // The binding asks for it before it draws the cursors of others; headless editors throw.
    this.#editor.getRootElement = () => null;
    this.#release = mergeRegister(
      registerRichText(this.#editor),
      registerList(this.#editor),
      bindEditor({
        editor: this.#editor,
        doc,
        awareness,
        writer: { id: name, name },
        cursors: null,
        onContent: () => {
          this.#hasContent = true;
        },
      }),
    );
  }

  /** What the screen would show. */
  tree(): string {
    return JSON.stringify(this.#editor.getEditorState());
  }

  release(): void {
    this.#release();
  }

  /** Nobody can write before the text is there. */
  edit(step: EditorStep): void {
    if (!this.#hasContent) return;
    this.#isEditing = step.do !== 'undo' && step.do !== 'redo';
    this.#edit(step);
    this.#isEditing = false;
  }

  #edit(step: EditorStep): void {
    switch (step.do) {
      case 'undo':
        this.#editor.dispatchCommand(UNDO_COMMAND, undefined);
        return;
      case 'redo':
        this.#editor.dispatchCommand(REDO_COMMAND, undefined);
        return;
      case 'block':
        this.#select(step.at, step.at);
        turnInto(this.#editor, step.kind);
        return;
      case 'bold':
        this.#select(step.from, step.to);
        this.#editor.dispatchCommand(FORMAT_TEXT_COMMAND, 'bold');
        return;
      case 'remove':
        this.#select(step.from, step.to);
        this.#update(() => $selection()?.removeText());
        return;
      case 'enter':
        if (step.at !== null) this.#select(step.at, step.at);
        this.#editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined);
        return;
      case 'type':
        if (step.at !== null) this.#select(step.at, step.at);
        this.#update(() => ($selection() ?? $getRoot().selectEnd()).insertText(step.text));
        return;
    }
  }

  #select(from: number, to: number): void {
    this.#update(() => {
      const points = $points($getRoot());
      const anchor = points[indexAt(Math.min(from, to), points.length)];
      const focus = points[indexAt(Math.max(from, to), points.length)];
      if (!anchor || !focus) return;
      const selection = $createRangeSelection();
      selection.anchor.set(anchor.key, anchor.offset, anchor.type);
      selection.focus.set(focus.key, focus.offset, focus.type);
      $setSelection(selection);
    });
  }

  #update(change: () => void): void {
    this.#editor.update(change, { discrete: true });
  }
}

function $selection() {
  const selection = $getSelection();
  return $isRangeSelection(selection) ? selection : null;
}

/** Everywhere that a caret can stand, in the order of the text. */
function $points(element: ElementNode): Point[] {
  const children = element.getChildren();
  if (children.every($isLineBreakNode)) {
    return [{ key: element.getKey(), offset: 0, type: 'element' }];
  }
  return children.flatMap((child) => {
    if ($isElementNode(child)) return $points(child);
    if (!$isTextNode(child)) return [];
    const text = child.getTextContent();
    const offsets = Array.from({ length: text.length + 1 }, (_, offset) => offset);
    return offsets
      .filter((offset) => !splitsPair(text, offset))
      .map((offset): Point => ({ key: child.getKey(), offset, type: 'text' }));
  });
}
