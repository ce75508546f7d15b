import * as Y from 'yjs';
import {
  type ContentNode,
  keyOf,
  kindOf,
  plainTextOf,
  type Run,
  rootOf,
  runsOf,
} from '#server/features/documents/text-content.collab.ts';
import { align, bestMatches, type Match } from '#shared/core/alignment.ts';
import { lineOf } from '#shared/editor/words.ts';

/**
 * [DO20] Makes the content of `doc` what it is in `wanted`, in one transaction, touching only what
 * differs: blocks that are the same stay the same items, and so do the words of a block that changed.
 */
export function restoreContent(doc: Y.Doc, wanted: Y.Doc): void {
  doc.transact(() => {
    changeElement(rootOf(doc), rootOf(wanted));
    changeText(plainTextOf(doc), plainTextOf(wanted));
  });
}

function changeElement(element: Y.XmlElement, wanted: Y.XmlElement): void {
  changeAttributes(element, wanted);
  const nodes = element.toArray();
  // No editor of ours knows hooks: none is written.
  const targets = wanted
    .toArray()
    .filter((target) => target instanceof Y.XmlElement || target instanceof Y.XmlText);
  let at = 0;
  let next = 0;
  let place = 0;
  for (const [one, other] of [...pairsOf(nodes, targets), endOf(nodes, targets)]) {
    element.delete(at, one - next);
    const added = targets.slice(place, other).map((target) => target.clone());
    element.insert(at, added);
    const node = nodes[one];
    const target = targets[other];
    if (node && target) changeNode(node, target);
    at += added.length + 1;
    next = one + 1;
    place = other + 1;
  }
}

const endOf = (first: readonly unknown[], second: readonly unknown[]): Match => [
  first.length,
  second.length,
];

/** Nodes that stay, with what they become: the equal ones first, between them those most alike. */
function pairsOf(nodes: readonly ContentNode[], wanted: readonly ContentNode[]): Match[] {
  const pairs: Match[] = [];
  let first = 0;
  let second = 0;
  const equal = align(nodes.map(keyOf), wanted.map(keyOf));
  for (const [one, other] of [...equal, endOf(nodes, wanted)]) {
    const alike = mostAlike(nodes.slice(first, one), wanted.slice(second, other));
    for (const [node, target] of alike) pairs.push([first + node, second + target]);
    if (one < nodes.length) pairs.push([one, other]);
    first = one + 1;
    second = other + 1;
  }
  return pairs;
}

/**
 * Nodes of one kind that share half of the words of the shorter one, and together the most words. Another's
 * paragraph is never filled with what it did not say: it leaves again when they undo it.
 */
function mostAlike(nodes: readonly ContentNode[], wanted: readonly ContentNode[]): Match[] {
  const words = nodes.map(vocabularyOf);
  const targets = wanted.map(vocabularyOf);
  return bestMatches(endOf(nodes, wanted), (one, other) => {
    const [node, target, said, asked] = [nodes[one], wanted[other], words[one], targets[other]];
    if (!node || !target || !said || !asked || kindOf(node) !== kindOf(target)) return 0;
    const shared = said.intersection(asked).size;
    return 2 * shared >= Math.min(said.size, asked.size) ? shared : 0;
  });
}

const vocabularyOf = (node: ContentNode): Set<string> =>
  new Set(lineOf(node).match(/[\p{L}\p{N}]+/gu));

function changeNode(node: ContentNode, wanted: ContentNode): void {
  if (node instanceof Y.XmlText && wanted instanceof Y.XmlText) {
    changeAttributes(node, wanted);
    changeText(node, wanted);
    return;
  }
  if (node instanceof Y.XmlElement && wanted instanceof Y.XmlElement) changeElement(node, wanted);
}

function changeAttributes(node: Y.XmlElement | Y.XmlText, wanted: Y.XmlElement | Y.XmlText): void {
  const before = node.getAttributes();
  const after = wanted.getAttributes();
  for (const name of Object.keys(before)) {
    if (!(name in after)) node.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(after)) {
    if (JSON.stringify(before[name]) !== JSON.stringify(value)) {
      node.setAttribute(name, value);
    }
  }
}

type DeltaStep =
  | { readonly insert: unknown; readonly attributes: Run['attributes'] }
  | { readonly retain: number; readonly attributes: Run['attributes'] }
  | { readonly delete: number };

function changeText(text: Y.Text, wanted: Y.Text): void {
  const words = wordsOf(text);
  const targets = wordsOf(wanted);
  const steps: DeltaStep[] = [];
  let next = 0;
  let place = 0;
  const matches = align(words.map(wordKey), targets.map(wordKey));
  for (const [one, other] of [...matches, endOf(words, targets)]) {
    const removed = words.slice(next, one).reduce((sum, word) => sum + lengthOf(word), 0);
    if (removed > 0) steps.push({ delete: removed });
    steps.push(...targets.slice(place, other));
    const word = words[one];
    const target = targets[other];
    if (word && target) steps.push(retained(word, target));
    next = one + 1;
    place = other + 1;
  }
  const isSame = steps.every(
    (step) => 'retain' in step && Object.keys(step.attributes).length === 0,
  );
  if (!isSame) text.applyDelta(steps.map(copyOfStep));
}

/** The words of a text and the spaces between them, with their look; what is embedded is a word. */
const wordsOf = (text: Y.Text): Run[] =>
  runsOf(text).flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string') return [{ insert, attributes }];
    const words = insert.match(/\s+|\S+/g) ?? [];
    return words.map((word) => ({ insert: word, attributes }));
  });

const wordKey = ({ insert }: Run): string =>
  typeof insert === 'string' ? insert : `embedded ${JSON.stringify(insert)}`;

const lengthOf = ({ insert }: Run): number => (typeof insert === 'string' ? insert.length : 1);

/** A word that stays, with the look that it takes on. */
function retained(word: Run, target: Run): DeltaStep {
  const attributes: Record<string, unknown> = {};
  const names = new Set([...Object.keys(word.attributes), ...Object.keys(target.attributes)]);
  for (const name of names) {
    const value = target.attributes[name] ?? null;
    if (JSON.stringify(value) !== JSON.stringify(word.attributes[name] ?? null)) {
      attributes[name] = value;
    }
  }
  return { retain: lengthOf(word), attributes };
}

const copyOfStep = (step: DeltaStep): DeltaStep =>
  'insert' in step && step.insert instanceof Y.AbstractType
    ? { ...step, insert: step.insert.clone() }
    : { ...step };
