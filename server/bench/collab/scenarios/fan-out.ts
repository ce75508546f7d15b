import type { Target } from '#server/bench/bench.ts';
import { figure } from '#server/bench/bench.ts';
import type { RoomsResult } from '#server/bench/collab/load/tasks.ts';
import {
  COLUMNS,
  cellsOf,
  costOf,
  measureRooms,
  milliseconds,
} from '#server/bench/collab/scenarios/rooms.ts';
import {
  inTurns,
  type Results,
  type Scenario,
  target,
} from '#server/bench/collab/scenarios/scenario.ts';
import { hocuspocus, relay, trame } from '#server/bench/collab/sides/sides.ts';

const SIZES = [20, 60, 200];
const WRITERS = 10;
const RATE = 20;
const DURATION = 3_000;
/** Hocuspocus relays before it stores, Trame after: milliseconds that this may cost. */
const STORING = 5;

export const fanOut: Scenario = {
  name: 'fan-out',
  async run(tools) {
    const bySize = new Map<number, Results<RoomsResult>>();
    for (const clients of SIZES) {
      const wish = { documents: 1, clients, writers: WRITERS, rate: RATE, duration: DURATION };
      const measured = await inTurns(tools, `fan-out to ${clients}`, (side) =>
        measureRooms(side, wish),
      );
      bySize.set(clients, measured);
    }
    return {
      title: `Fan-out: one document, ${WRITERS} of its clients type ${RATE} letters a second`,
      table: {
        columns: ['clients', 'server', ...COLUMNS],
        rows: [...bySize].flatMap(([clients, results]) =>
          tools.sides.map((side) => [String(clients), side.name, ...cellsOf(results, side)]),
        ),
      },
      targets: [...bySize].flatMap(([clients, results]) => targetsOf(clients, results)),
      notes: [],
    };
  },
};

function targetsOf(clients: number, results: Results<RoomsResult>): Target[] {
  const at = `${clients} clients: `;
  const cost = results.median(trame, costOf) / results.median(relay, costOf);
  const p95 = results.median(trame, (one) => one.p95);
  if (clients === 200) {
    return [
      target(`${at}CPU against the relay's`, cost, { atMost: 0.5 }, figure),
      target(`${at}p95`, p95, { atMost: 35 }, milliseconds),
    ];
  }
  if (clients !== 20) return [];
  const targets = [target(`${at}CPU against the relay's`, cost, { atMost: 1 }, figure)];
  if (!results.has(hocuspocus)) return targets;
  const peer = results.median(hocuspocus, (one) => one.p95);
  const what = `${at}p95, ${STORING} ms above that of Hocuspocus`;
  return [...targets, target(what, p95, { atMost: peer + STORING }, milliseconds)];
}
