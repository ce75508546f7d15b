import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from '@playwright/test';
import {
  type DemonstrationHost,
  type DemonstrationPerson,
  expect,
  test,
} from '#client/e2e/fixtures.ts';

const LETTER = 'Le dernier car est à 19 h 12';
/** The last part of the demonstration's letter: a draft. */
const PART = 'Ce que nous ferons, nous';

test.describe.configure({ mode: 'serial' });

let letter = '';
let contexts: BrowserContext[] = [];

test.beforeEach(() => {
  contexts = [];
});

test.afterEach(async () => {
  for (const context of contexts) await context.close();
});

type NewContext = () => Promise<BrowserContext>;

/** A browser of one's own, signed in, on the letter. */
async function open(
  host: DemonstrationHost,
  newContext: NewContext,
  person: DemonstrationPerson,
): Promise<Page> {
  const context = await newContext();
  contexts.push(context);
  const page = await context.newPage();
  await host.signIn(page, person);
  if (letter === '') {
    await page.goto('/espaces/promo-2026/documents');
    await page.getByRole('link', { name: LETTER }).click();
    await page.waitForURL(/\/documents\/[0-9a-f]{24}$/);
    letter = new URL(page.url()).pathname;
  } else {
    await page.goto(letter);
  }
  await expect(part(page)).toHaveAttribute('contenteditable', 'true');
  return page;
}

const part = (page: Page) => page.getByRole('textbox', { name: PART });
const truth = (page: Page) => page.locator('[data-state]').first();

/** Types at the end of a line: in one place, the letters of several people would mingle. */
async function write(page: Page, words: string, paragraph = 0): Promise<void> {
  await part(page).locator('p, li').nth(paragraph).click();
  await page.keyboard.press('End');
  await page.keyboard.type(words);
}

test('three browsers write one letter, see each other and end with the same words', async ({
  host,
  browser,
}) => {
  const newContext = () => browser.newContext({ baseURL: host.url });
  const pages = await Promise.all([
    open(host, newContext, 'laureate'),
    open(host, newContext, 'facilitator'),
    open(host, newContext, 'administrator'),
  ]);
  const [lina, irene, delphine] = pages;
  await expect(lina.getByRole('list', { name: 'Qui est là' })).toContainText('Irène Castaldi');
  await Promise.all([
    write(lina, ' Nous irons à pied.'),
    write(irene, ' Nous irons ensemble.', 1),
    write(delphine, ' Nous irons quand même.', 2),
  ]);
  for (const page of pages) {
    for (const words of ['Nous irons à pied.', 'Nous irons ensemble.', 'Nous irons quand même.']) {
      await expect(part(page)).toContainText(words);
    }
    await expect(truth(page)).toContainText('Enregistré');
  }
  const texts = await Promise.all(pages.map((page) => part(page).textContent()));
  expect(new Set(texts).size).toBe(1);
  await expect(lina.getByText('Irène Castaldi')).toHaveCount(2);
  await expect(irene.getByText('Delphine Reeb')).toHaveCount(2);
});

test('a frozen part is read, not written', async ({ host, browser }) => {
  const page = await open(host, () => browser.newContext({ baseURL: host.url }), 'laureate');
  const frozen = page.getByRole('textbox', { name: 'À celles et ceux qui nous lisent' });
  await expect(frozen).toContainText('Cette lettre a été commencée');
  await expect(frozen).toHaveAttribute('contenteditable', 'false');
});

test('the text survives SIGKILL of the server, and the page says the truth meanwhile', async ({
  host,
  browser,
}) => {
  const page = await open(host, () => browser.newContext({ baseURL: host.url }), 'laureate');
  await write(page, ' Avant la panne.');
  await expect(truth(page)).toContainText('Enregistré');
  await host.kill();
  await write(page, ' Pendant la panne.');
  await expect(truth(page)).toHaveText('Sur cet appareil');
  await host.start();
  await expect(truth(page)).toContainText('Enregistré', { timeout: 40_000 });
  const other = await open(host, () => browser.newContext({ baseURL: host.url }), 'facilitator');
  await expect(part(other)).toContainText('Avant la panne. Pendant la panne.');
});

test('three browsers write through five crashes and end with the same words @full', async ({
  host,
  browser,
}) => {
  const newContext = () => browser.newContext({ baseURL: host.url });
  const pages = [
    await open(host, newContext, 'laureate'),
    await open(host, newContext, 'facilitator'),
    await open(host, newContext, 'administrator'),
  ];
  const written: string[] = [];
  for (let crash = 1; crash <= 5; crash += 1) {
    const words = pages.map((_, person) => ` panne ${crash} personne ${person}.`);
    written.push(...words);
    const typing = Promise.all(
      pages.map((page, person) => write(page, words[person] ?? '', person)),
    );
    await host.kill();
    await typing;
    await host.start();
    for (const page of pages) {
      await expect(truth(page)).toContainText('Enregistré', { timeout: 40_000 });
    }
  }
  for (const page of pages) {
    for (const words of written) await expect(part(page)).toContainText(words.trim());
  }
  const texts = await Promise.all(pages.map((page) => part(page).textContent()));
  expect(new Set(texts).size).toBe(1);
});

test('words written offline outlive a reload and merge on return', async ({ host, browser }) => {
  const newContext = () => browser.newContext({ baseURL: host.url });
  const lina = await open(host, newContext, 'laureate');
  const irene = await open(host, newContext, 'facilitator');
  // The worker keeps what this page read once it controls it.
  await lina.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await lina.reload();
  await expect(part(lina)).toHaveAttribute('contenteditable', 'true');
  await expect(truth(lina)).toContainText('Enregistré');
  await lina.context().setOffline(true);
  await write(lina, ' Dans le tunnel.');
  await expect(truth(lina)).toHaveText('Sur cet appareil');
  await write(irene, ' Au soleil.');
  await lina.reload();
  await expect(part(lina)).toContainText('Dans le tunnel.');
  await expect(part(lina)).not.toContainText('Au soleil.');
  await lina.context().setOffline(false);
  for (const page of [lina, irene]) {
    await expect(part(page)).toContainText('Dans le tunnel.', { timeout: 40_000 });
    await expect(part(page)).toContainText('Au soleil.');
  }
  await expect(truth(lina)).toContainText('Enregistré');
});

test('a new letter begins with a part to write in, and closes for everyone when frozen', async ({
  host,
  browser,
}) => {
  const page = await open(host, () => browser.newContext({ baseURL: host.url }), 'facilitator');
  await page.goto('/espaces/promo-2026/documents');
  await page.getByRole('button', { name: 'Écrire un texte' }).click();
  await page.getByRole('textbox', { name: 'Titre' }).fill('Compte rendu de mardi');
  await page.getByRole('button', { name: 'Commencer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compte rendu de mardi');
  const first = page.getByRole('textbox', { name: 'Partie 1' });
  const address = page.url();
  const lina = await open(host, () => browser.newContext({ baseURL: host.url }), 'laureate');
  await lina.goto(address);
  const hers = lina.getByRole('textbox', { name: 'Partie 1' });
  await expect(hers).toHaveAttribute('contenteditable', 'true');
  await first.click();
  await page.keyboard.type('Étaient là : tout le monde.');
  await expect(truth(page)).toContainText('Enregistré');
  await page.getByRole('button', { name: /Actions sur « Partie 1 »/ }).click();
  await page.getByRole('menuitemradio', { name: 'Figée' }).click();
  await expect(first).toHaveAttribute('contenteditable', 'false');
  await expect(hers).toHaveAttribute('contenteditable', 'false');
  await expect(hers).toHaveText('Étaient là : tout le monde.');
  await page.reload();
  await expect(first).toHaveText('Étaient là : tout le monde.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing (${colorScheme})`, async ({ host, browser }) => {
    const newContext = () => browser.newContext({ baseURL: host.url, colorScheme });
    const page = await open(host, newContext, 'facilitator');
    const other = await open(host, newContext, 'laureate');
    await write(other, ' ');
    await expect(page.getByText('Lina Haddad')).toHaveCount(2);
    await part(page).click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.goto('/espaces/promo-2026/documents');
    await expect(page.getByRole('link', { name: LETTER })).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}
