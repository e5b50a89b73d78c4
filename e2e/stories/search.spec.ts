// Everything is found by what an agent has at hand.
import { expect, test } from '../desk/story.ts';

test('tickets, contacts and messages are found by name, number in local writing, ticket number and word', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Die Brühgruppe quietscht wie ein Zwergschnauzer.');
  const jana = await seat('jana');
  const ticket = await jana.ticketOf(wanda.phone);
  await jana.openList('all');
  await jana.press('/');
  const box = jana.page.getByRole('combobox', { name: 'In Tickets, Kontakten und Nachrichten suchen' });
  await expect(box).toBeFocused();
  const group = (name: string) => jana.page.getByRole('listbox', { name: 'Treffer' }).getByRole('group', { name });

  await box.fill(wanda.name.split(' ')[1] ?? '');
  await expect(group('Kontakte').getByRole('option').first()).toContainText(wanda.name);
  await jana.axe();

  const local = `0${wanda.phone.slice(3, 6)} ${wanda.phone.slice(6, 10)} / ${wanda.phone.slice(10)}`;
  await box.fill(local);
  await expect(group('Kontakte').getByRole('option').first()).toContainText(wanda.name);

  await box.fill(`#${ticket.number}`);
  await expect(group('Tickets').getByRole('option').first()).toContainText(wanda.name);

  await box.fill('zwergschnauzer');
  const hit = group('Nachrichten').getByRole('option').first();
  await expect(hit).toContainText('Zwergschnauzer');
  await hit.click();
  await expect(jana.header(wanda.name)).toBeVisible();
  await expect(jana.message('Zwergschnauzer')).toBeInViewport();
});

test('the palette finds a contact while the agent stays where they are', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Hallo zusammen');
  const jana = await seat('jana');
  await jana.ticketOf(wanda.phone);
  await jana.openList('all');
  await jana.press('Control+k');
  await jana.page.keyboard.type(wanda.name.split(' ')[1] ?? '');
  await expect(jana.palette.getByRole('option').filter({ hasText: wanda.name }).first()).toBeVisible();
  await jana.axe();
  await jana.press('Escape');
  await expect(jana.palette).toHaveCount(0);
});
