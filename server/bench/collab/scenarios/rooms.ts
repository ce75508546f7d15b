import { figure } from '#server/bench/bench.ts';
import { runLoad } from '#server/bench/collab/load/run-load.ts';
import { type RoomsResult, roomsResult } from '#server/bench/collab/load/tasks.ts';
import { type Results, withSide } from '#server/bench/collab/scenarios/scenario.ts';
import { documentName, type Side } from '#server/bench/collab/sides/side.ts';
import { relay } from '#server/bench/collab/sides/sides.ts';

export interface RoomsWish {
  readonly documents: number;
  /** In each document. */
  readonly clients: number;
  readonly writers: number;
  /** Updates a second of each writer; null: as fast as they come back. */
  readonly rate: number | null;
  /** Milliseconds of the measure. */
  readonly duration: number;
}

const WARM_UP = 1_000;

/** Starts a side, fills its documents with people who type, and measures them. */
export function measureRooms(side: Side, wish: RoomsWish): Promise<RoomsResult> {
  return withSide(side, wish.documents, ({ url, pid }) =>
    runLoad(
      {
        kind: 'rooms',
        ...wish,
        url,
        pid,
        dialect: side.dialect,
        documents: Array.from({ length: wish.documents }, (_, index) => documentName(index)),
        warmUp: WARM_UP,
      },
      roomsResult,
    ),
  );
}

/** Milliseconds of processor for a thousand delivered updates. */
export const costOf = ({ processor, delivered }: RoomsResult): number =>
  (processor / delivered) * 1000;

export const deliveredASecond = ({ delivered, seconds }: RoomsResult): number =>
  delivered / seconds;

const MEBIBYTE = 2 ** 20;
export const residentOf = ({ resident }: RoomsResult): number => resident / MEBIBYTE;

export const milliseconds = (value: number): string => `${figure(value)} ms`;

export const COLUMNS = [
  'delivered a second',
  'p50, ms',
  'p95, ms',
  'server CPU, ms a thousand',
  'CPU / relay',
  'not delivered',
  'cut off',
  'memory, MiB',
  'load, cores',
];

/** The figures of a side under the columns above. */
export function cellsOf(results: Results<RoomsResult>, side: Side): string[] {
  const cost = results.median(side, costOf);
  return [
    figure(results.median(side, deliveredASecond)),
    figure(results.median(side, ({ p50 }) => p50)),
    figure(results.median(side, ({ p95 }) => p95)),
    figure(cost),
    results.has(relay) ? figure(cost / results.median(relay, costOf)) : '',
    figure(results.worst(side, ({ missing }) => missing)),
    figure(results.worst(side, ({ closed }) => closed)),
    figure(results.median(side, residentOf)),
    figure(results.median(side, ({ loadShare }) => loadShare)),
  ];
}
