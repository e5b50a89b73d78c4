// After 24 hours without a word of the customer only a template may be sent, and the desk knows it before WhatsApp does.
import { expect, test } from '../desk/story.ts';

const DAY_MS = 86_400_000;
const yesterday = (): string => new Date(Date.now() - DAY_MS - 3_600_000).toISOString();

test('when the window is closed the composer is the template picker, and the filled template reaches the phone', async ({ seat, newCustomer, emulator, phoneOf }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, { text: 'Meine Mühle ist kaputt.', sent_at: yesterday() });
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  await expect(jana.row(wanda.name)).toContainText('Servicefenster geschlossen');
  await expect(jana.composer.box).toContainText('24-Stunden-Fenster geschlossen');
  await expect(jana.composer.text).toHaveCount(0);
  await expect(jana.composer.templates).toBeVisible();
  await jana.axe();

  await jana.composer.templateSearch.fill('rueckfrage');
  await expect(jana.composer.templates.getByRole('option')).toHaveCount(1);
  await jana.press('Enter');
  const form = jana.page.getByRole('form', { name: 'Vorlage rueckfrage_offen ausfüllen' });
  await expect(form.getByRole('textbox', { name: 'vorname' })).toHaveValue('Wanda');
  await form.getByRole('button', { name: 'Vorlage senden' }).click();
  await expect(form.getByRole('textbox', { name: 'anliegen' })).toBeFocused();
  await expect(form).toContainText('Das fehlt noch.');
  await jana.axe();
  await form.getByRole('textbox', { name: 'anliegen' }).fill('Mühle');
  await expect(form.getByRole('group', { name: 'Vorschau' })).toContainText('Hallo Wanda, zu Ihrem Anliegen „Mühle“');
  await jana.press('Control+Enter');

  const phone = await phoneOf(wanda);
  await expect(phone.message('Hallo Wanda, zu Ihrem Anliegen „Mühle“ fehlt uns noch eine Antwort')).toBeVisible();
  await expect(jana.message('zu Ihrem Anliegen „Mühle“')).toContainText('gelesen');

  // The customer taps a button of the template: the window is open again.
  await phone.page.getByRole('button', { name: 'Ja, gern' }).click();
  await expect(jana.message('Ja, gern').last()).toBeVisible();
  await expect(jana.composer.text).toBeVisible();
  await expect(jana.composer.box).toContainText('Fenster offen');
  await jana.composer.answer('Schön. Welche Mühle ist es?');
  await expect(phone.message('Welche Mühle ist es?')).toBeVisible();
  await jana.axe();
});

test('the server refuses free text in a closed window, whoever asks', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, { text: 'Hallo', sent_at: yesterday() });
  const jana = await seat('jana');
  const ticket = await jana.ticketOf(wanda.phone);
  const refused = await jana.api.ask('POST', `/tickets/${ticket.id}/messages`, { type: 'text', text: 'Guten Tag' }).catch((error: Error) => error.message);
  expect(refused).toContain('window_closed');
});

test('a note stays possible when the window is closed', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, { text: 'Hallo', sent_at: yesterday() });
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  await jana.press('n');
  await jana.composer.noteText.fill('Morgen anrufen.');
  await jana.composer.saveNote.click();
  await expect(jana.message('Morgen anrufen.')).toContainText('Interne Notiz');
  expect(await emulator.chat(wanda)).toHaveLength(1);
});
