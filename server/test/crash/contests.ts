import type { Collection, Db } from 'mongodb';
import { MongoServerError } from 'mongodb';
import type { Judgement } from '#server/test/crash/ledger.ts';

interface Slot {
  _id: string;
  slot: number;
  writer: number;
}

interface Counter {
  _id: string;
  left: number;
  right: number;
}

const DUPLICATE_KEY = 11000;
const COUNTER = 'counter';

/** What several writers want at once: a key that only one of them can have, and the next number. */
export class Contests {
  /** Who was told that a slot is theirs. */
  readonly #winners = new Map<number, string>();
  #next = 0;
  #highest = 0;
  #counting = 0;
  #claims = 0;
  acknowledged = 0;
  readonly #wrong: string[] = [];

  async claimSlot(database: Db, writer: number): Promise<void> {
    const slot = this.#next;
    this.#claims += 1;
    const _id = `${slot}-${writer}-${this.#claims}`;
    try {
      await slots(database).insertOne({ _id, slot, writer });
    } catch (error) {
      if (!(error instanceof MongoServerError) || error.code !== DUPLICATE_KEY) throw error;
      this.#next = Math.max(this.#next, slot + 1);
      return;
    }
    if (this.#winners.has(slot)) this.#wrong.push(`slot ${slot} was given twice`);
    this.#winners.set(slot, _id);
    this.#next = Math.max(this.#next, slot + 1);
    this.acknowledged += 1;
  }

  async takeNumber(database: Db): Promise<void> {
    this.#counting += 1;
    const counter = await counters(database).findOneAndUpdate(
      { _id: COUNTER },
      { $inc: { left: 1, right: 1 } },
      { upsert: true, returnDocument: 'after' },
    );
    this.#counting -= 1;
    if (!counter || counter.left <= 0) this.#wrong.push('the counter answered nothing');
    this.#highest = Math.max(this.#highest, counter?.left ?? 0);
    this.acknowledged += 1;
  }

  /** After a kill: what the store holds against what was told. */
  async judge(database: Db): Promise<Judgement> {
    const lost = this.#wrong.splice(0);
    const torn: string[] = [];
    const found = new Map<number, string>();
    for (const { _id, slot } of await slots(database).find().toArray()) {
      if (found.has(slot)) lost.push(`slot ${slot} is taken twice`);
      found.set(slot, _id);
    }
    for (const [slot, winner] of this.#winners) {
      if (found.get(slot) !== winner) lost.push(`slot ${slot} is not its winner’s`);
    }
    for (const [slot, holder] of found) this.#winners.set(slot, holder);
    this.#next = Math.max(0, ...found.keys()) + 1;
    const counter = await counters(database).findOne({ _id: COUNTER });
    const { left = 0, right = 0 } = counter ?? {};
    if (left !== right) torn.push(`the counter has ${left} on one side and ${right} on the other`);
    if (left < this.#highest || left > this.#highest + this.#counting) {
      lost.push(`the counter is at ${left}, it was told at ${this.#highest}`);
    }
    this.#highest = left;
    this.#counting = 0;
    return { lost, torn };
  }
}

const slots = (database: Db): Collection<Slot> => database.collection('slots');
const counters = (database: Db): Collection<Counter> => database.collection('counters');

export async function prepareContests(database: Db): Promise<void> {
  await slots(database).createIndex({ slot: 1 }, { unique: true });
}
