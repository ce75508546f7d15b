import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { FuzzRoom, type Page } from '#server/platform/collab/testing/fuzz-room.ts';
import { seededRandom } from '#shared/core/random.ts';

/** `VITE_COLLAB_SEED=123` plays one seed again; a seed that failed becomes a named regression. */
const given: string | undefined = import.meta.env.VITE_COLLAB_SEED;
const REGRESSIONS: readonly number[] = [];
/** `npm run test:full` plays ten times as many. */
const RUNS = process.env.TRAME_TEST_FULL ? 400 : 40;
const STEPS = 300;
const first = Math.floor(Math.random() * 2 ** 31);
const seeds = given
  ? [Number(given)]
  : [...REGRESSIONS, ...Array.from({ length: RUNS }, (_, index) => first + index)];

it('[CO6] [CO10] [CO13] [CO27] pages converge, and nothing acknowledged is ever missing', async () => {
  for (const seed of seeds) {
    const steps: string[] = [];
    try {
      await play(seed, steps);
    } catch (error) {
      throw new Error(`seed ${seed} failed after:\n${steps.slice(-30).join('\n')}`, {
        cause: error,
      });
    }
  }
}, 600_000);

async function play(seed: number, steps: string[]): Promise<void> {
  const room = new FuzzRoom(seededRandom(seed));
  try {
    for (let index = 0; index < STEPS; index += 1) {
      steps.push(await room.step());
      const durable = await room.durable();
      for (const page of room.pages) checkPromises(page, durable);
    }
    await room.calm();
    const durable = await room.durable();
    expect(durable.store.pendingStructs).toBeNull();
    for (const page of room.pages) {
      expect(page.provider.saveStatus.state).toBe('saved');
      expect(page.doc.getText('t').toString()).toBe(durable.getText('t').toString());
      expect(page.doc.getMap('m').toJSON()).toEqual(durable.getMap('m').toJSON());
      expect(Y.equalSnapshots(Y.snapshot(page.doc), Y.snapshot(durable))).toBe(true);
    }
  } finally {
    room.close();
  }
}

/** What is shown of others is durable; what is called saved is durable, deletions included. */
function checkPromises(page: Page, durable: Y.Doc): void {
  const stored = Y.decodeStateVector(Y.encodeStateVector(durable));
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(page.doc))) {
    if (!page.clients.has(client)) expect(stored.get(client) ?? 0).toBeGreaterThanOrEqual(clock);
  }
  if (page.provider.saveStatus.state !== 'saved') return;
  expect(page.provider.unsentWords()).toBe(false);
  const before = Y.snapshot(durable);
  Y.applyUpdate(durable, Y.encodeStateAsUpdate(page.doc));
  expect(Y.equalSnapshots(before, Y.snapshot(durable))).toBe(true);
}
