import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type DemonstrationPerson, expect, test } from '#client/e2e/fixtures.ts';

const WIDTHS = [320, 360, 1280];
const THEMES = ['light', 'dark'] as const;

type Reader = DemonstrationPerson | null;

interface Visited {
  readonly path: string;
  readonly as: Reader;
}

/** What a page must never do, gathered while it is open. */
function watch(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    const isOurs = asked === origin || asked === origin.replace('http', 'ws');
    if (!isOurs && protocol !== 'blob:' && protocol !== 'data:') {
      faults.push(`another origin: ${request.url()}`);
    }
  });
  return faults;
}

/** A page is there once it has its title and nothing is loading any more. */
async function arrived(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByText('Chargement…')).toHaveCount(0);
}

/** The pages that a list leads to, by their addresses. */
async function firstLink(page: Page, list: string, pattern: RegExp): Promise<string> {
  await page.goto(list);
  await arrived(page);
  const addresses = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const found = addresses.find((address) => pattern.test(address));
  if (!found) throw new Error(`no link like ${pattern} on ${list}`);
  return found;
}

async function overflowAt(page: Page, width: number): Promise<number> {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

/** Looks at one page in every width and theme. Returns what is wrong, in words. */
async function look(page: Page, path: string, origin: string): Promise<string[]> {
  const faults = watch(page, origin);
  await page.goto(path);
  await arrived(page);
  for (const width of WIDTHS) {
    const overflow = await overflowAt(page, width);
    if (overflow > 0) faults.push(`overflow: ${overflow} px at ${width}`);
  }
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    faults.push(...(await accessibilityFaults(page)).map((fault) => `${theme}: ${fault}`));
  }
  page.removeAllListeners();
  return faults.map((fault) => `${path} ${fault}`);
}

/** Two halves, so that two workers share them. */
const FIXED: readonly (readonly Visited[])[] = [
  [
    { path: '/', as: null },
    { path: '/connexion', as: null },
    { path: '/espaces', as: null },
    { path: '/espaces/sud', as: null },
    { path: '/rencontres', as: null },
    { path: '/annuaire', as: null },
    { path: '/espaces/sud/forum', as: null },
    { path: '/nulle-part', as: null },
    { path: '/', as: 'administrator' },
    { path: '/administration/courriels', as: 'administrator' },
  ],
  [
    { path: '/', as: 'laureate' },
    { path: '/espaces', as: 'laureate' },
    { path: '/espaces/sud', as: 'laureate' },
    { path: '/espaces/sud/forum', as: 'laureate' },
    { path: '/espaces/sud/forum/nouveau', as: 'laureate' },
    { path: '/espaces/promo-2026/documents', as: 'laureate' },
    { path: '/espaces/sud/seances', as: 'laureate' },
    { path: '/rencontres', as: 'laureate' },
    { path: '/moi', as: 'laureate' },
  ],
];

const READ_PAGE = { timeout: 180_000 };

for (const [index, visits] of FIXED.entries()) {
  test.describe(`pages, part ${index + 1}`, () => {
    test.describe.configure(READ_PAGE);
    test('are accessible, fit, and speak to nobody else', async ({ host, browser }) => {
      const faults: string[] = [];
      const readers = new Map<Reader, Page>();
      for (const { path, as } of visits) {
        const known = readers.get(as);
        const page = known ?? (await newReader(browser, host, as));
        readers.set(as, page);
        faults.push(...(await look(page, path, host.url)));
      }
      expect(faults).toEqual([]);
    });
  });
}

type Host = Parameters<Parameters<typeof test>[2]>[0]['host'];
type Browser = Parameters<Parameters<typeof test>[2]>[0]['browser'];

async function newReader(browser: Browser, host: Host, as: Reader): Promise<Page> {
  const context = await browser.newContext({ baseURL: host.url, locale: 'fr-FR' });
  const page = await context.newPage();
  if (as === null) await page.goto('/mark.svg');
  else await host.signIn(page, as);
  return page;
}

test.describe('pages found on the way', () => {
  test.describe.configure(READ_PAGE);
  test('are accessible, fit, and speak to nobody else', async ({ host, browser }) => {
    const page = await newReader(browser, host, 'laureate');
    const paths = [
      await firstLink(page, '/espaces/sud/forum', /\/forum\/[0-9a-f]{24}$/),
      await firstLink(page, '/espaces/promo-2026/documents', /^\/documents\//),
      await firstLink(page, '/espaces/sud/seances', /^\/seances\//),
    ];
    const faults: string[] = [];
    for (const path of paths) faults.push(...(await look(page, path, host.url)));
    const visitor = await newReader(browser, host, null);
    const publicTopic = await firstLink(visitor, '/espaces/sud/forum', /\/forum\/[0-9a-f]{24}$/);
    faults.push(...(await look(visitor, publicTopic, host.url)));
    expect(faults).toEqual([]);
  });
});

test('a public topic is read without JavaScript', async ({ host, browser }) => {
  const context = await browser.newContext({
    baseURL: host.url,
    locale: 'fr-FR',
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  const faults = watch(page, host.url);
  await page.goto('/espaces/sud/forum');
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/espaces\/sud\/forum\/[0-9a-f]{24}$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('article').first()).toBeVisible();
  const face = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  expect(face).toContain('Atkinson Hyperlegible');
  for (const width of WIDTHS) expect(await overflowAt(page, width)).toBeLessThanOrEqual(0);
  expect(faults).toEqual([]);
  await context.close();
});
