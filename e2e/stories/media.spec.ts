// Files come in, are looked at and heard, and go out.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../desk/story.ts';

test('pictures open in a viewer that the keyboard moves, zooms and closes', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  // A second apart each: the platform tells seconds only, and webhooks may overtake each other.
  const at = (second: number): string => new Date(Date.now() - 10_000 + second * 1000).toISOString();
  await emulator.say(wanda, { type: 'image', sample: 'machine', text: 'Bild machine', sent_at: at(0) });
  await emulator.say(wanda, { type: 'video', sample: 'leak', sent_at: at(2) });
  await emulator.say(wanda, { type: 'image', sample: 'parcel', text: 'Bild parcel', sent_at: at(4) });
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  const first = jana.message('Bild machine').getByRole('button', { name: /^Foto ansehen/u });
  await expect(first.locator('img')).toBeVisible();
  await expect(jana.log.getByRole('button', { name: /^Video ansehen/u })).toBeVisible();
  await jana.axe();

  await first.focus();
  await jana.press('Enter');
  const viewer = jana.page.getByRole('dialog', { name: 'Medien' });
  await expect(viewer).toContainText('1 von 3');
  await expect(viewer.getByRole('img').first()).toBeVisible();
  await jana.axe();
  const scaleOf = () => viewer.locator('img').first().evaluate((image) => image.getBoundingClientRect().width);
  const width = await scaleOf();
  await jana.press('+');
  await expect.poll(scaleOf).toBeGreaterThan(width);
  await jana.press('0');
  await expect.poll(scaleOf).toBeLessThanOrEqual(width + 1);
  await jana.press('ArrowRight');
  await expect(viewer).toContainText('2 von 3');
  await expect(viewer.locator('video')).toBeVisible();
  await jana.press('ArrowRight');
  await expect(viewer).toContainText('3 von 3');
  await jana.press('ArrowLeft');
  await expect(viewer).toContainText('2 von 3');
  await jana.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(first).toBeFocused();
});

test('a voice note is played with the space bar, and its speed changes', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, { type: 'audio', sample: 'voice' });
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  const voice = jana.log.getByRole('group', { name: /Sprachnachricht/u });
  await expect(voice.getByRole('button', { name: 'Abspielen' })).toBeVisible();
  await jana.axe();
  await jana.press('Space');
  await expect(voice.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(() => voice.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(0);
  await voice.getByRole('button', { name: /^Tempo/u }).click();
  expect(await voice.locator('audio').evaluate((audio: HTMLAudioElement) => audio.playbackRate)).toBe(1.5);
  await jana.press('Space');
});

test('a document is uploaded, sent with a text, and arrives under its name; a wrong file is refused before it is sent', async ({ seat, newCustomer, emulator, phoneOf }) => {
  const folder = mkdtempSync(join(tmpdir(), 'tresen-e2e-file-'));
  const document = join(folder, 'Angebot März.txt');
  writeFileSync(document, 'Eine Mühle, 129 Euro.\n');
  const empty = join(folder, 'leer.pdf');
  writeFileSync(empty, '');
  const wanda = await newCustomer();
  await emulator.say(wanda, 'Schickt ihr mir das Angebot?');
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));

  await jana.composer.attach(empty);
  await expect(jana.composer.files).toContainText('Die Datei ist leer.');
  await jana.composer.files.getByRole('button', { name: 'leer.pdf entfernen' }).click();
  await jana.composer.attach(document);
  await expect(jana.composer.files).toContainText('Angebot März.txt');
  await expect(jana.composer.files.getByRole('progressbar')).toHaveCount(0);
  await jana.axe();
  await jana.composer.answer('Hier ist es.');

  await expect(jana.message('Angebot März.txt')).toContainText(/zugestellt|gelesen/u);
  await expect(jana.message('Hier ist es.')).toHaveCount(1);
  const phone = await phoneOf(wanda);
  await expect(phone.message('Angebot März.txt')).toContainText('Hier ist es.');
  const sent = (await emulator.chat(wanda)).at(-1);
  expect([sent?.type, sent?.media?.file_name, sent?.text]).toEqual(['document', 'Angebot März.txt', 'Hier ist es.']);
});

test('a document of a customer is downloaded under its name', async ({ seat, newCustomer, emulator }) => {
  const wanda = await newCustomer();
  await emulator.say(wanda, { type: 'document', sample: 'invoice' });
  const jana = await seat('jana');
  await jana.openTicket(await jana.ticketOf(wanda.phone));
  const card = jana.log.getByRole('article').filter({ hasText: /\.pdf/u });
  await expect(card).toBeVisible();
  const [download] = await Promise.all([jana.page.waitForEvent('download'), card.getByRole('link', { name: /Herunterladen/u }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/u);
});
