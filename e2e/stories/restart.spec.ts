// The server dies in the middle of the day. Nothing is lost, nothing is sent twice, and the screen catches up by itself.
import { expect, test } from '../desk/story.ts';

// The platform outlives the desk.
test.use({ shape: 'apart' });

test('after kill -9 the screen reconnects, shows what came meanwhile, and what was written goes out exactly once', async ({ seat, newCustomer, desk, emulator }) => {
  const wanda = await newCustomer();
  const otto = await newCustomer('Otto');
  await emulator.say(wanda, 'Seid ihr noch da?');
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone), 'unassigned');

  await desk.kill();
  await jana.composer.answer('Ja, gleich wieder.');
  await expect(jana.message('Ja, gleich wieder.')).toBeVisible();
  await expect(jana.page.getByText('Keine Verbindung. 1 Nachricht wartet')).toBeVisible();
  await jana.axe();
  // The platform keeps trying while nobody answers.
  await emulator.say(otto, 'Hört mich jemand?');
  await emulator.say(wanda, 'Dann warte ich.');
  await jana.composer.answer('Da sind wir.');

  await desk.startAgain();
  await expect(jana.page.getByText('Keine Verbindung.')).toHaveCount(0);
  await expect(jana.message('Ja, gleich wieder.')).toContainText(/zugestellt|gelesen/u);
  await expect(jana.message('Da sind wir.')).toContainText(/zugestellt|gelesen/u);
  await expect(jana.message('Dann warte ich.')).toBeVisible();
  await expect(jana.row(otto.name)).toBeVisible();
  await expect(jana.log.getByRole('article').filter({ hasText: 'Ja, gleich wieder.' })).toHaveCount(1);

  const answers = (await emulator.outbox()).filter((one) => one.type === 'text').map((one) => one.body.text?.body);
  expect(answers).toEqual(['Ja, gleich wieder.', 'Da sind wir.']);
});

test('an answer whose acknowledgement was lost with the server is not sent again', async ({ seat, newCustomer, desk, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Wie lange dauert es?');
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone), 'unassigned');
  const before = (await emulator.outbox()).length;
  // The platform takes the message and says nothing; the status that proves it is held back.
  await emulator.faults({ drop_answer: 1, hold_webhooks: true });
  await jana.composer.answer('Ungefähr eine Woche.');
  await expect.poll(async () => (await emulator.outbox()).length).toBe(before + 1);
  await desk.kill();
  await emulator.faults({});
  await desk.startAgain();
  await expect(jana.message('Ungefähr eine Woche.')).toContainText(/zugestellt|gelesen/u);
  await emulator.flush();
  expect((await emulator.outbox()).length).toBe(before + 1);
});
