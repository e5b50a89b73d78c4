// People: where they stand, what is known of them, how to write to them first.
import { expect, test } from '../desk/story.ts';

test('a contact is found by the last digits, named by people and tagged; notes are kept', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Hallo');
  const jana = await seat('jana');
  await jana.ticketOf(wanda.phone);
  await jana.page.goto('/contacts');
  await jana.page.getByRole('searchbox', { name: 'Name oder Nummer suchen' }).or(jana.page.getByRole('textbox', { name: 'Name oder Nummer suchen' })).fill(wanda.phone.slice(-6));
  await jana.page.getByRole('listbox', { name: 'Kontakte' }).getByRole('option').filter({ hasText: wanda.name }).click();
  await expect(jana.page.getByRole('heading', { name: wanda.name, level: 1 })).toBeVisible();

  await jana.page.getByRole('button', { name: 'Tag', exact: true }).click();
  await jana.page.getByRole('textbox', { name: 'Neuer Tag' }).fill('Stammkundin');
  await jana.page.keyboard.press('Enter');
  await jana.page.getByRole('textbox', { name: 'Notizen' }).fill('Ruft lieber nachmittags an.');
  await jana.page.getByRole('button', { name: 'Speichern' }).click();
  await expect(jana.page.getByRole('button', { name: 'Speichern' })).toHaveCount(0);

  await jana.page.getByRole('button', { name: 'Bearbeiten' }).click();
  const dialog = jana.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Wanda von der Werft');
  await jana.axe();
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(jana.page.getByRole('heading', { name: 'Wanda von der Werft', level: 1 })).toBeVisible();

  await jana.page.reload();
  await expect(jana.page.getByRole('textbox', { name: 'Notizen' })).toHaveValue('Ruft lieber nachmittags an.');
  await expect(jana.page.getByRole('button', { name: 'Tag Stammkundin entfernen' })).toBeVisible();
  await expect(jana.page.getByText(`nennt sich ${wanda.name}`)).toBeVisible();
  await jana.axe();
});

test('a new contact is made from a number, and a ticket opened with them begins with a template', async ({ seat }) => {
  const jana = await seat('jana');
  await jana.page.goto('/contacts');
  await jana.page.getByRole('button', { name: 'Neuer Kontakt' }).click();
  const dialog = jana.page.getByRole('dialog', { name: 'Neuer Kontakt' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Piet Paulsen');
  await dialog.getByRole('textbox', { name: 'Telefon' }).fill('12');
  await dialog.getByRole('button', { name: 'Anlegen' }).click();
  await expect(dialog).toContainText('Das ist keine Telefonnummer.');
  await dialog.getByRole('textbox', { name: 'Telefon' }).fill('0049 151 9990001');
  await dialog.getByRole('button', { name: 'Anlegen' }).click();
  await expect(jana.page.getByRole('heading', { name: 'Piet Paulsen', level: 1 })).toBeVisible();
  await jana.page.getByRole('button', { name: 'Ticket öffnen' }).click();
  await expect(jana.header('Piet Paulsen')).toBeVisible();
  await expect(jana.composer.templates).toBeVisible();
  await jana.axe();
});
