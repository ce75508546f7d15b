import { test as base, type Page } from '@playwright/test';
import { HostProcess } from '#server/test/host-process.ts';

/** The five people of the demonstration whose sign-in links the host prints. */
export type DemonstrationPerson =
  | 'laureate'
  | 'facilitator'
  | 'association'
  | 'business'
  | 'administrator';

/** A real host on the demonstration data, one for each worker. */
export interface DemonstrationHost {
  readonly url: string;
  signIn(page: Page, person: DemonstrationPerson): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** On the same folder and port, after a kill. */
  start(): Promise<void>;
  /** An ordered stop, then a start. */
  restart(): Promise<void>;
}

/** Sessions by person: each printed link works once, what it opened serves every test. */
type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

export const test = base.extend<object, { host: DemonstrationHost }>({
  host: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures
    async ({}, use) => {
      const process = await HostProcess.create();
      const sessions = new Map<DemonstrationPerson, Cookies>();
      await process.start();
      await use({
        url: process.url,
        async signIn(page, person) {
          const known = sessions.get(person);
          if (known) {
            await page.context().addCookies(known);
            return;
          }
          await page.goto(linkOf(process.output, person));
          sessions.set(person, await page.context().cookies());
        },
        kill: () => process.kill(),
        start: () => process.start(),
        restart: () => process.restart(),
      });
      await process.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ host }, use) => {
    await use(host.url);
  },
});

export const expect = test.expect;

function linkOf(output: string, person: DemonstrationPerson): string {
  const line = output.split('\n').find((each) => each.includes(`(${person})`));
  const link = line?.match(/https?:\S+/)?.[0];
  if (!link) throw new Error(`no sign-in link for ${person} in:\n${output}`);
  return link;
}
