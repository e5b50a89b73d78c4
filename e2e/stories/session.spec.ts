// Signing in and out.
import { expect, test } from '../desk/story.ts';
import { PEOPLE } from '../desk/running-desk.ts';
import { axe } from '../desk/axe.ts';

test('an agent signs in with the printed password; a wrong one is refused in plain words', async ({ blankPage, desk }) => {
  const page = await blankPage();
  await page.goto('/');
  await expect(page).toHaveURL(/\/login/u);
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(PEOPLE.jana.email);
  await page.getByRole('textbox', { name: 'Passwort' }).or(page.getByLabel('Passwort', { exact: true })).fill('falsch geraten');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('alert')).toContainText('E-Mail oder Passwort stimmt nicht.');
  await axe(page);
  await page.getByLabel('Passwort', { exact: true }).fill(desk.seed.password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('heading', { name: 'Mein Posteingang' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Konto' }).or(page.getByText('Jana Becker')).first()).toBeVisible();
});

test('signing out ends the other tabs of the session at once, and drafts are not left behind', async ({ blankPage, desk }) => {
  const page = await blankPage();
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'E-Mail' }).fill(PEOPLE.leyla.email);
  await page.getByLabel('Passwort', { exact: true }).fill(desk.seed.password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByRole('heading', { name: 'Mein Posteingang' })).toBeVisible();
  const other = await page.context().newPage();
  await other.goto('/inbox/all');
  await expect(other.getByRole('listbox', { name: 'Tickets' })).toHaveAttribute('aria-busy', 'false');

  await page.getByRole('button', { name: /Leyla Arslan/u }).click();
  await page.getByRole('menuitem', { name: 'Abmelden' }).click();
  await expect(page).toHaveURL(/\/login/u);
  await expect(other).toHaveURL(/\/login\?ended=1/u);
  await expect(other.getByText('Deine Sitzung ist zu Ende.')).toBeVisible();
  await page.goto('/inbox/all');
  await expect(page).toHaveURL(/\/login/u);
});
