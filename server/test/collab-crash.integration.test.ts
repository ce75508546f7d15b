import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLetter, DocumentClient, signIn } from '#server/test/document-client.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { systemClock } from '#shared/core/clock.ts';
import { type Random, seededRandom } from '#shared/core/random.ts';
import type { DocumentName } from '#shared/realtime/document-name.ts';

/** `npm run test:full` kills more often. */
const KILLS = process.env.TRAME_TEST_FULL ? 50 : 10;
const SEED = 20_261_123;
const PEOPLE = ['laureate', 'facilitator', 'administrator'] as const;
/** Between two words of a typist, and from the first words of a round to the kill; milliseconds. */
const RHYTHM = 15;
const LONGEST_ROUND = 500;

let host: HostProcess;
const clients: { close(): void }[] = [];

beforeEach(async () => {
  host = await HostProcess.create();
  await host.start();
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await host.remove();
});

/** Someone who types words that nobody else types, and remembers which ones the server has. */
class Typist extends DocumentClient {
  readonly typed: string[] = [];
  acknowledged = 0;
  readonly #name: string;
  readonly #random: Random;
  #timer: NodeJS.Timeout | undefined;

  constructor(name: DocumentName, cookie: string, person: string, random: Random) {
    super(host, name, cookie);
    clients.push(this);
    this.#name = person;
    this.#random = random;
    this.provider.on('save', ({ state }) => {
      if (state === 'saved') this.acknowledged = this.typed.length;
    });
  }

  type(): void {
    const word = `${this.#name}-${this.typed.length}`;
    this.typed.push(word);
    const text = this.doc.getText('words');
    const spaces = [...text.toString().matchAll(/ /g)].map(({ index }) => index + 1);
    const place = Math.floor(this.#random() * (spaces.length + 1));
    text.insert(spaces[place] ?? 0, `${word} `);
    this.#timer = setTimeout(() => this.type(), RHYTHM * (0.5 + this.#random()));
  }

  rest(): void {
    clearTimeout(this.#timer);
    this.provider.disconnect();
  }
}

const after = (milliseconds: number) =>
  new Promise<void>((resolve) => systemClock.after(milliseconds, resolve));

it(`no acknowledged word is missing after ${KILLS} kills while three people type`, async () => {
  const random = seededRandom(SEED);
  const cookies = await Promise.all(PEOPLE.map((person) => signIn(host, person)));
  const name = await createLetter(host, cookies[0] ?? '');
  const typists = PEOPLE.map((person, index) => {
    return new Typist(name, cookies[index] ?? '', person, random);
  });
  for (let kill = 1; kill <= KILLS; kill += 1) {
    for (const typist of typists) typist.type();
    await Promise.all(
      typists.map((typist) => {
        const before = typist.acknowledged;
        return typist.until(() => typist.acknowledged > before);
      }),
    );
    await after(random() * LONGEST_ROUND);
    await host.kill();
    // Their documents would bring back what the server lost: first a stranger looks.
    for (const typist of typists) typist.rest();
    await host.start();
    const reader = new DocumentClient(host, name, cookies[0] ?? '');
    clients.push(reader);
    await reader.until(() => reader.provider.synced);
    const found = reader.words;
    for (const { typed, acknowledged } of typists) {
      const missing = typed.slice(0, acknowledged).filter((word) => !found.has(word));
      expect({ kill, seed: SEED, missing }).toEqual({ kill, seed: SEED, missing: [] });
    }
    reader.close();
    for (const typist of typists) typist.provider.connect();
  }
  const all = typists.flatMap(({ typed }) => typed);
  await Promise.all(
    typists.map((typist) => typist.until(() => all.every((word) => typist.words.has(word)))),
  );
  const texts = typists.map(({ doc }) => doc.getText('words').toString());
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]?.trim().split(' ')).toHaveLength(all.length);
}, 600_000);
