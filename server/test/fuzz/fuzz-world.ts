import { firstContentEntry } from '#server/features/documents/first-content.collab.ts';
import { CollabHub } from '#server/platform/collab/collab-hub.ts';
import { BrowserStore } from '#server/test/fuzz/browser-store.ts';
import { FaultyLog } from '#server/test/fuzz/faulty-log.ts';
import { type Browser, FuzzPage } from '#server/test/fuzz/fuzz-page.ts';
import type { FuzzStore } from '#server/test/fuzz/fuzz-store.ts';
import type { Scenario, WorldStep } from '#server/test/fuzz/scenario.ts';
import { steadyTime } from '#server/test/fuzz/steady-time.ts';
import { FakeClock } from '#shared/testing/fake-clock.ts';

export const NAME = 'doc/a@1';

/** Longer than a document stays in memory after its last reader left, in milliseconds. */
const REST = 40_000;
/** Turns without work after which promises have settled. */
const QUIET = 25;
/** Seconds that a calm may take: the longest pauses of clients and server, some times over. */
const LONGEST_CALM = 240;
/** A calm lasts until so many seconds brought nothing. */
const SHORTEST_CALM = 4;
/** What the server reports while its store is away. */
const EXPECTED = [
  'the store refuses',
  'a document could not be loaded',
  'a log could not be compacted',
];

/** The server, its store, the network and the pages of one scenario. */
export class FuzzWorld {
  readonly log: FaultyLog;
  readonly pages: readonly FuzzPage[];
  /** What no person should cause: errors that the server or an editor met. */
  readonly serverErrors: unknown[] = [];
  readonly editorErrors: unknown[] = [];
  readonly #clock = new FakeClock(1_000_000);
  #hub: CollabHub;
  #deferred: (() => void)[] = [];
  #keys = 0;

  private constructor({ seed, pages }: Scenario, log: FaultyLog) {
    this.log = log;
    steadyTime(() => this.#clock.now());
    this.#hub = this.#start();
    const browsers = new Map<number, Browser>();
    this.pages = pages.map((kind, index) => {
      const person = index >> 1;
      const browser = browsers.get(person) ?? newBrowser(person);
      browsers.set(person, browser);
      return new FuzzPage({
        seed,
        index,
        kind,
        browser,
        clock: this.#clock,
        hub: () => this.#hub,
        onEditorError: (error) => void this.editorErrors.push(error),
      });
    });
  }

  static async open(scenario: Scenario, store: FuzzStore): Promise<FuzzWorld> {
    const log = new FaultyLog(store);
    await log.direct().append([firstContentEntry(NAME, 0)]);
    return new FuzzWorld(scenario, log);
  }

  close(): void {
    for (const page of this.pages) page.close();
    steadyTime(null);
  }

  async happen(step: WorldStep): Promise<void> {
    switch (step.do) {
      case 'turn':
        return this.settle();
      case 'wait':
        return this.#wait(step.milliseconds);
      case 'store':
        this.log.become(step.mode);
        return this.settle();
      case 'compact':
        return this.log.direct().compact(NAME);
      case 'rest':
        for (const page of this.pages) page.cut();
        return this.#wait(REST);
      case 'kill':
        await this.log.die(step.landed);
        return this.#replaceServer();
      case 'restart':
        return this.#restart();
      case 'calm':
        return this.#calm();
      default:
        return this.#happenTo(this.pages[step.page], step);
    }
  }

  /** Ends event-loop turns and waits for the store until nothing is left to do. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET; quiet += 1) {
      await Promise.resolve();
      const deferred = this.#deferred.splice(0);
      const answer = this.log.nextAnswer;
      if (deferred.length > 0 || answer) quiet = 0;
      for (const callback of deferred) callback();
      await answer;
    }
  }

  async #happenTo(
    page: FuzzPage | undefined,
    step: Extract<WorldStep, { readonly page: number }>,
  ): Promise<void> {
    switch (step.do) {
      case 'deliver':
        for (let left = step.count; left > 0 && page?.deliver(step.to); left -= 1);
        return;
      case 'cut':
        return page?.cut();
      case 'offline':
        return page?.goOffline();
      case 'online':
        return page?.goOnline();
      case 'reload':
        return page?.reload(step.unwritten);
    }
  }

  async #wait(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= 1000) {
      this.#clock.advance(Math.min(left, 1000));
      await this.settle();
    }
  }

  async #restart(): Promise<void> {
    void this.#hub.shutdown();
    await this.#wait(10_000);
    await this.log.die(0);
    return this.#replaceServer();
  }

  async #replaceServer(): Promise<void> {
    this.#deferred = [];
    this.#hub = this.#start();
    for (const page of this.pages) page.cut();
  }

  async #calm(): Promise<void> {
    this.log.become('works');
    for (const page of this.pages) page.goOnline();
    let quiet = 0;
    for (let second = 0; second < LONGEST_CALM && quiet < SHORTEST_CALM; second += 1) {
      const moved = await this.#deliverAll();
      const isSaved = this.pages.every(({ provider }) => provider.saveStatus.state === 'saved');
      quiet = isSaved && !moved ? quiet + 1 : 0;
      this.#clock.advance(1000);
    }
  }

  async #deliverAll(): Promise<boolean> {
    let moved = false;
    for (let again = true; again; ) {
      await this.settle();
      again = false;
      for (const page of this.pages) {
        while (page.deliver('server') || page.deliver('page')) again = true;
      }
      moved ||= again;
    }
    return moved;
  }

  #start(): CollabHub {
    return new CollabHub({
      log: this.log.connect(),
      clock: this.#clock,
      roleFor: async () => 'write',
      newKey: () => (++this.#keys).toString(16).padStart(24, '0'),
      defer: (callback) => void this.#deferred.push(callback),
      onError: (error, what) => {
        if (!EXPECTED.includes(what)) this.serverErrors.push(`${what}: ${error}`);
      },
    });
  }
}

const newBrowser = (person: number): Browser => ({
  account: `person ${person}`,
  store: new BrowserStore(),
  clients: new Set(),
  erased: [],
});
