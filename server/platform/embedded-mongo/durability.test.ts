import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Durability } from './durability.ts';

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trame-durability-'));
  log = join(folder, 'log');
  writeFileSync(log, 'frames');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const observer = { syncBegins: () => {}, syncEnded: () => {} };

const open = (): Durability =>
  new Durability(log, observer, (error) => {
    throw error;
  });

describe('durability', () => {
  test('[EM20] what has nothing to wait for is called back at once', () => {
    const durability = open();
    let called = false;
    durability.whenDurable(() => {
      called = true;
    });
    expect(called).toBe(true);
    durability.close();
  });

  test('[EM20] a commit during a sync waits for the next one, a reader for the one under way', async () => {
    const durability = open();
    const order: string[] = [];
    const reached = (name: string): Promise<void> =>
      new Promise((resolve) =>
        durability.whenDurable(() => {
          order.push(name);
          resolve();
        }),
      );
    durability.committed();
    const first = reached('first commit');
    expect(durability.syncing).toBe(true);
    const reader = reached('reader');
    durability.committed();
    const second = reached('second commit');
    await first;
    expect(order).not.toContain('second commit');
    await Promise.all([reader, second]);
    expect(order).toEqual(['first commit', 'reader', 'second commit']);
    expect(durability.syncing).toBe(false);
    durability.close();
  });

  test('[EM20] after a sync that failed nobody is answered', async () => {
    const { promise: failed, resolve } = Promise.withResolvers<Error>();
    const durability = new Durability('/dev/null', observer, resolve);
    let answered = false;
    durability.committed();
    durability.whenDurable(() => {
      answered = true;
    });
    expect(await failed).toMatchObject({ code: 'EINVAL' });
    durability.committed();
    durability.whenDurable(() => {
      answered = true;
    });
    expect([answered, durability.syncing]).toEqual([false, true]);
    durability.close();
  });
});
