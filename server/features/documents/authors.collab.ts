import * as Y from 'yjs';
import { rootOf } from '#server/features/documents/text-content.collab.ts';

/** A stretch of text by one account; null when nobody is known to have written it. */
export interface AuthoredRun {
  readonly account: string | null;
  readonly text: string;
}

/** [DO23] The words of a section, a line for each block, by who wrote them. A break belongs to the words before it. */
export function authoredRuns(
  doc: Y.Doc,
  accountOf: (client: number) => string | null,
): AuthoredRun[] {
  const runs: AuthoredRun[] = [];
  const add = (account: string | null, text: string) => {
    const last = runs.at(-1);
    if (last?.account === account) runs[runs.length - 1] = { account, text: last.text + text };
    else runs.push({ account, text });
  };
  const breakLine = () => add(runs.at(-1)?.account ?? null, '\n');
  for (const [index, block] of rootOf(doc).toArray().entries()) {
    if (index > 0) breakLine();
    visit(block, (text) => addText(text, accountOf, add), breakLine);
  }
  return runs;
}

function visit(
  node: Y.XmlElement | Y.XmlText | Y.XmlHook,
  onText: (text: Y.XmlText) => void,
  breakLine: () => void,
): void {
  if (node instanceof Y.XmlText) {
    onText(node);
    return;
  }
  if (!(node instanceof Y.XmlElement)) return;
  if (node.nodeName === 'linebreak') breakLine();
  for (const [index, child] of node.toArray().entries()) {
    if (index > 0 && node.nodeName === 'list') breakLine();
    visit(child, onText, breakLine);
  }
}

/** Yjs gives the words of a text without their authors, so its items are read one by one. */
function addText(
  text: Y.XmlText,
  accountOf: (client: number) => string | null,
  add: (account: string | null, text: string) => void,
): void {
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    add(accountOf(item.id.client), item.content.str);
  }
}
