import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { socketsOf } from '#client/platform/collab/client-socket.ts';
import { DocumentConnection } from '#client/platform/collab/document-connection.ts';
import { SectionProvider } from '#client/platform/collab/section-provider.ts';
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

async function signIn(person: string): Promise<string> {
  const line = host.output.split('\n').find((each) => each.includes(`(${person})`));
  const answer = await fetch(line?.match(/https?:\S+/)?.[0] ?? '', { redirect: 'manual' });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function createLetter(cookie: string): Promise<DocumentName> {
  const answer = await fetch(`${host.url}/api/spaces/promo-2026/documents`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ clientKey: 'letter-of-crash-test', kind: 'letter', title: 'Essai' }),
  });
  const { document } = await answer.json();
  return { document: document.id, section: { id: document.sections[0].id, epoch: 0 } };
}

/** Our provider on one section, as a browser has it, without a browser's store. */
class Client {
  readonly doc = new Y.Doc();
  readonly provider: SectionProvider;

  constructor(name: DocumentName, cookie: string) {
    const connection = new DocumentConnection(
      `${host.url.replace('http', 'ws')}/collab/${name.document}`,
      {
        clock: systemClock,
        random: Math.random,
        openSocket: socketsOf(
          (url, protocol) => new WebSocket(url, protocol, { headers: { cookie } }),
        ),
      },
    );
    const { doc } = this;
    const parts = { connection, name, doc, clock: systemClock, random: Math.random };
    this.provider = new SectionProvider({ ...parts, localCopy: null });
    clients.push(this);
    this.provider.connect();
  }

  get words(): Set<string> {
    return new Set(this.doc.getText('words').toString().split(' '));
  }

  /** Resolves when `check` holds, asked again at each event of the provider and the document. */
  async until(check: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (check()) resolve();
    };
    this.provider.on('sync', look);
    this.provider.on('save', look);
    this.doc.on('update', look);
    look();
    await promise;
    this.provider.off('sync', look);
    this.provider.off('save', look);
    this.doc.off('update', look);
  }

  close(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}

/** Someone who types words that nobody else types, and remembers which ones the server has. */
class Typist extends Client {
  readonly typed: string[] = [];
  acknowledged = 0;
  readonly #name: string;
  readonly #random: Random;
  #timer: NodeJS.Timeout | undefined;

  constructor(name: DocumentName, cookie: string, person: string, random: Random) {
    super(name, cookie);
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
  const cookies = await Promise.all(PEOPLE.map(signIn));
  const name = await createLetter(cookies[0] ?? '');
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
    const reader = new Client(name, cookies[0] ?? '');
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
