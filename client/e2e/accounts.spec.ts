import type { Page } from '@playwright/test';
import { type DemonstrationPerson, expect, test } from '#client/e2e/fixtures.ts';
import { HostProcess } from '#server/test/host-process.ts';

const PEOPLE: Readonly<Record<DemonstrationPerson, string>> = {
  laureate: 'Lina',
  facilitator: 'Irène',
  association: 'Samira',
  business: 'Stéphane',
  administrator: 'Delphine',
};

const PASSWORD = 'trois mots sans rapport';

const greeting = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name: `Bonjour ${name}` });

const emailField = (page: Page) => page.getByLabel('Adresse électronique');

/** The newest sign-in link that the outbox shows for an address. */
async function linkInOutbox(page: Page, email: string): Promise<string> {
  await page.goto('/administration/courriels');
  const mail = page.getByRole('article').filter({ hasText: `À ${email}` });
  const link = await mail.first().getByRole('link').getAttribute('href');
  if (!link) throw new Error(`no link for ${email}`);
  return link;
}

test('the five people of the demonstration come in by their links', async ({ host, browser }) => {
  for (const person of Object.keys(PEOPLE) as DemonstrationPerson[]) {
    const context = await browser.newContext({ baseURL: host.url, locale: 'fr-FR' });
    const page = await context.newPage();
    await host.signIn(page, person);
    await page.goto('/');
    await expect(greeting(page, PEOPLE[person])).toBeVisible();
    await expect(page.getByRole('list', { name: 'Derniers échanges' })).toBeVisible();
    await context.close();
  }
});

test('by mail, then by password, then out', async ({ host, browser, page }) => {
  const email = 'nouvelle.venue@example.org';
  await page.goto('/connexion?suite=/espaces/sud');
  await emailField(page).fill(email);
  await page.getByRole('button', { name: 'Recevoir un lien' }).click();
  await expect(page.getByRole('heading', { name: 'Regardez vos courriels' })).toBeVisible();

  const office = await browser.newContext({ baseURL: host.url, locale: 'fr-FR' });
  const desk = await office.newPage();
  await host.signIn(desk, 'administrator');
  const link = await linkInOutbox(desk, email);
  await office.close();

  await test.step('the link leads where one was going, once', async () => {
    await page.goto(link);
    await expect(page).toHaveURL('/espaces/sud');
    await expect(page.getByRole('button', { name: 'Rejoindre cet espace' })).toBeVisible();
    const elsewhere = await browser.newContext({ baseURL: host.url, locale: 'fr-FR' });
    const late = await elsewhere.newPage();
    await late.goto(link);
    await expect(late.getByText('Ce lien ne fonctionne plus')).toBeVisible();
    await emailField(late).fill(email);
    await late.getByRole('button', { name: 'Recevoir un lien' }).click();
    await expect(late.getByRole('heading', { name: 'Regardez vos courriels' })).toBeVisible();
    await elsewhere.close();
  });

  await test.step('a name and a password', async () => {
    await page.goto('/moi');
    await page.getByLabel('Votre nom').fill('Nour Exemple');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await expect(page.getByText('C’est enregistré.')).toBeVisible();
    await page.getByLabel('Nouveau mot de passe').fill('court');
    await page.getByRole('button', { name: 'Enregistrer le mot de passe' }).click();
    await expect(page.getByLabel('Nouveau mot de passe')).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Nouveau mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Enregistrer le mot de passe' }).click();
    await expect(page.getByText('Votre mot de passe est enregistré.')).toBeVisible();
  });

  await test.step('signing out leaves nothing, after a question when words would be lost', async () => {
    const account = await page.evaluate(
      async () => (await (await fetch('/api/session')).json()).person.id,
    );
    await page.evaluate((id) => localStorage.setItem(`trame.draft.${id}.topic`, '{}'), account);
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    const question = page.getByRole('alertdialog');
    await question.getByRole('button', { name: 'Rester' }).click();
    await expect(question).toBeHidden();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await question.getByRole('button', { name: 'Effacer et me déconnecter' }).click();
    await expect(page).toHaveURL('/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Là où les associations');
    await expect
      .poll(() =>
        page.evaluate(() => Object.keys(localStorage).filter((key) => /draft|leaving/.test(key))),
      )
      .toEqual([]);
    await page.goto('/moi');
    await expect(page).toHaveURL('/connexion?suite=/moi');
  });

  await test.step('a wrong password is refused, the right one opens', async () => {
    await page.getByRole('button', { name: 'Se connecter avec un mot de passe' }).click();
    await emailField(page).fill(email);
    await page.getByLabel('Mot de passe').fill(`${PASSWORD} de trop`);
    const enter = page.getByRole('main').getByRole('button', { name: 'Se connecter', exact: true });
    await enter.click();
    await expect(page.getByRole('alert')).toHaveText(/ne vont pas ensemble/);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await enter.click();
    await expect(page).toHaveURL('/moi');
    await expect(page.getByLabel('Votre nom')).toHaveValue('Nour Exemple');
  });
});

test('the first visit of an empty host makes its administrator', async ({ page }) => {
  const empty = await HostProcess.create({ args: ['--empty'] });
  try {
    await empty.start();
    await page.goto(empty.url);
    await expect(page).toHaveURL(`${empty.url}/bienvenue`);
    await page.getByLabel('Son nom').fill('Ada Exemple');
    await page.getByLabel('Son adresse électronique').fill('ada@example.org');
    await page.getByLabel('Son mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Retirer Eurométropole' }).click();
    await page.getByRole('button', { name: 'Ouvrir la plateforme' }).click();
    await expect(greeting(page, 'Ada')).toBeVisible();
    const spaces = page.getByRole('list', { name: 'Vos espaces' });
    await expect(spaces.getByRole('link')).toHaveText(['Nord', 'Ouest', 'Sud']);
    await page.goto(`${empty.url}/administration/courriels`);
    await expect(page.getByText('Aucun courriel pour l’instant')).toBeVisible();
    await page.goto(`${empty.url}/bienvenue`);
    await expect(page).toHaveURL(`${empty.url}/`);
  } finally {
    await empty.remove();
  }
});
