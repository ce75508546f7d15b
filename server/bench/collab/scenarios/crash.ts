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
import { documentName, type Side } from '#server/bench/collab/sides/side.ts';
import { batchingRelay, relay, trame } from '#server/bench/collab/sides/sides.ts';
import { type Random, seededRandom } from '#shared/core/random.ts';

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
  for (let kill = 0; kill < KILLS; kill += 1) {
    const promised = await killOnce(side, rate, folder, kill, random);
    const stored = await storedAfter(side, folder, kill);
    count(losses, promised, stored);
  }
  return losses;
}

async function killOnce(
  side: Side,
  rate: number,
  folder: string,
  kill: number,
  random: Random,
): Promise<CrashResult> {
  const { url, pid, stop } = await side.start({ documents: KILLS, folder });
  try {
    return await runLoad(
      {
        kind: 'crash',
        url,
        pid,
        dialect: side.acknowledges ?? side.dialect,
        document: documentName(kill),
        clients: CLIENTS,
        writers: WRITERS,
        rate,
        killAfter: SHORTEST + random() * (LONGEST - SHORTEST),
        seed: SEED + kill,
      },
      crashResult,
    );
  } finally {
    await stop();
  }
}

async function storedAfter(side: Side, folder: string, kill: number): Promise<StoredResult> {
  const { url, pid, stop } = await side.start({ documents: KILLS, folder });
  const document = documentName(kill);
  try {
    return await runLoad(
      { kind: 'stored', url, pid, dialect: side.dialect, document, writers: WRITERS },
      storedResult,
    );
  } finally {
    await stop();
  }
}

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
