// The network of an agent fails. They go on writing.
import { expect, test } from '../desk/story.ts';

test('what is written offline waits in order, survives a reload of the page and goes out once', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Wo seid ihr?');
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));

  await jana.context.setOffline(true);
  await jana.composer.answer('Im Zug,');
  await jana.composer.answer('gleich wieder mit Netz.');
  await expect(jana.message('Im Zug,')).toContainText('wird gesendet');
  expect(await emulator.chat(wanda)).toHaveLength(1);

  await jana.context.setOffline(false);
  await expect(jana.message('gleich wieder mit Netz.')).toContainText(/zugestellt|gelesen/u);
  await expect.poll(async () => (await emulator.chat(wanda)).map((one) => one.text)).toEqual(['Wo seid ihr?', 'Im Zug,', 'gleich wieder mit Netz.']);
  await jana.axe();

  // The request leaves, the answer never comes: the page that follows sends it again under the same key.
  await jana.page.route('**/api/v1/tickets/*/messages', (route) => (route.request().method() === 'POST' ? route.fetch().then(() => route.abort('connectionreset')) : route.continue()), { times: 1 });
  await jana.composer.answer('Ganz bestimmt nur einmal.');
  await expect.poll(async () => (await emulator.chat(wanda)).length).toBe(4);
  await jana.page.reload();
  await expect(jana.message('Ganz bestimmt nur einmal.')).toContainText(/zugestellt|gelesen/u);
  await expect(jana.message('Ganz bestimmt nur einmal.')).toHaveCount(1);
  expect(await emulator.chat(wanda)).toHaveLength(4);
});
