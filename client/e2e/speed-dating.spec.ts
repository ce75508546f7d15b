import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import {
  type DemonstrationHost,
  type DemonstrationPerson,
  expect,
  test,
} from '#client/e2e/fixtures.ts';

const TITLE = 'Se rencontrer dans le Sud : huit minutes, puis on verra';
const ASSOCIATION = 'La Marmite du Ried';
const BUSINESS = 'Menuiserie Ritter et Filles';
const SIZE = 8;

/** Only the welcome and the changes turn by themselves here: the meetings are left on purpose. */
const TEMPLATE = { welcome: 2_000, round: 600_000, change: 1_000, break: 1_000, closing: 600_000 };

test.setTimeout(150_000);

async function open(
  host: DemonstrationHost,
  browser: Browser,
  person: DemonstrationPerson,
  contexts: BrowserContext[],
): Promise<Page> {
  const context = await browser.newContext({ baseURL: host.url });
  contexts.push(context);
  const page = await context.newPage();
  await host.signIn(page, person);
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  const findings = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
  expect(findings).toEqual([]);
}

/** Plans again with steps of seconds: the form counts in half minutes. */
async function planShort(page: Page, path: string): Promise<void> {
  const status = await page.evaluate(
    async ({ at, template }) => {
      const { view } = await (await fetch(at)).json();
      const answer = await fetch(`${at}/plan`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-trame': '1' },
        body: JSON.stringify({ revision: view.revision, template }),
      });
      return answer.status;
    },
    { at: path.replace('/seances/', '/api/sessions/'), template: TEMPLATE },
  );
  expect(status).toBe(200);
}

const partner = (page: Page, name: string) => page.getByRole('heading', { level: 3, name });
const round = (page: Page) => page.getByText(/^Tour \d sur 8$/);
const skip = (page: Page) => page.getByRole('button', { name: /^Passer à la suite/ });

/** Goes on until both sit together; the change of table between two rounds turns by the clock. */
async function untilTheyMeet(facilitator: Page, association: Page): Promise<number> {
  for (let number = 1; number <= SIZE; number += 1) {
    await expect(round(association)).toHaveText(`Tour ${number} sur ${SIZE}`, { timeout: 15_000 });
    if (await partner(association, BUSINESS).isVisible()) return number;
    await skip(facilitator).click();
  }
  throw new Error('they never met');
}

test('a speed dating, from the plan to what both sides share', async ({ host, browser }) => {
  const contexts: BrowserContext[] = [];
  const facilitator = await open(host, browser, 'facilitator', contexts);
  const association = await open(host, browser, 'association', contexts);
  const business = await open(host, browser, 'business', contexts);
  const guests = [association, business];

  await test.step('the facilitator plans and opens the room', async () => {
    await facilitator.goto('/espaces/sud/seances');
    await expectAccessible(facilitator);
    await facilitator.getByRole('link', { name: TITLE }).click();
    await facilitator.waitForURL(/\/seances\/[0-9a-f]{24}$/);
    await facilitator.getByRole('button', { name: 'Préparer le plan' }).click();
    await expect(facilitator.getByText('8 tours de 8 min')).toBeVisible();
    await expect(facilitator.getByText('Le plan tient dans les deux heures')).toBeVisible();
    await expectAccessible(facilitator);
    await planShort(facilitator, new URL(facilitator.url()).pathname);
    for (const page of guests) await page.goto(facilitator.url());
    await expect(association.getByText(`Vous êtes inscrit·e pour ${ASSOCIATION}`)).toBeVisible();
    await expectAccessible(association);
    await facilitator.getByRole('button', { name: 'Ouvrir la salle' }).click();
    for (const page of guests) await expect(page.getByText('Vous êtes prêt·e.')).toBeVisible();
    await expectAccessible(association);
  });

  await test.step('each screen goes to its table by itself', async () => {
    await facilitator.getByLabel('Votre message').fill('Bienvenue à toutes et à tous.');
    await facilitator.getByRole('button', { name: 'Envoyer' }).click();
    await expect(business.getByText('Bienvenue à toutes et à tous.').first()).toBeVisible();
    await facilitator.getByRole('button', { name: 'Commencer la rencontre' }).click();
    const number = await untilTheyMeet(facilitator, association);
    await expect(partner(business, ASSOCIATION)).toBeVisible();
    for (const page of guests) {
      await expect(round(page)).toHaveText(`Tour ${number} sur ${SIZE}`);
      await expect(page.getByRole('timer')).toHaveText(/^(10:00|9:\d\d)$/);
      await expectAccessible(page);
    }
    await expect(facilitator.getByText('Au complet')).toBeVisible();
    await expectAccessible(facilitator);
  });

  await test.step('they write to each other and note their interest', async () => {
    await association.getByLabel('Votre message').fill('Bonjour, on cherche des étagères.');
    await association.getByLabel('Votre message').press('Enter');
    await expect(business.getByText('Bonjour, on cherche des étagères.')).toBeVisible();
    await association.getByText('Oui', { exact: true }).click();
    await association.getByText('Projet commun').click();
    await association.getByLabel('Prochaine étape').fill('L’appeler jeudi');
    await business.getByText('Peut-être', { exact: true }).click();
    await business.getByText('Projet commun').click();
    for (const page of guests) await expect(page.getByText('Noté', { exact: true })).toBeVisible();
  });

  await test.step('a killed server comes back to the same round', async () => {
    const before = await round(association).textContent();
    await host.kill();
    await expect(association.getByText('La liaison est coupée. L’heure continue')).toBeVisible();
    await association.getByLabel('Ce que vous en retenez').fill('Six mètres, en chêne.');
    await expect(association.getByText('Pas encore envoyé')).toBeVisible();
    await host.start();
    await expect(association.getByText('Noté', { exact: true })).toBeVisible({ timeout: 40_000 });
    for (const page of guests) {
      await expect(page.getByText('La liaison est coupée. L’heure continue')).toBeHidden({
        timeout: 40_000,
      });
      await expect(round(page)).toHaveText(before ?? '');
      await expect(page.getByText('Bonjour, on cherche des étagères.')).toBeVisible();
      await expect(page.getByRole('timer')).toHaveText(/^9:\d\d$/);
    }
    await expect(partner(association, BUSINESS)).toBeVisible();
  });

  await test.step('at the end, what they share appears to both', async () => {
    await expect(facilitator.getByText('La liaison est coupée.')).toHaveCount(0, {
      timeout: 40_000,
    });
    await facilitator.getByRole('button', { name: 'Clore la rencontre' }).click();
    await facilitator.getByRole('button', { name: 'Clore', exact: true }).click();
    await expect(partner(association, BUSINESS)).toBeVisible();
    await expect(partner(business, ASSOCIATION)).toBeVisible();
    for (const page of guests) {
      await expect(page.getByRole('heading', { name: 'Intérêts partagés' })).toBeVisible();
      await expect(page.getByText('Projet commun').first()).toBeVisible();
      await expectAccessible(page);
    }
    await expect(association.getByText('L’appeler jeudi')).toBeVisible();
    await expect(business.getByText('L’appeler jeudi')).toHaveCount(0);
    await expect(business.getByText('Six mètres, en chêne.')).toHaveCount(0);
    await expect(facilitator.getByText('Merci d’avoir animé cette rencontre')).toBeVisible();
  });

  for (const context of contexts) await context.close();
});
