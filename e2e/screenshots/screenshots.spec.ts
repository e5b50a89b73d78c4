// Pictures of the real product for the documentation, from the demo company as anybody gets it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, PHONE, test } from '../desk/story.ts';
import type { Ticket } from '../desk/api.ts';
import type { Seat } from '../desk/seat.ts';

const FOLDER = process.env['TRESEN_IMAGES'] || fileURLToPath(new URL('../../docs/images', import.meta.url));
mkdirSync(FOLDER, { recursive: true });

// As it looks after the first start, when nobody has touched anything.
test.use({ shape: 'fresh' });

async function picture(jana: Seat, name: string): Promise<void> {
  await expect(jana.page.locator('[aria-busy=true]')).toHaveCount(0);
  await jana.page.evaluate(() => document.fonts.ready);
  // Pictures that are in sight are there.
  await jana.page.waitForFunction(() => [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight));
  // What was scrolled into sight is painted.
  await jana.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(resolve)))));
  await jana.page.screenshot({ path: join(FOLDER, `${name}.png`), caret: 'hide' });
}

async function ticketWith(jana: Seat, wanted: (ticket: Ticket) => boolean): Promise<Ticket> {
  const found = (await jana.api.list<Ticket>('/tickets?view=all&limit=100')).find(wanted);
  if (found === undefined) throw new Error('the demo company has no such ticket');
  return found;
}

const named = (jana: Seat, name: string): Promise<Ticket> => ticketWith(jana, (ticket) => ticket.contact.name === name);

for (const theme of ['light', 'dark'] as const) {
  test(`inbox and thread with a photo and a voice note, ${theme}`, async ({ seat }) => {
    const jana = await seat('jana', { theme });
    await jana.openTicket(await named(jana, 'Katharina Vogel'), 'mine');
    await expect(jana.log.locator('img').last()).toBeVisible();
    const mara = await seat('mara');
    await mara.openTicket(await named(mara, 'Katharina Vogel'));
    await expect(jana.page.getByText('Mara liest mit')).toBeVisible();
    await jana.composer.text.fill('Vielen Dank für das Video! Ich reserviere gerade ein Ersatzgerät, es kommt spätestens Donnerstag');
    await picture(jana, theme === 'light' ? 'inbox' : 'inbox-dark');
    await jana.composer.text.fill('');
    await jana.log.hover();
    await jana.page.mouse.wheel(0, -900);
    await expect(jana.log.getByRole('button', { name: /^Foto ansehen/u }).first()).toBeInViewport();
    await expect(jana.message('ist der Entkalker').first()).toBeInViewport();
    await picture(jana, theme === 'light' ? 'thread' : 'thread-dark');
  });

  test(`the palette, ${theme}`, async ({ seat }) => {
    const jana = await seat('jana', { theme });
    await jana.openTicket(await named(jana, 'Katharina Vogel'), 'mine');
    await jana.press('Control+k');
    await expect(jana.palette.getByRole('option').first()).toBeVisible();
    await picture(jana, theme === 'light' ? 'palette' : 'palette-dark');
  });
}

test('the window is closed, the templates are offered', async ({ seat }) => {
  const jana = await seat('jana');
  const now = Date.now();
  await jana.openTicket(await ticketWith(jana, (ticket) => ticket.window.expires_at !== null && Date.parse(ticket.window.expires_at) < now));
  await expect(jana.composer.templates.getByRole('option').first()).toBeVisible();
  await picture(jana, 'window-closed');
});

test('the settings', async ({ seat }) => {
  const jana = await seat('jana');
  await jana.page.goto('/settings/channels');
  await jana.page.getByRole('link', { name: /Kaffeewerk Nord/u }).click();
  await jana.page.getByRole('button', { name: 'Jetzt prüfen' }).click();
  await expect(jana.page.getByText('Vorlagen lesbar')).toBeVisible();
  await picture(jana, 'settings');
});

test('the phone beside the inbox', async ({ seat, emulator }) => {
  const jana = await seat('jana');
  const katharina = (await emulator.customers()).find((one) => one.name?.includes('Vogel'));
  await jana.page.goto('/phone');
  const phone = jana.page.frameLocator('iframe');
  await expect(phone.getByText(/Vogel/u).first()).toBeVisible();
  await phone.getByText(/Vogel/u).first().click();
  await expect(phone.getByRole('log').getByRole('article').first()).toBeVisible();
  await jana.page.getByRole('listbox', { name: 'Tickets' }).getByRole('option').filter({ hasText: katharina?.name ?? 'Vogel' }).first().click();
  await expect(jana.log.getByRole('article').last()).toBeInViewport();
  await phone.locator('video').last().evaluate((video: HTMLVideoElement) => video.readyState >= 2 || new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true })));
  await phone.getByRole('log').evaluate((log) => log.scrollTo(0, log.scrollHeight));
  await picture(jana, 'phone');
});

test('on a phone: list and thread', async ({ seat }) => {
  for (const theme of ['light', 'dark'] as const) {
    const jana = await seat('jana', { viewport: PHONE, hasTouch: true, isMobile: true, theme });
    await jana.openList('mine');
    await expect(jana.list.getByRole('option').first()).toBeVisible();
    await picture(jana, theme === 'light' ? 'mobile-list' : 'mobile-list-dark');
    await jana.openTicket(await named(jana, 'Katharina Vogel'), 'mine');
    await expect(jana.log.locator('img').last()).toBeVisible();
    await picture(jana, theme === 'light' ? 'mobile-thread' : 'mobile-thread-dark');
  }
});
