// What the platform refuses stays in the ticket, with its reason in plain words, and can be sent again.
import { expect, test } from '../desk/story.ts';
import { sendRaw } from '../desk/webhook.ts';

test('a message that comes too late for the window is shown as not delivered, and sent again once the customer wrote', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  // The desk has a message that the platform does not count: only for the desk is the window open.
  await sendRaw(emulator, [{ phone: wanda.phone, name: wanda.name, text: 'Ist jemand da?' }]);
  const jana = await seat('jana');
  const ticket = await jana.ticketOf(wanda.phone);
  await jana.openTicket(ticket);
  await jana.composer.answer('Ja, wir sind da.');

  const answer = jana.message('Ja, wir sind da.');
  await expect(answer).toContainText('nicht zugestellt');
  await expect(answer).toContainText('Das Servicefenster war schon zu.');
  await jana.page.getByRole('tab', { name: 'Protokoll' }).click();
  await expect(jana.page.getByRole('tabpanel', { name: 'Protokoll' })).toContainText('konnte nicht zustellen: Das Servicefenster war schon zu.');
  await expect(jana.row(wanda.name)).toContainText('Nicht zugestellt');
  await jana.axe();

  // Whoever looks at another ticket is told at the top right, and comes to the message from there.
  await jana.openList('all');
  await jana.page.getByRole('button', { name: /^Hinweise/u }).click();
  const notice = jana.page.getByRole('dialog', { name: 'Hinweise' }).getByRole('button', { name: new RegExp(`Eine Nachricht kam nicht an.*${wanda.name}`, 'su') });
  await expect(notice).toContainText('Das Servicefenster war schon zu.');
  await notice.click();
  await expect(answer).toBeVisible();

  await emulator.say(wanda, 'Hallo?');
  await expect(jana.message('Hallo?')).toBeVisible();
  await answer.getByRole('button', { name: 'Erneut senden' }).click();
  await expect(answer).toContainText('zugestellt');
  await expect(answer).not.toContainText('nicht zugestellt');
  await expect.poll(async () => (await emulator.chat(wanda)).filter((one) => one.from === 'business').map((one) => one.text)).toEqual(['Ja, wir sind da.']);
});

test('a notice appears at the top right while another ticket is open', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  const otto = await newCustomer('Otto');
  await sendRaw(emulator, [{ phone: wanda.phone, name: wanda.name, text: 'Bin ich hier richtig?' }]);
  await emulator.say(otto, 'Guten Morgen');
  const jana = await seat('jana');
  const hers = await jana.ticketOf(wanda.phone);
  const his = await jana.ticketOf(otto.phone);
  await jana.openTicket(his);
  await jana.api.ask('POST', `/tickets/${hers.id}/messages`, { type: 'text', text: 'Ja, genau richtig.' });

  const toast = jana.toasts.filter({ hasText: 'Eine Nachricht kam nicht an' });
  await expect(toast).toContainText('Das Servicefenster war schon zu.');
  await jana.axe();
  await toast.getByRole('button', { name: 'Ansehen' }).click();
  await expect(jana.header(wanda.name)).toBeVisible();
});

test('a template to a number without WhatsApp fails with its reason, and sending it again is not offered', async ({ seat }) => {
  const jana = await seat('jana');
  const [channel] = await jana.api.list<{ id: string }>('/channels');
  const phone = `+491522${String(Date.now()).slice(-7)}`;
  const contact = await jana.api.ask<{ id: string }>('POST', '/contacts', { display_name: 'Nora Niemand', channel_id: channel?.id, phone });
  const ticket = await jana.api.ask<{ id: string }>('POST', '/tickets', { contact_id: contact.id, channel_id: channel?.id });
  const templates = await jana.api.list<{ id: string; name: string }>(`/templates?channel_id=${channel?.id}`);
  const template = templates.find((one) => one.name === 'rueckfrage_offen');
  await jana.page.goto(`/inbox/all/${ticket.id}`);
  await jana.api.ask('POST', `/tickets/${ticket.id}/messages`, { type: 'template', template_id: template?.id, values: { body: { vorname: 'Nora', anliegen: 'Angebot' } } });

  const sent = jana.message('fehlt uns noch eine Antwort');
  await expect(sent).toContainText('WhatsApp kann an diese Nummer nicht zustellen.');
  await expect(sent).toContainText('Versuche es auf einem anderen Weg.');
  await expect(sent.getByRole('button', { name: 'Erneut senden' })).toHaveCount(0);
  await jana.axe();
});
