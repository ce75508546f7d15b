import { figure, type Target } from '#server/bench/bench.ts';
import type { RoomsResult } from '#server/bench/collab/load/tasks.ts';
import {
  COLUMNS,
  cellsOf,
  costOf,
  deliveredASecond,
  measureRooms,
} from '#server/bench/collab/scenarios/rooms.ts';
import {
  inTurns,
  type Results,
  type Scenario,
  target,
} from '#server/bench/collab/scenarios/scenario.ts';
import { batchingRelay, hocuspocus, trame } from '#server/bench/collab/sides/sides.ts';

const SIZES = [20, 60, 200];
const DURATION = 3_000;

export const saturation: Scenario = {
  name: 'saturation',
  async run(tools) {
    const bySize = new Map<number, Results<RoomsResult>>();
    for (const clients of SIZES) {
      const wish = { documents: 1, clients, writers: clients, rate: null, duration: DURATION };
      const measured = await inTurns(tools, `saturation by ${clients}`, (side) =>
        measureRooms(side, wish),
      );
      bySize.set(clients, measured);
    }
    return {
      title: 'Saturation: every client types its next letter when the last came back',
      table: {
        columns: ['clients', 'server', ...COLUMNS],
        rows: [...bySize].flatMap(([clients, results]) =>
          tools.sides.map((side) => [String(clients), side.name, ...cellsOf(results, side)]),
        ),
      },
      targets: [...bySize].flatMap(([clients, results]) => targetsOf(clients, results)),
      notes: [
        'A letter came back once another client of the room, always the same one, has it: servers that do not ' +
          'send an update back to its author are measured like those that do. One letter of each client is under way.',
      ],
    };
  },
};

function targetsOf(clients: number, results: Results<RoomsResult>): Target[] {
  const at = `${clients} clients: `;
  const rate = results.median(trame, deliveredASecond);
  const against = (what: string, ratio: number, atLeast: number): Target =>
    target(`${at}delivered a second against ${what}`, ratio, { atLeast }, figure);
  const targets: Target[] = [];
  if (clients === 200) {
    const limit = results.median(batchingRelay, deliveredASecond);
    targets.push(against('the batching relay', rate / limit, 0.7));
  }
  if (!results.has(hocuspocus)) return targets;
  if (clients < 200) {
    const peer = results.median(hocuspocus, deliveredASecond);
    targets.push(against('Hocuspocus', rate / peer, clients === 20 ? 1 : 2));
    return targets;
  }
  const cost = results.median(trame, costOf) / results.median(hocuspocus, costOf);
  const what = `${at}CPU a thousand delivered against Hocuspocus`;
  return [...targets, target(what, cost, { atMost: 1 / 3 }, figure)];
}
