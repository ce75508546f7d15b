import * as Y from 'yjs';
import { indexAt, splitsPair, type YjsStep } from '#server/test/fuzz/scenario.ts';

/** Changes the shared text, map or list as a step says, as far as they hold what it names. */
export function editByYjs(doc: Y.Doc, step: YjsStep): void {
  const text = doc.getText('text');
  const map = doc.getMap('map');
  const list = doc.getArray<number>('list');
  switch (step.do) {
    case 'insert':
      text.insert(whole(text, indexAt(step.at, text.length + 1)), step.text);
      return;
    case 'erase':
    case 'mark': {
      const from = whole(text, indexAt(step.at, text.length));
      const count = whole(text, Math.min(from + step.count, text.length)) - from;
      if (count === 0) return;
      if (step.do === 'erase') text.delete(from, count);
      else text.format(from, count, { bold: step.bold || null });
      return;
    }
    case 'set':
      map.set(step.key, step.value);
      return;
    case 'unset':
      map.delete(step.key);
      return;
    case 'nest': {
      const nested = map.get(step.key);
      if (nested instanceof Y.Text) nested.insert(0, step.text);
      else map.set(step.key, new Y.Text(step.text));
      return;
    }
    case 'push':
      list.insert(indexAt(step.at, list.length + 1), [step.value]);
      return;
    case 'drop': {
      const from = indexAt(step.at, list.length);
      list.delete(from, Math.min(step.count, list.length - from));
      return;
    }
  }
}

/** Nobody writes inside of a character of two units: Yjs would break it. */
const whole = (text: Y.Text, at: number): number => (splitsPair(text.toString(), at) ? at - 1 : at);
