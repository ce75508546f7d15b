import { figure, type Target } from '#server/bench/bench.ts';
import type { RoomsResult } from '#server/bench/collab/load/tasks.ts';
import {
  COLUMNS,
  cellsOf,
  costOf,
  measureRooms,
  residentOf,
} from '#server/bench/collab/scenarios/rooms.ts';
import {
  inTurns,
  type Results,
  type Scenario,
  target,
} from '#server/bench/collab/scenarios/scenario.ts';
import { hocuspocus, relay, trame, yWebsocket } from '#server/bench/collab/sides/sides.ts';

const DOCUMENTS = 1_000;
/** How cost grows, on Trame alone. */
const FEWER = [100, 300];
const DURATION = 5_000;

const wishOf = (documents: number) => ({
  documents,
  clients: 2,
  writers: 2,
  rate: 1,
  duration: DURATION,
});

export const manyDocuments: Scenario = {
  name: 'documents',
  async run(tools) {
    const rows: string[][] = [];
    for (const documents of FEWER) {
      const alone = { ...tools, sides: [trame] };
      const results = await inTurns(alone, `${documents} documents`, (side) =>
        measureRooms(side, wishOf(documents)),
      );
      rows.push([figure(documents), trame.name, ...cellsOf(results, trame)]);
    }
    const results = await inTurns(tools, `${DOCUMENTS} documents`, (side) =>
      measureRooms(side, wishOf(DOCUMENTS)),
    );
    const all = tools.sides.map((side) => [
      figure(DOCUMENTS),
      side.name,
      ...cellsOf(results, side),
    ]);
    return {
      title: 'Many documents: two clients each, who type one letter a second',
      table: { columns: ['documents', 'server', ...COLUMNS], rows: [...rows, ...all] },
      targets: targetsOf(results),
      notes: [],
    };
  },
};

function targetsOf(results: Results<RoomsResult>): Target[] {
  const cost = results.median(trame, costOf) / results.median(relay, costOf);
  const targets = [target("CPU against the relay's", cost, { atMost: 2 }, figure)];
  const relayMemory = results.median(relay, residentOf);
  const added = [hocuspocus, yWebsocket]
    .filter((side) => results.has(side))
    .map((side) => results.median(side, residentOf) - relayMemory);
  if (added.length === 0) return targets;
  const most = Math.max(Math.min(...added), 0) / 2;
  const own = results.median(trame, residentOf) - relayMemory;
  const what = "memory above the relay's, half of what the better peer adds";
  return [...targets, target(what, own, { atMost: most }, (value) => `${figure(value)} MiB`)];
}
