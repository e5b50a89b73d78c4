// Canned replies: written once, inserted with a few letters.
import { expect, test } from '../desk/story.ts';

test('a canned reply is made in its page and inserted with a slash, filled in for the ticket', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Wie lange dauert die Reparatur?');
  const jana = await seat('jana');
  const ticket = await jana.ticketOf(wanda.phone);
  await jana.page.goto('/canned-replies');
  await jana.page.getByRole('button', { name: 'Neu', exact: true }).or(jana.page.getByRole('link', { name: 'Neu', exact: true })).click();
  await jana.page.getByRole('textbox', { name: 'Titel' }).fill('Dauer einer Reparatur');
  await jana.page.getByRole('textbox', { name: 'Kürzel' }).fill('dauer');
  await jana.page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hallo {{contact.first_name}}, zu Ticket {{ticket.number}}: etwa fünf Tage. {{agent.name}}');
  await jana.axe();
  await jana.page.getByRole('button', { name: /Anlegen|Speichern/u }).click();
  await expect(jana.page.getByText('Dauer einer Reparatur').first()).toBeVisible();

  await jana.openTicket(ticket);
  await jana.press('r');
  await jana.page.keyboard.type('/dau');
  await expect(jana.composer.suggestions.getByRole('option', { selected: true })).toContainText('Dauer einer Reparatur');
  await jana.axe();
  await jana.press('Enter');
  await expect(jana.composer.text).toHaveValue(`Hallo Wanda, zu Ticket ${ticket.number}: etwa fünf Tage. Jana Becker`);
  await jana.press('Control+Enter');
  await expect(jana.message('etwa fünf Tage')).toContainText(/zugestellt|gelesen/u);
});
