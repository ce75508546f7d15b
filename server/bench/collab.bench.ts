import type { BenchPart, BenchTools } from '#server/bench/bench.ts';
import { coldOpen } from '#server/bench/collab/scenarios/cold-open.ts';
import { crash } from '#server/bench/collab/scenarios/crash.ts';
import { fanOut } from '#server/bench/collab/scenarios/fan-out.ts';
import { lateJoin } from '#server/bench/collab/scenarios/late-join.ts';
import { manyDocuments } from '#server/bench/collab/scenarios/many-documents.ts';
import { overload } from '#server/bench/collab/scenarios/overload.ts';
import { saturation } from '#server/bench/collab/scenarios/saturation.ts';
import type { Scenario } from '#server/bench/collab/scenarios/scenario.ts';
import { installPeers } from '#server/bench/collab/sides/peer-packages.ts';
import {
  batchingRelay,
  hocuspocus,
  relay,
  trame,
  yWebsocket,
} from '#server/bench/collab/sides/sides.ts';

export const name = 'collab';
export const description =
  'documents written together: Trame, each update durable before it is shown, against Hocuspocus with SQLite, ' +
  'y-websocket with LevelDB, a relay without a document, and one that writes all of a turn at once (the limit)';

const SCENARIOS: readonly Scenario[] = [
  fanOut,
  saturation,
  overload,
  manyDocuments,
  coldOpen,
  lateJoin,
  crash,
];
export const parts = SCENARIOS.map((scenario) => scenario.name);

const NOTES = [
  'One update is one letter, encoded as Yjs encodes it. An update is delivered when a client other than its writer ' +
    'has it, and is counted once for each such client, by the clocks that the messages carry: merged or not, it ' +
    'counts the same. Its latency runs from the send to the read, in one process.',
  'The load is one process that speaks the protocol on bare sockets, without a document; *load, cores* is what it ' +
    'used: near 1, the load is the limit and not the server. CPU is the time of all threads of the server ' +
    '(`/proc/<pid>/stat`), the store of Trame included; memory is its `VmRSS` at the end of the measure.',
];

export async function run({ log, only }: BenchTools): Promise<BenchPart[]> {
  log('installing Hocuspocus and y-websocket, where they are missing…');
  const missing = await installPeers();
  const peers = missing === null ? [hocuspocus, yWebsocket] : [];
  const sides = [trame, ...peers, relay, batchingRelay];
  const done: BenchPart[] = [];
  for (const scenario of SCENARIOS) {
    if (only !== null && scenario.name !== only) continue;
    done.push(await scenario.run({ log, sides }));
  }
  const absent = missing === null ? [] : [`Hocuspocus and y-websocket are not there: ${missing}.`];
  return done.map((part, index) =>
    index === 0 ? { ...part, notes: [...part.notes, ...NOTES, ...absent] } : part,
  );
}
