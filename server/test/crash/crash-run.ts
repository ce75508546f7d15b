import { performance } from 'node:perf_hooks';
import { MongoClient } from 'mongodb';
import { readStoreAddress } from '#server/platform/persistence/store-address.ts';
import {
  compareIndexes,
  inspectCopies,
  inspectStopped,
  readAll,
} from '#server/test/crash/inspection.ts';
import { copiesOf, MOMENTS, type Moment } from '#server/test/crash/moments.ts';
import { PostWriter } from '#server/test/crash/post-writer.ts';
import { Writers } from '#server/test/crash/writers.ts';
import { HostProcess } from '#server/test/host-process.ts';
import { type Random, seededRandom } from '#shared/core/random.ts';

export interface CrashOptions {
  readonly rounds: number;
  readonly seed: number;
  /** Told after each round. */
  readonly onRound?: (line: string) => void;
}

/** What the rounds showed. Faults are told in words, with the round in which they were seen. */
export interface CrashReport {
  readonly kills: ReadonlyMap<string, number>;
  readonly acknowledged: number;
  /** How many of them were answers to a topic, over HTTP. */
  readonly posts: number;
  readonly lost: readonly string[];
  readonly torn: readonly string[];
  readonly disagreements: readonly string[];
  /** Of the store alone, from its start to its readiness; milliseconds. */
  readonly restarts: readonly number[];
}

/** Every so many rounds the whole host runs, instead of its store alone. */
const HOST_EVERY = 5;
/** Milliseconds, until a start was measured. */
const USUAL_START = 1_000;

/** A series of lives of one store, each ended by SIGKILL, and what is found after each. */
class CrashRun {
  readonly #random: Random;
  readonly #writers: Writers;
  readonly #posts: PostWriter;
  readonly #store: HostProcess;
  readonly #host: HostProcess;
  readonly #kills = new Map<string, number>();
  readonly #lost: string[] = [];
  readonly #torn: string[] = [];
  readonly #disagreements: string[] = [];
  readonly #restarts: number[] = [];

  constructor(random: Random, store: HostProcess, host: HostProcess) {
    this.#random = random;
    this.#store = store;
    this.#host = host;
    this.#writers = new Writers(random);
    this.#posts = new PostWriter(host);
  }

  get report(): CrashReport {
    return {
      kills: this.#kills,
      acknowledged: this.#writers.acknowledged + this.#posts.acknowledged,
      posts: this.#posts.acknowledged,
      lost: this.#lost,
      torn: this.#torn,
      disagreements: this.#disagreements,
      restarts: this.#restarts,
    };
  }

  async round(number: number): Promise<string> {
    const whole = number % HOST_EVERY === 0;
    const moment = MOMENTS[number % MOMENTS.length] ?? MOMENTS[0];
    if (!moment) throw new Error('no moment to kill at');
    const name = `${moment.name}${whole ? ', whole host' : ''}`;
    await this.#live(moment, whole ? this.#host : this.#store, whole);
    this.#kills.set(name, (this.#kills.get(name) ?? 0) + 1);
    const where = `round ${number} (${name})`;
    const { dataDir } = this.#store;
    const problems = [...inspectStopped(dataDir), ...inspectCopies(copiesOf(dataDir))];
    this.#disagreements.push(...problems.map((problem) => `${where}: ${problem}`));
    const restart = await this.#restart();
    await this.#judge(where);
    if (whole) await this.#judgePosts(where);
    const faults = this.#lost.length + this.#torn.length + this.#disagreements.length;
    const writes = this.report.acknowledged;
    return `${where}: back in ${Math.round(restart)} ms; so far ${writes} writes, ${faults} faults`;
  }

  /** One life, to its violent end. */
  async #live(moment: Moment, host: HostProcess, whole: boolean): Promise<void> {
    const startTime = this.#restarts.at(-1) ?? USUAL_START;
    const scene = { host, writers: this.#writers, random: this.#random, startTime };
    const started = host.start();
    if (moment.writing) {
      await started;
      await this.#writers.start(addressOf(host));
      if (whole) await this.#posts.start();
    }
    await moment.reach(scene);
    await host.kill();
    await started.catch(() => {});
    await this.#posts.ended();
    await this.#writers.ended();
  }

  async #restart(): Promise<number> {
    const began = performance.now();
    await this.#store.start();
    const took = performance.now() - began;
    this.#restarts.push(took);
    return took;
  }

  async #judge(where: string): Promise<void> {
    const client = await MongoClient.connect(addressOf(this.#store));
    const database = client.db();
    const found = await readAll(database);
    const verdicts = [
      this.#writers.ledger.judge(found),
      await this.#writers.contests.judge(database),
    ];
    const disagreements = await compareIndexes(database, found);
    for (const { lost, torn } of verdicts) {
      this.#lost.push(...lost.map((each) => `${where}: ${each}`));
      this.#torn.push(...torn.map((each) => `${where}: ${each}`));
    }
    this.#disagreements.push(...disagreements.map((each) => `${where}: ${each}`));
    this.#writers.adopt(found);
    await client.close();
    await this.#store.stop();
  }

  /** As a person reads them: through the whole host, started once more. */
  async #judgePosts(where: string): Promise<void> {
    await this.#host.start();
    this.#lost.push(...(await this.#posts.missing()).map((each) => `${where}: ${each}`));
    await this.#host.stop();
  }
}

function addressOf(host: HostProcess): string {
  const url = readStoreAddress(host.dataDir);
  if (!url) throw new Error(`the store has no address:\n${host.output}`);
  return url;
}

/**
 * Starts Trame's own program, writes to it from outside over many connections, kills it at a random moment
 * of a known kind, starts it again without a word, and looks for everything that was acknowledged.
 */
export async function runCrashes({ rounds, seed, onRound }: CrashOptions): Promise<CrashReport> {
  const host = await HostProcess.create({ embedded: true });
  const store = await HostProcess.create({ args: ['--services=store'], dataDir: host.dataDir });
  const run = new CrashRun(seededRandom(seed), store, host);
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const line = await run.round(round);
      onRound?.(line);
    }
    return run.report;
  } finally {
    await store.stop();
    await host.remove();
  }
}
