// Every page, light and dark, German and English, desktop and phone: accessible and without anything sticking out.
import { axe } from '../desk/axe.ts';
import { DESKTOP, expect, PHONE, test } from '../desk/story.ts';

const LOOKS = [
  { theme: 'light', locale: 'de', size: 'desktop' },
  { theme: 'dark', locale: 'en', size: 'desktop' },
  { theme: 'dark', locale: 'de', size: 'desktop' },
  { theme: 'light', locale: 'en', size: 'desktop' },
  { theme: 'light', locale: 'en', size: 'phone' },
  { theme: 'dark', locale: 'de', size: 'phone' },
  { theme: 'light', locale: 'de', size: 'phone' },
  { theme: 'dark', locale: 'en', size: 'phone' },
] as const;

for (const { theme, locale, size } of LOOKS) {
  test(`every page is accessible: ${theme}, ${locale}, ${size}`, async ({ seat }) => {
    const viewport = size === 'desktop' ? DESKTOP : PHONE;
    const jana = await seat('jana', { viewport, theme, locale, hasTouch: size === 'phone', isMobile: size === 'phone' });
    const [open] = await jana.api.list<{ id: string }>('/tickets?view=all&status=open&limit=1');
    const [contact] = await jana.api.list<{ id: string }>('/contacts?limit=1');
    const [channel] = await jana.api.list<{ id: string }>('/channels');
    const pages = [
      '/inbox/mine',
      '/inbox/unassigned',
      '/inbox/mentions',
      '/inbox/snoozed',
      `/inbox/all/${open?.id}`,
      '/search?q=maschine',
      '/contacts',
      `/contacts/${contact?.id}`,
      '/canned-replies',
      '/settings',
      ...['profile', 'channels', 'channels/new', 'agents', 'teams', 'api-keys', 'operations'].map((page) => `/settings/${page}`),
      `/settings/channels/${channel?.id}`,
    ];
    for (const path of pages) {
      await test.step(path, async () => {
        await jana.page.goto(path);
        await expect(jana.page.locator('html')).toHaveAttribute('data-theme', theme);
        await expect(jana.page.locator('html')).toHaveAttribute('lang', locale);
        await expect(jana.page.locator('[aria-busy=true]')).toHaveCount(0);
        await expect(jana.page.getByRole('heading').first()).toBeVisible();
        await axe(jana.page);
        expect(await jana.page.evaluate(() => document.documentElement.scrollWidth), 'nothing sticks out').toBeLessThanOrEqual(viewport.width);
      });
    }
  });
}

test('the sign-in is accessible in both languages and themes', async ({ blankPage }) => {
  const page = await blankPage();
  await page.goto('/login');
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expect(page.getByRole('button', { name: 'Anmelden' })).toBeVisible();
    await axe(page);
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    await axe(page);
    await page.getByRole('button', { name: 'Deutsch' }).click();
  }
});
