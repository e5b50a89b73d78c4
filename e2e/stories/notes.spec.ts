// Notes stay inside; who is mentioned gets to know.
import { expect, test } from '../desk/story.ts';

test('a note with a mention tells the colleague at once and stands in their mentions', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Ist die Rechnung schon da?');
  const [jana, mara] = [await seat('jana'), await seat('mara')];
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  await mara.openList('mine');

  await jana.press('n');
  await jana.page.keyboard.type('Schaust du mal, @ma');
  await expect(jana.composer.suggestions.getByRole('option', { selected: true })).toContainText('Mara Kühn');
  await jana.axe();
  await jana.press('Enter');
  await jana.page.keyboard.type('? Es eilt.');
  await expect(jana.composer.box).toContainText('Benachrichtigt wird');
  await jana.press('Control+Enter');
  const note = jana.message('Schaust du mal, @Mara Kühn ? Es eilt.').or(jana.message('Schaust du mal, @Mara Kühn'));
  await expect(note.first()).toContainText('Interne Notiz');

  await expect(mara.toasts).toContainText('Jana Becker hat dich erwähnt');
  await expect(mara.page.getByRole('button', { name: /^Hinweise, \d+ ungelesen/u })).toBeVisible();
  await expect(mara.nav('Erwähnungen')).toContainText(/\d/u);
  await mara.axe();
  await mara.nav('Erwähnungen').click();
  await mara.row(wanda.name).click();
  await expect(mara.message('Schaust du mal')).toBeVisible();

  // Nothing of it reaches the phone.
  await emulator.flush();
  expect((await emulator.chat(wanda)).map((one) => one.text)).toEqual(['Ist die Rechnung schon da?']);
});

test('a mention typed into an answer turns it into a note', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Hallo');
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  await jana.press('r');
  await jana.page.keyboard.type('Frag doch @tom');
  await jana.press('Enter');
  await expect(jana.composer.noteText).toHaveValue('Frag doch @Tom Petersen ');
  await expect(jana.composer.saveNote).toBeVisible();
});
