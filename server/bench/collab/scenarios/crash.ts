import { figure, type Target } from '#server/bench/bench.ts';
import { runLoad } from '#server/bench/collab/load/run-load.ts';
import {
  type CrashResult,
  crashResult,
  type StoredResult,
  storedResult,
} from '#server/bench/collab/load/tasks.ts';
import {
  inFolder,
  type Scenario,
  type ScenarioTools,
  target,
} from '#server/bench/collab/scenarios/scenario.ts';
import { documentName, type RunningSide, type Side } from '#server/bench/collab/sides/side.ts';
import { batchingRelay, relay, trame } from '#server/bench/collab/sides/sides.ts';
import { seededRandom } from '#shared/core/random.ts';

const KILLS = 20;
const RATES = [100, 3_000, 15_000];
const CLIENTS = 12;
const WRITERS = 10;
const SHORTEST = 300;
const LONGEST = 1_300;
const SEED = 20_261_127;

/** Letters of all kills together. */
interface Losses {
  typed: number;
  acknowledged: number;
  shown: number;
  acknowledgedLost: number;
  shownLost: number;
}

export const crash: Scenario = {
  name: 'crash',
  async run({ sides, log }: ScenarioTools) {
    const storing = sides.filter((side) => side !== relay && side !== batchingRelay);
    const rows: string[][] = [];
    const targets: Target[] = [];
    for (const rate of RATES) {
      for (const side of storing) {
        log(`${KILLS} kills at ${figure(rate)} updates a second: ${side.name}…`);
        const losses = await inFolder((folder) => killAgainAndAgain(side, rate, folder));
        rows.push([figure(rate), side.name, ...cellsOf(side, losses)]);
        if (side === trame) targets.push(...targetsOf(rate, losses));
      }
    }
    return {
      title: `kill -9 at a random moment, ${KILLS} times, while ${WRITERS} of ${CLIENTS} clients type`,
      table: {
        columns: [
          'updates a second',
          'server',
          'typed',
          'acknowledged',
          'and lost',
          'shown to another',
          'and lost',
        ],
        rows,
      },
      targets,
      notes: [
        'The server is killed by the load, 0.3 to 1.3 s after a letter was first shown, and started again on what it had ' +
          'stored; a client that knows nothing then asks for the document. Hocuspocus acknowledges what it has in memory; ' +
          'y-websocket acknowledges nothing.',
      ],
    };
  },
};

async function killAgainAndAgain(side: Side, rate: number, folder: string): Promise<Losses> {
  const random = seededRandom(SEED);
  const losses: Losses = {
    typed: 0,
    acknowledged: 0,
    shown: 0,
    acknowledgedLost: 0,
    shownLost: 0,
  };
  const start = () => side.start({ documents: KILLS, folder });
  let running = await start();
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      const killAfter = SHORTEST + random() * (LONGEST - SHORTEST);
      const promised = await killOnce(side, running, rate, kill, killAfter);
      await running.stop();
      running = await start();
      count(losses, promised, await storedAfter(side, running, kill));
    }
  } finally {
    await running.stop();
  }
  return losses;
}

const killOnce = (
  side: Side,
  { url, pid }: RunningSide,
  rate: number,
  kill: number,
  killAfter: number,
): Promise<CrashResult> =>
  runLoad(
    {
      kind: 'crash',
      url,
      pid,
      dialect: side.acknowledges ?? side.dialect,
      document: documentName(kill),
      clients: CLIENTS,
      writers: WRITERS,
      rate,
      killAfter,
      seed: SEED + kill,
    },
    crashResult,
  );

const storedAfter = (
  { dialect }: Side,
  { url, pid }: RunningSide,
  kill: number,
): Promise<StoredResult> =>
  runLoad(
    { kind: 'stored', url, pid, dialect, document: documentName(kill), writers: WRITERS },
    storedResult,
  );

/** Letters of a writer are stored from the first on, so that a number says which ones are there. */
function count(losses: Losses, { writers }: CrashResult, { clocks }: StoredResult): void {
  for (const [index, { typed, acknowledged, shown }] of writers.entries()) {
    const stored = clocks[index] ?? 0;
    losses.typed += typed;
    losses.acknowledged += acknowledged;
    losses.shown += shown;
    losses.acknowledgedLost += Math.max(acknowledged - stored, 0);
    losses.shownLost += Math.max(shown - stored, 0);
  }
}

function cellsOf({ acknowledges }: Side, losses: Losses): string[] {
  return [
    figure(losses.typed),
    acknowledges ? figure(losses.acknowledged) : 'never',
    acknowledges ? figure(losses.acknowledgedLost) : '',
    figure(losses.shown),
    figure(losses.shownLost),
  ];
}

function targetsOf(rate: number, { acknowledgedLost, shownLost }: Losses): Target[] {
  const at = `${figure(rate)} updates a second: `;
  return [
    target(`${at}acknowledged and lost`, acknowledgedLost, { atMost: 0 }, figure),
    target(`${at}shown to another and lost`, shownLost, { atMost: 0 }, figure),
  ];
}
