import type * as Y from 'yjs';

/** Marks what this page typed: it is in the field already. */
const ORIGIN = Symbol('typed here');

interface Change {
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

/**
 * What was typed, from the whole text before and after and the cursor after: the cursor says which
 * of several equal letters is the new one. Positions in UTF-16 units; pairs are never split.
 */
export function typedChange(before: string, after: string, cursor: number): Change {
  const longest = Math.min(before.length, after.length);
  let end = 0;
  const mostEnd = Math.min(longest, after.length - cursor);
  while (end < mostEnd && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  let start = 0;
  while (start < longest - end && before[start] === after[start]) start += 1;
  while (end < longest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (splitsPair(before, start) || splitsPair(after, start)) start -= 1;
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end -= 1;
  return {
    at: start,
    deleted: before.length - end - start,
    inserted: after.slice(start, after.length - end),
  };
}

const splitsPair = (text: string, at: number): boolean =>
  /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));

/** Where a position goes when others write around it. */
export function movedBy(position: number, delta: readonly Delta[]): number {
  let passed = 0;
  let moved = position;
  for (const { retain = 0, insert, delete: deleted = 0 } of delta) {
    passed += retain;
    if (passed > moved) break;
    if (typeof insert === 'string') {
      moved += insert.length;
      passed += insert.length;
    }
    moved -= Math.min(deleted, moved - passed);
  }
  return moved;
}

/** One step of a Yjs event's delta. */
interface Delta {
  readonly retain?: number | undefined;
  readonly insert?: unknown;
  readonly delete?: number | undefined;
}

/** Keeps a text field and a shared text the same; returns how to part them. */
export function bindTextArea(field: HTMLTextAreaElement, text: Y.Text): () => void {
  let shown = text.toString();
  field.value = shown;
  const onInput = () => {
    const { at, deleted, inserted } = typedChange(shown, field.value, field.selectionEnd);
    shown = field.value;
    text.doc?.transact(() => {
      if (deleted > 0) text.delete(at, deleted);
      if (inserted !== '') text.insert(at, inserted);
    }, ORIGIN);
  };
  const onText = (event: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin === ORIGIN) return;
    const { selectionStart, selectionEnd } = field;
    const { delta } = event;
    shown = text.toString();
    field.value = shown;
    field.setSelectionRange(movedBy(selectionStart, delta), movedBy(selectionEnd, delta));
  };
  field.addEventListener('input', onInput);
  text.observe(onText);
  return () => {
    field.removeEventListener('input', onInput);
    text.unobserve(onText);
  };
}
