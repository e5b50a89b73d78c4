// What an agent sets for themselves, and what the administration sets for all.
import { expect, signIn, test } from '../desk/story.ts';
import { axe } from '../desk/axe.ts';

test('the language changes to English without a reload, and comes back', async ({ seat }) => {
  const leyla = await seat('tom');
  await leyla.page.goto('/settings/profile');
  await leyla.page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await leyla.page.getByRole('radiogroup', { name: 'Sprache' }).getByRole('radio', { name: 'English' }).click();
  await expect(leyla.page.getByRole('heading', { name: 'Profile', level: 1 })).toBeVisible();
  await expect(leyla.page.locator('html')).toHaveAttribute('lang', 'en');
  await leyla.axe();
  await leyla.page.getByRole('link', { name: /^Unassigned/u }).click();
  await expect(leyla.page.getByRole('heading', { name: 'Unassigned', level: 1 })).toBeVisible();
  expect(await leyla.page.evaluate(() => 'isSamePage' in globalThis), 'nothing was loaded anew').toBe(true);
  await leyla.page.goto('/settings/profile');
  await leyla.page.getByRole('radiogroup', { name: 'Language' }).getByRole('radio', { name: 'Deutsch' }).click();
  await expect(leyla.page.locator('html')).toHaveAttribute('lang', 'de');
});

test('the channel check tells step by step that all is well, and the templates are in step', async ({ seat }) => {
  const jana = await seat('jana');
  await jana.page.goto('/settings/channels');
  await jana.page.getByRole('link', { name: /Kaffeewerk Nord/u }).click();
  await jana.page.getByRole('button', { name: 'Jetzt prüfen' }).click();
  for (const step of ['Zugangstoken', 'Telefonnummer', 'Webhook abonniert', 'Vorlagen lesbar']) await expect(jana.page.getByRole('listitem').filter({ hasText: `${step}: in Ordnung` })).toBeVisible();
  await expect(jana.page.getByRole('status').filter({ hasText: 'Alles in Ordnung.' })).toHaveCount(1);
  await jana.axe();
  await jana.page.getByRole('button', { name: 'Abgleichen' }).click();
  await expect(jana.toasts).toContainText('Abgeglichen');
});

test('an agent is added, signs in with the shown password, and sees the desk but no administration', async ({ seat, blankPage }) => {
  const jana = await seat('jana');
  const email = `piet.${Date.now()}@kaffeewerk.example`;
  await jana.page.goto('/settings/agents');
  await jana.page.getByRole('button', { name: 'Neuer Agent' }).click();
  const dialog = jana.page.getByRole('dialog', { name: 'Neuer Agent' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Piet Paulsen');
  await dialog.getByRole('textbox', { name: 'E-Mail' }).fill(email);
  await jana.axe();
  await dialog.getByRole('button', { name: 'Anlegen' }).click();
  const secret = jana.page.getByRole('dialog', { name: 'Passwort für Piet Paulsen' });
  const password = (await secret.locator('code').textContent()) ?? '';
  await jana.axe();
  await secret.getByRole('button', { name: 'Ich habe es notiert' }).click();
  await expect(jana.page.getByText(email)).toBeVisible();
  await expect(jana.page.getByText(password)).toHaveCount(0);

  const page = await blankPage();
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('heading', { name: 'Mein Posteingang' })).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByRole('navigation', { name: 'Einstellungen' }).getByRole('link')).toHaveText(['Profil']);
  await page.goto('/settings/agents');
  await expect(page.getByText('Dafür fehlt dir das Recht')).toBeVisible();
  await axe(page);

  // Deactivated: signed out at once, wherever they are.
  await page.goto('/inbox/mine');
  await expect(page.getByRole('listbox', { name: 'Tickets' })).toHaveAttribute('aria-busy', 'false');
  await jana.page.getByRole('listitem').filter({ hasText: email }).getByRole('button', { name: 'Weitere Schritte für Piet Paulsen' }).click();
  await jana.page.getByRole('menuitem', { name: 'Deaktivieren' }).click();
  await jana.page.getByRole('dialog').getByRole('button', { name: 'Deaktivieren' }).click();
  await expect(page).toHaveURL(/\/login/u);
});

test('an API key is shown once, works, and ends when it is revoked', async ({ seat, desk }) => {
  const jana = await seat('jana');
  await jana.page.goto('/settings/api-keys');
  await jana.page.getByRole('button', { name: 'Neuer Schlüssel' }).click();
  const dialog = jana.page.getByRole('dialog', { name: 'Neuer Schlüssel' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Shop-Anbindung');
  await dialog.getByRole('button', { name: 'Anlegen' }).click();
  const secret = jana.page.getByRole('dialog', { name: 'Dein neuer Schlüssel' });
  const key = (await secret.locator('code').textContent()) ?? '';
  await jana.axe();
  const asked = (): Promise<Response> => fetch(`${desk.url}/api/v1/tickets?limit=1`, { headers: { authorization: `Bearer ${key}` } });
  expect((await asked()).status).toBe(200);
  await secret.getByRole('button', { name: 'Ich habe es notiert' }).click();
  await jana.page.reload();
  await expect(jana.page.getByText('Shop-Anbindung')).toBeVisible();
  await expect(jana.page.getByText(key)).toHaveCount(0);
  await jana.page.getByRole('button', { name: 'Schlüssel Shop-Anbindung widerrufen' }).click();
  await jana.page.getByRole('dialog').getByRole('button', { name: 'Widerrufen' }).click();
  await expect(jana.page.getByText('Shop-Anbindung')).toHaveCount(0);
  expect((await asked()).status).toBe(401);
});

test('a changed password ends the sessions elsewhere', async ({ seat, desk, blankPage }) => {
  const jana = await seat('jana');
  const email = `rieke.${Date.now()}@kaffeewerk.example`;
  const made = await jana.api.ask<{ initial_password: string }>('POST', '/agents', { email, display_name: 'Rieke Rahn', role: 'agent' });
  const elsewhere = await signIn(desk, email, made.initial_password);
  const page = await blankPage();
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(made.initial_password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('heading', { name: 'Mein Posteingang' })).toBeVisible();
  await page.goto('/settings/profile');
  await page.getByLabel('Jetziges Passwort').fill('falsch geraten');
  await page.getByLabel('Neues Passwort').fill('drei müde Kaffeebohnen');
  await page.getByRole('button', { name: 'Passwort ändern' }).click();
  await expect(page.getByText('Das ist nicht dein jetziges Passwort.')).toBeVisible();
  await page.getByLabel('Jetziges Passwort').fill(made.initial_password);
  await page.getByRole('button', { name: 'Passwort ändern' }).click();
  await expect(page.getByText('Dein Passwort ist geändert.')).toBeVisible();
  await axe(page);
  await expect(elsewhere.get('/session')).rejects.toThrow('401');
});
