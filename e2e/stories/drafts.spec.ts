// What was typed is not lost.
import { expect, test } from '../desk/story.ts';

test('a draft survives a reload and another browser, shows in the list, and is gone once sent', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  const otto = await newCustomer('Otto');
  await emulator.say(wanda, 'Habt ihr Filter?');
  await emulator.say(otto, 'Moin');
  const jana = await seat('jana');
  const hers = await jana.ticketOf(wanda.phone);
  await jana.openTicket(hers);
  await jana.composer.text.fill('Ja, Größe 4 und');
  await jana.openTicket(await jana.ticketOf(otto.phone));
  await expect(jana.row(wanda.name)).toContainText('Entwurf: Ja, Größe 4 und');
  await jana.page.reload();
  await expect(jana.row(wanda.name)).toContainText('Entwurf: Ja, Größe 4 und');
  await jana.row(wanda.name).click();
  await expect(jana.composer.text).toHaveValue('Ja, Größe 4 und');
  await jana.axe();

  // At another browser of hers.
  await expect.poll(async () => (await jana.api.list<{ ticket_id: string; text: string }>('/drafts')).find((one) => one.ticket_id === hers.id)?.text).toBe('Ja, Größe 4 und');
  const other = await seat('jana');
  await other.openTicket(hers);
  await expect(other.composer.text).toHaveValue('Ja, Größe 4 und');

  await jana.composer.text.fill('Ja, Größe 4 und 6.');
  await jana.press('Control+Enter');
  await expect(jana.message('Ja, Größe 4 und 6.')).toBeVisible();
  await expect(jana.composer.text).toHaveValue('');
  await expect(jana.row(wanda.name)).not.toContainText('Entwurf');
  await jana.page.reload();
  await expect(jana.message('Ja, Größe 4 und 6.')).toBeVisible();
  await expect(jana.composer.text).toHaveValue('');
});

test('reply and note have drafts of their own while the ticket is open', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Hallo');
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  await jana.composer.text.fill('Für die Kundin');
  await jana.page.getByRole('tab', { name: 'Interne Notiz' }).click();
  await expect(jana.composer.noteText).toHaveValue('');
  await jana.composer.noteText.fill('Für uns');
  await jana.page.getByRole('tab', { name: 'Antwort' }).click();
  await expect(jana.composer.text).toHaveValue('Für die Kundin');
});
