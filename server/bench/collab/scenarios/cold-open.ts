import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { figure, type Target } from '#server/bench/bench.ts';
import { fillLog } from '#server/bench/collab/history/fill-log.ts';
import {
  type History,
  PAPER_EDITS,
  typedHistory,
} from '#server/bench/collab/history/typed-history.ts';
import { writeUpdates } from '#server/bench/collab/history/update-file.ts';
import { residentBytes } from '#server/bench/collab/load/process-usage.ts';
import { runLoad } from '#server/bench/collab/load/run-load.ts';
import { type OpenResult, openResult } from '#server/bench/collab/load/tasks.ts';
import {
  inFolder,
  Results,
  ROUNDS,
  type Scenario,
  type ScenarioTools,
  target,
} from '#server/bench/collab/scenarios/scenario.ts';
import { documentName, type RunningSide, type Side } from '#server/bench/collab/sides/side.ts';
import { hocuspocus, trame, yWebsocket } from '#server/bench/collab/sides/sides.ts';

/** How the cost grows with a history. */
const THIRD = Math.round(PAPER_EDITS / 3);
const SIZES = [Math.round(PAPER_EDITS / 10), THIRD, PAPER_EDITS];
/** y-websocket would take many minutes to store the whole. */
const STORED_BY_PEERS = new Map([
  [hocuspocus, PAPER_EDITS],
  [yWebsocket, THIRD],
]);
const RESTING = 50;
/** Longer than a server keeps a document that everyone left. */
const LEFT_ALONE = 35_000;

/** A folder that holds a history, and what is found there. */
interface Stored {
  readonly side: Side;
  readonly edits: number;
  readonly form: string;
  readonly folder: string;
  readonly history: History;
}

export const coldOpen: Scenario = {
  name: 'cold-open',
  run: (tools) => inFolder((folder) => measure(tools, folder)),
};

async function measure(tools: ScenarioTools, folder: string) {
  const stored = await storeAll(tools, folder);
  const results = new Results<OpenResult>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const one of stored) {
      tools.log(`cold open, round ${round} of ${ROUNDS}: ${keyOf(one)}…`);
      results.add({ name: keyOf(one) }, await openCopy(one));
    }
  }
  tools.log(`${RESTING} documents at rest…`);
  const rest = await inFolder((resting) => restingMemory(resting, stored));
  return {
    title: `Cold open: a text of ${figure(PAPER_EDITS)} keystrokes, from its store to a client`,
    table: {
      columns: ['keystrokes', 'server', 'stored as', 'opened in, ms', 'server CPU, ms'],
      rows: stored.map((one) => [
        figure(one.edits),
        one.side.name,
        one.form,
        figure(openedIn(results, one)),
        figure(results.median({ name: keyOf(one) }, ({ processor }) => processor)),
      ]),
    },
    targets: targetsOf(stored, results, rest),
    notes: [
      'The server is started again before each round; the time runs from the connection to the last letter. The text is ' +
        'made from a seed, with the inserts and deletions of the trace `automerge-paper`. Trame folds its log long before ' +
        'it is that long: *small updates* are put there without the server. y-websocket folds its own when it opens one.',
      `Documents at rest were opened, one after the other, and left ${LEFT_ALONE / 1000} s ago; the first of them is not counted.`,
    ],
  };
}

const keyOf = ({ side, form, edits }: Stored): string =>
  `${side.name}, ${figure(edits)} keystrokes, ${form}`;

const openedIn = (results: Results<OpenResult>, one: Stored): number =>
  results.median({ name: keyOf(one) }, ({ milliseconds }) => milliseconds);

const SMALL = 'small updates';
const FOLDED = 'a folded state';

async function storeAll({ sides, log }: ScenarioTools, folder: string): Promise<Stored[]> {
  const stored: Stored[] = [];
  for (const edits of SIZES) {
    log(`typing ${figure(edits)} keystrokes…`);
    const history = typedHistory(edits);
    for (const form of [SMALL, FOLDED]) {
      const place = join(folder, `trame-${edits}-${form === SMALL ? 'small' : 'folded'}`);
      const { updates, state } = history;
      await fillLog(place, [documentName(0)], form === SMALL ? updates : [state], form === FOLDED);
      stored.push({ side: trame, edits, form, folder: place, history });
    }
    const peer = sides.find((side) => edits === STORED_BY_PEERS.get(side));
    if (peer) stored.push(await storeThrough(peer, edits, history, folder, log));
  }
  return stored;
}

async function storeThrough(
  side: Side,
  edits: number,
  history: History,
  folder: string,
  log: ScenarioTools['log'],
): Promise<Stored> {
  log(`${side.name} stores ${figure(edits)} keystrokes…`);
  const file = join(folder, `${edits}.updates`);
  writeUpdates(file, history.updates);
  const place = join(folder, side.name);
  mkdirSync(place);
  const { url, pid, stop } = await side.start({ documents: 1, folder: place });
  const document = documentName(0);
  try {
    await runLoad({ kind: 'fill', url, pid, dialect: side.dialect, document, file }, z.object({}));
  } finally {
    await stop();
  }
  return { side, edits, form: side === hocuspocus ? FOLDED : SMALL, folder: place, history };
}

/** Opens a copy: some servers fold what they open. */
function openCopy({ side, folder, history }: Stored): Promise<OpenResult> {
  return inFolder(async (copy) => {
    cpSync(folder, copy, { recursive: true });
    const running = await side.start({ documents: 1, folder: copy });
    try {
      return await open(running, side, [documentName(0)], history);
    } finally {
      await running.stop();
    }
  });
}

const open = (
  { url, pid }: RunningSide,
  { dialect }: Side,
  documents: readonly string[],
  { client, clock }: History,
): Promise<OpenResult> =>
  runLoad(
    { kind: 'open', url, pid, dialect, documents: [...documents], client, clock },
    openResult,
  );

/** Mebibytes that documents add once they were opened and left. */
async function restingMemory(folder: string, stored: readonly Stored[]): Promise<number> {
  const history = stored.find(({ edits }) => edits === PAPER_EDITS)?.history;
  if (!history) return 0;
  const [first = '', ...others] = Array.from({ length: RESTING + 1 }, (_, at) => documentName(at));
  await fillLog(folder, [first, ...others], [history.state], true);
  const running = await trame.start({ documents: RESTING + 1, folder });
  try {
    await open(running, trame, [first], history);
    await delay(LEFT_ALONE);
    const before = residentBytes(running.pid);
    await open(running, trame, others, history);
    await delay(LEFT_ALONE);
    return (residentBytes(running.pid) - before) / 2 ** 20;
  } finally {
    await running.stop();
  }
}

function targetsOf(
  stored: readonly Stored[],
  results: Results<OpenResult>,
  rest: number,
): Target[] {
  const whole = stored.filter(({ edits }) => edits === PAPER_EDITS);
  const timeOf = (side: Side, form: string): number | null => {
    const one = whole.find((candidate) => candidate.side === side && candidate.form === form);
    return one ? openedIn(results, one) : null;
  };
  const words = (value: number): string => `${figure(value)} ms`;
  const small = timeOf(trame, SMALL) ?? 0;
  const folded = timeOf(trame, FOLDED) ?? 0;
  const peer = timeOf(hocuspocus, FOLDED);
  return [
    target('first open after a restart, before it is folded', small, { atMost: 1_500 }, words),
    ...(peer === null
      ? []
      : [target('once folded, against Hocuspocus', folded, { atMost: peer }, words)]),
    target(`${RESTING} such documents at rest add`, rest, { atMost: 20 }, (value) => {
      return `${figure(value)} MiB`;
    }),
  ];
}
