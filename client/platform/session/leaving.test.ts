// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishLeaving, hasUnsentWords } from '#client/platform/session/leaving.ts';

const open = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const names = async () => (await indexedDB.databases()).map(({ name }) => name).sort();

beforeEach(() => localStorage.clear());
afterEach(async () => {
  for (const name of await names()) if (name) indexedDB.deleteDatabase(name);
});

describe('unsent words', () => {
  it('are an account’s drafts and the documents that were not sent', () => {
    expect(hasUnsentWords('a1')).toBe(false);
    localStorage.setItem('trame.draft.a1.topic-1', '{}');
    expect(hasUnsentWords('a1')).toBe(true);
    localStorage.clear();
    localStorage.setItem('trame.unsent:trame/a1/d1/s1@0', '1');
    expect(hasUnsentWords('a1')).toBe(true);
    expect(hasUnsentWords('a')).toBe(false);
  });
});

describe('after signing out', () => {
  it('the next page erases the words of the person who left, and of nobody else', async () => {
    for (const account of ['a1', 'a12']) {
      localStorage.setItem(`trame.draft.${account}.topic-1`, '{}');
      localStorage.setItem(`trame.unsent:trame/${account}/d1/s1@0`, '1');
      (await open(`trame/${account}/d1/s1@0`)).close();
    }
    localStorage.setItem('trame.theme', 'dark');
    localStorage.setItem('trame.leaving', 'a1');
    await finishLeaving();
    expect(await names()).toEqual(['trame/a12/d1/s1@0']);
    expect(Object.keys(localStorage).sort()).toEqual([
      'trame.draft.a12.topic-1',
      'trame.theme',
      'trame.unsent:trame/a12/d1/s1@0',
    ]);
  });

  it('nothing is erased when nobody left', async () => {
    localStorage.setItem('trame.draft.a1.topic-1', '{}');
    await finishLeaving();
    expect(hasUnsentWords('a1')).toBe(true);
  });
});
