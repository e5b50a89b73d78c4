// The desk on a phone: one pane at a time.
import { expect, PHONE, test } from '../desk/story.ts';

test('on a phone: list, thread, answer, back, and the tabs below', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Ich stehe vor der Tür.');
  const jana = await seat('jana', { viewport: PHONE, hasTouch: true, isMobile: true });
  await jana.ticketOf(wanda.phone);
  await jana.openList('all');
  const tabs = jana.page.getByRole('navigation', { name: 'Ansichten' });
  await expect(tabs.getByRole('link')).toHaveCount(4);
  await expect(jana.log).toHaveCount(0);
  await jana.axe();

  await jana.row(wanda.name).tap();
  await expect(jana.message('Ich stehe vor der Tür.')).toBeVisible();
  await expect(tabs).toHaveCount(0);
  await expect(jana.list).not.toBeVisible();
  await jana.composer.text.fill('Ich komme sofort.');
  await jana.composer.send.tap();
  await expect(jana.message('Ich komme sofort.')).toContainText(/zugestellt|gelesen/u);
  expect(await jana.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await jana.axe();

  await jana.page.getByRole('button', { name: 'Zurück zur Liste' }).tap();
  await expect(jana.row(wanda.name)).toBeVisible();
  await jana.row(wanda.name).tap();
  await expect(jana.message('Ich komme sofort.')).toBeVisible();
  await jana.page.goBack();
  await expect(jana.row(wanda.name)).toBeVisible();

  await tabs.getByRole('link', { name: 'Erwähnt' }).tap();
  await expect(jana.page.getByRole('heading', { name: 'Erwähnungen' })).toBeVisible();
  await tabs.getByRole('link', { name: 'Suchen' }).tap();
  await expect(jana.page.getByRole('combobox', { name: /suchen/u })).toBeVisible();
  await tabs.getByRole('link', { name: 'Ich' }).tap();
  await expect(jana.page.getByRole('heading', { level: 1 })).toBeVisible();
  await jana.axe();

  // Nothing is lost at the narrowest screen.
  await jana.page.setViewportSize({ width: 320, height: 640 });
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  expect(await jana.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
