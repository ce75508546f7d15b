import { describe, expect, test } from 'vitest';
import { Backups } from './backups.ts';
import { commandOf } from './commands/registry.ts';
import { Cursors } from './cursors.ts';
import type { CommandAnswer, Engine } from './engine.ts';
import { CommandError } from './errors.ts';
import { GroupCommit } from './group-commit.ts';
import { Storage } from './storage.ts';
import type { Document, Value } from './values.ts';
import type { Request } from './wire.ts';

/** A store whose commits can be made to fail, as on a full disk, and whose disk can be held up. */
class FailingStorage extends Storage {
  failing = false;
  kept = 0;
  readonly #heldUp: (() => void)[] = [];
  #holding = false;

  override get syncing(): boolean {
    return this.#heldUp.length > 0;
  }

  override whenDurable(callback: () => void): void {
    if (this.#holding) this.#heldUp.push(callback);
    else super.whenDurable(callback);
  }

  /** From now on nothing becomes durable, until it is released. */
  hold(): void {
    this.#holding = true;
  }

  release(): void {
    this.#holding = false;
    for (const callback of this.#heldUp.splice(0)) super.whenDurable(callback);
  }

  override commit(): void {
    if (this.failing) throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
    this.kept += 1;
    super.commit();
  }
}

const map = (fields: Record<string, Value>): Document => new Map(Object.entries(fields));

function setUp() {
  const storage = new FailingStorage(':memory:');
  const backups = new Backups(':memory:', { kind: 'port', port: 0 });
  const engine: Engine = { storage, cursors: new Cursors(() => 0), backups, now: () => 0 };
  const commits = new GroupCommit(engine);
  const submit = (fields: Record<string, Value>): Promise<CommandAnswer> => {
    const request: Request = {
      id: 1,
      command: map(fields),
      sequences: new Map(),
      answered: true,
      legacy: false,
      database: 'test',
    };
    const command = commandOf(request);
    if (command instanceof CommandError) throw command;
    return new Promise((resolve) => commits.submit(request, command, resolve));
  };
  const insert = (id: number) => submit({ insert: 'things', documents: [map({ _id: id })] });
  const count = () => submit({ count: 'things' });
  const byId = (...ids: number[]) =>
    submit({ find: 'things', filter: map({ _id: map({ $in: ids }) }) });
  return { storage, commits, submit, insert, count, byId };
}

/** Lets the event loop turn. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('group commit', () => {
  test('[EM20] one turn is one commit', async () => {
    const { storage, insert } = setUp();
    await Promise.all([insert(1), insert(2), insert(3)]);
    expect(storage.kept).toBe(1);
  });

  test('[EM20] a failed commit is told to each writer, keeps nothing, and reading goes on', async () => {
    const { storage, insert, count } = setUp();
    await insert(1);
    storage.failing = true;
    const answers = await Promise.all([count(), insert(2), insert(3), count()]);
    expect(answers.map((answer) => answer.get('code'))).toEqual([
      undefined,
      14031,
      14031,
      undefined,
    ]);
    expect((await count()).get('n')).toBe(1);
    storage.failing = false;
    await insert(2);
    expect((await count()).get('n')).toBe(2);
  });

  test('[EM20] a collection that came with a failed commit is gone', async () => {
    const { storage, insert, count } = setUp();
    storage.failing = true;
    await insert(1);
    storage.failing = false;
    expect((await count()).get('n')).toBe(0);
    expect((await insert(1)).get('n')).toBe(1);
  });

  test('[EM20] a command that fails leaves the others of its turn', async () => {
    const { storage, submit, insert, count } = setUp();
    await insert(1);
    const index = map({ key: map({ a: 1 }), name: 'a_1', unique: true });
    const twice = [map({ _id: 5, a: 1 }), map({ _id: 6, a: 1 })];
    await submit({ insert: 'things', documents: twice });
    const [failed, kept] = await Promise.all([
      submit({ createIndexes: 'things', indexes: [index] }),
      insert(2),
    ]);
    expect([failed.get('code'), kept.get('n')]).toEqual([11000, 1]);
    expect(storage.find('test', 'things')?.indexes).toEqual([]);
    expect((await count()).get('n')).toBe(4);
  });

  test('[EM20] nothing is answered before it is durable, and writes meanwhile share one commit', async () => {
    const { storage, insert, count } = setUp();
    await insert(1);
    storage.hold();
    const order: string[] = [];
    const read = count().then((answer) => order.push(`read ${answer.get('n')}`));
    const writes = [2, 3, 4].map((id) => insert(id).then(() => order.push(`wrote ${id}`)));
    await turns(3);
    expect(order).toEqual([]);
    storage.release();
    await Promise.all([read, ...writes]);
    expect(order).toEqual(['read 1', 'wrote 2', 'wrote 3', 'wrote 4']);
    expect(storage.kept).toBe(2);
  });

  test('[EM20] who asks for documents that are on the disk does not wait for those of others', async () => {
    const { storage, submit, insert, byId } = setUp();
    await Promise.all([insert(1), insert(2), insert(3)]);
    storage.hold();
    const order: string[] = [];
    const told = (what: string) => () => order.push(what);
    const change = { q: map({ _id: 2 }), u: map({ $set: map({ a: 1 }) }) };
    submit({ update: 'things', updates: [map(change)] }).then(told('wrote 2'));
    await turns(2);
    for (const ids of [[1], [2], [1, 2], [9]]) byId(...ids).then(told(`read ${ids}`));
    await turns(2);
    expect(order).toEqual(['read 1', 'read 9']);
    storage.release();
    await turns(2);
    expect(order.slice(2)).toEqual(['wrote 2', 'read 2', 'read 1,2']);
    expect(storage.kept).toBe(2);
  });

  test('[EM20] what is missing since a change that is not on the disk yet is waited for', async () => {
    const { storage, submit, insert, byId } = setUp();
    await Promise.all([insert(1), insert(2)]);
    storage.hold();
    const answered: string[] = [];
    const told = (what: string) => () => answered.push(what);
    submit({ delete: 'things', deletes: [map({ q: map({ _id: 2 }), limit: 1 })] });
    await turns(2);
    byId(2).then(told('removed'));
    byId(1).then(told('there'));
    await turns(2);
    expect(answered).toEqual(['there']);
    storage.release();
    await turns(2);
    storage.hold();
    submit({ drop: 'things' });
    await turns(1);
    byId(1).then(told('dropped'));
    await turns(2);
    expect(answered).toEqual(['there', 'removed']);
    storage.release();
    await turns(2);
    expect(answered).toEqual(['there', 'removed', 'dropped']);
  });

  test('[EM20] once it is closed nothing is written, and what was left is not answered', async () => {
    const { storage, commits, submit, insert } = setUp();
    const first = insert(100);
    let answered = 0;
    const count = (): void => {
      answered += 1;
    };
    const documents = Array.from({ length: 200 }, (_, at) => map({ _id: at }));
    submit({ insert: 'things', documents }).then(count);
    commits.close();
    insert(200).then(count);
    await first;
    await turns(4);
    expect([storage.kept, answered]).toEqual([1, 0]);
  });

  test('[EM21] a long batch is written in slices, and others are served in between', async () => {
    const { storage, submit, count } = setUp();
    const documents = Array.from({ length: 105 }, (_, at) => map({ _id: at }));
    const whole = submit({ insert: 'things', documents });
    await turns(1);
    expect((await count()).get('n')).toBe(96);
    expect((await count()).get('n')).toBe(99);
    expect((await whole).get('n')).toBe(105);
    expect(storage.kept).toBe(4);
  });

  test('[EM21] what is dropped between two slices is made anew, with the index that came since', async () => {
    const { submit, count } = setUp();
    const documents = Array.from({ length: 150 }, (_, at) => map({ _id: at, a: at }));
    const whole = submit({ insert: 'things', documents });
    await turns(1);
    await submit({ drop: 'things' });
    const index = map({ key: map({ a: 1 }), name: 'a_1' });
    await submit({ createIndexes: 'things', indexes: [index] });
    await whole;
    const left = (await count()).get('n');
    const byIndex = await submit({
      count: 'things',
      query: map({ a: map({ $gte: 0 }) }),
      hint: 'a_1',
    });
    expect(byIndex.get('n')).toBe(left);
  });

  test('[EM21] a commit that fails in the middle ends the batch with an error, and keeps the slices before', async () => {
    const { storage, submit, count } = setUp();
    const documents = Array.from({ length: 150 }, (_, at) => map({ _id: at }));
    const whole = submit({ insert: 'things', documents });
    await turns(1);
    storage.failing = true;
    expect((await whole).get('code')).toBe(14031);
    storage.failing = false;
    expect((await count()).get('n')).toBe(96);
  });
});
