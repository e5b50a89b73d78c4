// Two agents at the same ticket see each other, and neither overwrites the other.
import { expect, test } from '../desk/story.ts';

test('agents see who reads and who types, and an assignment shows at once', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Hallo, wer kann helfen?');
  const [jana, mara] = [await seat('jana'), await seat('mara')];
  const ticket = await jana.ticketOf(wanda.phone);
  await jana.openTicket(ticket);
  await mara.openTicket(ticket);
  await expect(jana.page.getByText('Mara Kühn liest mit').or(jana.page.getByText('Mara liest mit')).first()).toBeVisible();
  await expect(mara.page.getByText(/Jana( Becker)? liest mit/u).first()).toBeVisible();

  await mara.composer.text.pressSequentially('Moin');
  await expect(jana.page.getByText(/Mara( Kühn)? tippt/u).first()).toBeVisible();
  await jana.axe();

  await jana.press('Escape', 'i');
  await expect(jana.toasts).toContainText('ist jetzt bei dir');
  await expect(mara.page.getByRole('button', { name: /Jana Becker/u }).first()).toBeVisible();
  await expect(mara.log).toContainText('hat übernommen');

  await mara.page.close();
  await expect(jana.page.getByText(/Mara( Kühn)? (tippt|liest mit)/u)).toHaveCount(0);
});

test('a change based on an older state is refused and the newer state shows', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Hallo, ist das dringend?');
  const jana = await seat('jana');
  const ticket = await jana.ticketOf(wanda.phone);
  await jana.api.ask('PATCH', `/tickets/${ticket.id}`, { priority: 'high', version: ticket.version });
  const refused = await jana.api.ask('PATCH', `/tickets/${ticket.id}`, { priority: 'low', version: ticket.version }).then(
    () => 'taken',
    (error: Error) => error.message,
  );
  expect(refused).toContain('version_conflict');

  // Both change at the same moment: the last one stands, and both screens show the same.
  const mara = await seat('mara');
  await jana.openTicket(ticket);
  await mara.openTicket(ticket);
  await Promise.all([jana.press('p'), mara.press('p')]);
  await expect(jana.palette).toBeVisible();
  await expect(mara.palette).toBeVisible();
  await jana.palette.getByRole('combobox').fill('dringend');
  await mara.palette.getByRole('combobox').fill('niedrig');
  await Promise.all([jana.press('Enter'), mara.press('Enter')]);
  await expect
    .poll(async () => {
      const { priority } = await jana.api.get<{ priority: string }>(`/tickets/${ticket.id}`);
      const flags = await Promise.all([jana, mara].map((one) => one.row(wanda.name).getByText('Priorität dringend').count()));
      return flags.every((count) => count === (priority === 'urgent' ? 1 : 0)) && ['urgent', 'low'].includes(priority);
    })
    .toBe(true);
});
