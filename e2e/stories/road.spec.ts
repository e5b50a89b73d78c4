// The road of a message, there and back.
import { expect, test } from '../desk/story.ts';

test('a customer sends a photo and a text, an agent answers, the customer reads it and the ticks turn blue', async ({ seat, newCustomer, phoneOf, emulator }) => {
  const wanda = await newCustomer();
  const phone = await phoneOf(wanda);
  const jana = await seat('jana');
  await jana.openList('unassigned');
  await expect(jana.row(wanda.name)).toHaveCount(0);

  const writtenAt = Date.now();
  await phone.say('Guten Tag, meine Maschine tropft.');
  await jana.row(wanda.name).waitFor();
  expect(Date.now() - writtenAt, 'from the phone into the inbox, without a reload').toBeLessThan(1000);
  await phone.send('machine');

  await jana.row(wanda.name).click();
  await expect(jana.header(wanda.name)).toBeVisible();
  await expect(jana.message('Guten Tag, meine Maschine tropft.')).toBeVisible();
  const photo = jana.log.getByRole('article').getByRole('img').or(jana.log.getByRole('button', { name: /Foto/u }).locator('img'));
  await expect(photo.first()).toBeVisible();
  await expect(jana.row(wanda.name)).toHaveCount(1);

  // The customer's phone is off: sent, and no further.
  await phone.page.close();
  await emulator.presence(wanda, { is_online: false });
  await jana.composer.answer('Das klingt nach der Dichtung. Wir helfen gern.');
  const answer = jana.message('Das klingt nach der Dichtung.');
  await expect(answer).toContainText('gesendet');

  // Switched on, in a pocket: delivered.
  await emulator.presence(wanda, { is_online: true });
  await expect(answer).toContainText('zugestellt');

  // Looked at: read.
  const again = await phoneOf(wanda);
  await expect(again.message('Das klingt nach der Dichtung.')).toBeVisible();
  await expect(answer).toContainText('gelesen');
  await expect(again.messages).toHaveCount(3);
  await jana.axe();
});

test('an answer quotes the message it belongs to, and a reaction shows on it', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, { text: 'Wann habt ihr offen?', sent_at: new Date(Date.now() - 5000).toISOString() });
  const question = await emulator.say(wanda, 'Und kann ich mit Karte zahlen?');
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));

  await jana.message('mit Karte zahlen').hover();
  await jana.message('mit Karte zahlen').getByRole('button', { name: 'Antworten' }).click();
  await jana.composer.answer('Ja, mit jeder Karte.');
  await expect(jana.message('Ja, mit jeder Karte.')).toContainText('Und kann ich mit Karte zahlen?');
  await expect.poll(async () => (await emulator.chat(wanda)).at(-1)?.reply_to).toBe(question);

  const [, , answer] = await emulator.chat(wanda);
  await emulator.say(wanda, { type: 'reaction', reply_to: answer?.wamid ?? '', emoji: '\u{1f44d}' });
  await expect(jana.message('Ja, mit jeder Karte.').getByRole('list', { name: 'Reaktionen' })).toContainText('\u{1f44d}');
  await jana.axe();
});

test('markup, long texts and strange names arrive as written and never become markup of the page', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer('<b>Wanda</b>');
  await emulator.say(wanda, '*fett* _schräg_ ~weg~ <img src=x onerror=alert(1)>');
  const jana = await seat('jana');
  let alerts = 0;
  jana.page.on('dialog', (dialog) => {
    alerts += 1;
    void dialog.dismiss();
  });
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  const strange = jana.message('<img src=x onerror=alert(1)>');
  await expect(strange.locator('strong')).toHaveText('fett');
  await expect(strange.locator('em')).toHaveText('schräg');
  await expect(strange.locator('s, del')).toHaveText('weg');
  await expect(jana.header(wanda.name)).toBeVisible();
  expect(alerts).toBe(0);

  const long = 'Kaffee ist gut. '.repeat(300).trim();
  await jana.composer.answer(long);
  await expect.poll(async () => (await emulator.chat(wanda)).filter((one) => one.from === 'business').length).toBe(2);
  await jana.axe();
});
