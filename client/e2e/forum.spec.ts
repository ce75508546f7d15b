import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { type DemonstrationHost, type DemonstrationPerson, expect, test } from './fixtures.ts';

const FORUM = '/espaces/sud/forum';

/** A page of its own browser context, signed in as someone of the demonstration. */
async function pageOf(browser: Browser, host: DemonstrationHost, person: DemonstrationPerson) {
  const context = await browser.newContext({ baseURL: host.url, locale: 'fr-FR' });
  const page = await context.newPage();
  await host.signIn(page, person);
  return page;
}

/** Opens a topic as one does by hand; gives the address of its page. */
async function openTopic(page: Page, title: string, words: string): Promise<string> {
  await page.goto(`${FORUM}/nouveau`);
  await page.getByRole('textbox', { name: 'Titre' }).fill(title);
  await page.getByText('Projet commun', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Votre message' }).click();
  await page.keyboard.type(words);
  await expect(page.getByText('Brouillon gardé sur cet appareil')).toBeVisible();
  await page.getByRole('button', { name: 'Publier le sujet' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  return new URL(page.url()).pathname;
}

async function write(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Écrire une réponse' }).click();
  await page.getByRole('textbox', { name: 'Votre réponse' }).click();
  await page.keyboard.type(words);
}

const send = (page: Page) => page.getByRole('button', { name: 'Répondre', exact: true }).click();

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

test('one opens a topic, another sees it appear and answers; it survives a restart', async ({
  browser,
  host,
}) => {
  test.setTimeout(120_000);
  const title = `Un local à partager ${Date.now()}`;
  const samira = await pageOf(browser, host, 'association');
  const delphine = await pageOf(browser, host, 'administrator');

  await delphine.goto(FORUM);
  await expect(delphine.getByRole('heading', { level: 1, name: 'Forum' })).toBeVisible();
  const path = await openTopic(samira, title, 'Nous cherchons un local.');
  await delphine.getByRole('link', { name: title }).click();
  await expect(delphine.getByText('Nous cherchons un local.')).toBeVisible();

  await write(delphine, 'Le nôtre est libre le jeudi.');
  await send(delphine);
  await expect(delphine.getByRole('article').getByText('Le nôtre est libre')).toBeVisible();
  await expect(samira.getByText('1 nouvelle réponse')).toBeVisible();
  await expect(samira.getByRole('article').getByText('Le nôtre est libre')).toBeVisible();

  await host.restart();
  await samira.goto(path);
  await expect(samira.getByText('Nous cherchons un local.')).toBeVisible();
  await expect(samira.getByText('Le nôtre est libre le jeudi.')).toBeVisible();
  await samira.context().close();
  await delphine.context().close();
});

test('what arrives while one writes waits, and moves nothing', async ({ browser, host }) => {
  const samira = await pageOf(browser, host, 'association');
  const delphine = await pageOf(browser, host, 'administrator');
  const path = await openTopic(samira, `Écrire ensemble ${Date.now()}`, 'Qui vient ?');
  await write(samira, 'Je voulais dire');
  await delphine.goto(path);
  await write(delphine, 'Moi, je viens.');
  await send(delphine);
  const arrived = samira.getByRole('button', { name: '1 nouvelle réponse' });
  await expect(arrived).toBeVisible();
  await expect(samira.getByText('Moi, je viens.')).toBeHidden();
  await samira.keyboard.type(' que oui');
  await expect(samira.getByText('Je voulais dire que oui')).toBeVisible();
  await arrived.click();
  await expect(samira.getByText('Moi, je viens.')).toBeVisible();
  await expect(samira.getByText('Je voulais dire que oui')).toBeVisible();
  await samira.context().close();
  await delphine.context().close();
});

test('without a network the text is kept, said so, and sent once it comes back', async ({
  browser,
  host,
}) => {
  const samira = await pageOf(browser, host, 'association');
  const path = await openTopic(samira, `Réseau absent ${Date.now()}`, 'Message.');
  await write(samira, 'Écrit dans le train.');
  let lost = 0;
  await samira.route('**/api/topics/*/posts', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    // The server receives it, its answer is lost: the second sending must not make a double.
    await route.fetch();
    return route.abort('connectionreset');
  });
  await send(samira);
  await expect(samira.getByText('Le réseau ne répond pas.')).toBeVisible();
  await expect(samira.getByText('Votre réponse est publiée.')).toBeVisible();
  await samira.goto(path);
  await expect(samira.getByText('Écrit dans le train.')).toHaveCount(1);

  await samira.route('**/api/topics/*/posts', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 403, json: {} })
      : route.continue(),
  );
  await write(samira, 'Refusé pour l’instant.');
  await send(samira);
  await expect(samira.getByText('Votre texte n’est pas parti.')).toBeVisible();
  await samira.reload();
  await expect(samira.getByRole('textbox', { name: 'Votre réponse' })).toContainText('Refusé');
  await expect(samira.getByText('Brouillon gardé sur cet appareil')).toBeVisible();
  await samira.context().close();
});

test('a topic is opened and formatted with the keyboard alone', async ({ browser, host }) => {
  const samira = await pageOf(browser, host, 'association');
  const title = `Au clavier ${Date.now()}`;
  await samira.goto(`${FORUM}/nouveau`);
  await samira.getByRole('textbox', { name: 'Titre' }).focus();
  await samira.keyboard.type(title);
  await samira.keyboard.press('Tab');
  await samira.keyboard.press('ArrowDown');
  await samira.keyboard.press('Tab');
  await expect(samira.getByRole('button', { name: 'Gras' })).toBeFocused();
  await samira.keyboard.press('ArrowRight');
  await expect(samira.getByRole('button', { name: 'Italique' })).toBeFocused();
  await samira.keyboard.press('Tab');
  await expect(samira.getByRole('textbox', { name: 'Votre message' })).toBeFocused();
  await samira.keyboard.type('Un mot ');
  await samira.keyboard.press('Control+b');
  await samira.keyboard.type('important');
  await samira.keyboard.press('Control+Enter');
  await expect(samira.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(samira.locator('strong', { hasText: 'important' })).toBeVisible();
  await samira.context().close();
});

test('a public topic reads without JavaScript, one for members does not', async ({
  browser,
  host,
}) => {
  const samira = await pageOf(browser, host, 'association');
  const title = `À lire partout ${Date.now()}`;
  const path = await openTopic(samira, title, 'Chacun peut lire ceci.');
  const context = await browser.newContext({ baseURL: host.url, javaScriptEnabled: false });
  const visitor = await context.newPage();
  await visitor.goto(FORUM);
  await visitor.getByRole('link', { name: title }).click();
  await expect(visitor).toHaveURL(new RegExp(`${path}$`));
  await expect(visitor.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(visitor.getByText('Chacun peut lire ceci.')).toBeVisible();
  await expect(visitor.getByRole('link', { name: 'Se connecter pour répondre' })).toBeVisible();
  const missing = await visitor.goto(`${FORUM}/${'f'.repeat(24)}`);
  expect(missing?.status()).toBe(404);
  await expect(visitor.getByRole('heading', { name: 'Cette page n’existe pas' })).toBeVisible();
  await context.close();
  await samira.context().close();
});

test('axe finds nothing, in light and dark, on a phone and on a wide screen', async ({
  browser,
  host,
}) => {
  test.setTimeout(120_000);
  const samira = await pageOf(browser, host, 'association');
  const path = await openTopic(samira, `Accessible ${Date.now()}`, 'Pour toutes et tous.');
  // The draft opens the editor at each visit.
  await write(samira, 'Brouillon');
  const visitor = await (await browser.newContext({ baseURL: host.url })).newPage();
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      for (const page of [samira, visitor]) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: 800 });
      }
      await samira.goto(FORUM);
      await expect(samira.getByRole('list', { name: 'Sujets' })).toBeVisible();
      await expectAccessible(samira);
      await samira.goto(`${FORUM}/nouveau`);
      await expect(samira.getByRole('textbox', { name: 'Votre message' })).toBeVisible();
      await expectAccessible(samira);
      await samira.goto(path);
      await expect(samira.getByRole('textbox', { name: 'Votre réponse' })).toBeVisible();
      await expectAccessible(samira);
      for (const address of [FORUM, path]) {
        await visitor.goto(address);
        await expectAccessible(visitor);
      }
      for (const page of [samira, visitor]) {
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(excess).toBeLessThanOrEqual(0);
      }
    }
  }
  await samira.context().close();
  await visitor.context().close();
});
