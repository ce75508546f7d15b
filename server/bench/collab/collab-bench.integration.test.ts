import { expect, it } from 'vitest';
import { measureRooms } from '#server/bench/collab/scenarios/rooms.ts';
import { batchingRelay, trame } from '#server/bench/collab/sides/sides.ts';

const TYPING = { documents: 1, clients: 3, writers: 2, rate: 20, duration: 1_000 };

it.each([trame, batchingRelay])('measures three people who type on $name', async (side) => {
  const result = await measureRooms(side, TYPING);
  expect(result).toMatchObject({ closed: 0, missing: 0 });
  expect(result.delivered).toBeGreaterThan(result.sent);
});
