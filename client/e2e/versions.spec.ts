import { text } from 'node:stream/consumers';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import {
  type DemonstrationHost,
  type DemonstrationPerson,
  expect,
  test,
} from '#client/e2e/fixtures.ts';

async function openAs(
  host: DemonstrationHost,
  browser: Browser,
  person: DemonstrationPerson,
  address: string,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: host.url,
    viewport: { width: 360, height: 740 },
  });
  const page = await context.newPage();
  await host.signIn(page, person);
  await page.goto(address);
  return page;
}

const part = (page: Page) => page.getByRole('textbox', { name: 'Partie 1' });
const saved = (page: Page) =>
  expect(page.locator('[data-state]').first()).toContainText('Enregistré');

/** A new letter of the facilitator; answers its address. */
async function begin(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Écrire un texte' }).click();
  await page.getByRole('textbox', { name: 'Titre' }).fill('Lettre à relire');
  await page.getByRole('button', { name: 'Commencer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lettre à relire');
  return new URL(page.url()).pathname;
}

test('[DO15] [DO20] [DO21] [DO24] a text is kept, read again, restored and erased on a small screen', async ({
  host,
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await openAs(host, browser, 'facilitator', '/espaces/promo-2026/documents');
  const letter = await begin(page);
  await part(page).click();
  await page.keyboard.type('Les premiers mots.');
  await saved(page);
  await page.getByRole('link', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Garder cette version' }).click();
  await page.getByRole('textbox', { name: 'Nom de la version' }).fill('Avant relecture');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('list', { name: 'Versions' })).toContainText('Avant relecture');

  const lina = await openAs(host, browser, 'laureate', letter);
  await part(lina).click();
  await lina.keyboard.press('Control+End');
  await lina.keyboard.type(' Des mots de trop.');
  await saved(lina);

  await page.getByRole('button', { name: 'Voir' }).click();
  await expect(page.getByRole('dialog')).toContainText('Les premiers mots.');
  await expect(page.getByRole('dialog')).not.toContainText('Des mots de trop.');
  // React Aria's own announcements, of a button that was pending, last for some seconds.
  const axe = new AxeBuilder({ page }).exclude('[data-live-announcer]');
  const { violations } = await axe.analyze();
  expect(violations).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);

  await page.getByRole('button', { name: 'Reprendre cette partie' }).click();
  await page.getByRole('button', { name: 'Reprendre', exact: true }).click();
  await expect(part(lina)).toHaveText('Les premiers mots.');
  await expect(page.getByRole('list', { name: 'Versions' })).toContainText('Version sans nom');

  await lina.context().setOffline(true);
  await part(lina).click();
  await lina.keyboard.type('Dans le tunnel. ');
  await page.getByRole('button', { name: 'Voir' }).last().click();
  await page.getByRole('button', { name: 'Effacer tout le reste' }).click();
  await page.getByRole('button', { name: 'Effacer pour toujours' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await lina.context().setOffline(false);
  const download = lina.waitForEvent('download', { timeout: 50_000 });
  await lina.getByRole('button', { name: 'Garder ma version' }).click({ timeout: 40_000 });
  const copy = await text(await (await download).createReadStream());
  expect(copy).toContain('Dans le tunnel.');
  await expect(part(lina)).toHaveText('Les premiers mots.');
  await expect(part(lina)).toHaveAttribute('contenteditable', 'true');
  await part(lina).click();
  await lina.keyboard.press('Control+End');
  await lina.keyboard.type(' La suite.');
  await saved(lina);
  await page.getByRole('button', { name: 'Voir' }).first().click();
  await expect(page.getByRole('dialog')).toContainText('ont été effacés');
});
