import { figure, type Target } from '#server/bench/bench.ts';
import type { RoomsResult } from '#server/bench/collab/load/tasks.ts';
import {
  COLUMNS,
  cellsOf,
  deliveredASecond,
  measureRooms,
  milliseconds,
  residentOf,
} from '#server/bench/collab/scenarios/rooms.ts';
import {
  inTurns,
  type Results,
  type Scenario,
  target,
} from '#server/bench/collab/scenarios/scenario.ts';
import { trame } from '#server/bench/collab/sides/sides.ts';

const CLIENTS = 200;
const RATE = 5;
const DURATION = 5_000;
const ASKED = CLIENTS * RATE * (CLIENTS - 1);
/** Mebibytes beyond which memory is not called bounded. */
const MEMORY = 400;

export const overload: Scenario = {
  name: 'overload',
  async run(tools) {
    const wish = {
      documents: 1,
      clients: CLIENTS,
      writers: CLIENTS,
      rate: RATE,
      duration: DURATION,
    };
    const results = await inTurns(tools, 'overload', (side) => measureRooms(side, wish));
    return {
      title: `Overload: ${CLIENTS} clients, ${figure(CLIENTS * RATE)} updates a second whatever comes back, ${figure(ASKED)} deliveries a second asked`,
      table: {
        columns: ['server', ...COLUMNS],
        rows: tools.sides.map((side) => [side.name, ...cellsOf(results, side)]),
      },
      targets: targetsOf(results),
      notes: [
        '*Not delivered* is what had not come though it was waited for, up to 16 s, once nobody typed any more.',
      ],
    };
  },
};

function targetsOf(results: Results<RoomsResult>): Target[] {
  const share = results.median(trame, deliveredASecond) / ASKED;
  return [
    target('delivered a second, of what was asked', share, { atLeast: 0.97 }, figure),
    target(
      'never delivered',
      results.worst(trame, ({ missing }) => missing),
      { atMost: 0 },
      figure,
    ),
    target(
      'p50',
      results.median(trame, ({ p50 }) => p50),
      { atMost: 25 },
      milliseconds,
    ),
    target(
      'p95',
      results.median(trame, ({ p95 }) => p95),
      { atMost: 50 },
      milliseconds,
    ),
    target('memory, in MiB', results.worst(trame, residentOf), { atMost: MEMORY }, figure),
  ];
}
