// The desk by keyboard: every key of the list does what the sheet says, and the ten common tasks need no mouse.
import { expect, test, type NamedCustomer } from '../desk/story.ts';
import type { Emulator } from '../desk/emulator.ts';
import type { Seat } from '../desk/seat.ts';

async function someoneWrites(emulator: Emulator, newCustomer: (name?: string) => Promise<NamedCustomer>, names: readonly string[]): Promise<NamedCustomer[]> {
  const customers: NamedCustomer[] = [];
  // A second apart each: the platform tells seconds only.
  const start = Date.now() - names.length * 1000;
  for (const [at, name] of names.entries()) {
    const customer = await newCustomer(name);
    await emulator.say(customer, { text: `Hallo, hier ist ${customer.name}.`, sent_at: new Date(start + at * 1000).toISOString() });
    customers.push(customer);
  }
  return customers;
}

/** Opens the newest of the customers who just wrote, in a list whose newest stand first. */
async function openNewest(jana: Seat, customers: readonly NamedCustomer[]): Promise<void> {
  for (const customer of customers) await jana.ticketOf(customer.phone);
  await jana.openList('all');
  await jana.press('j');
  await expect(jana.header(customers.at(-1)?.name ?? '')).toBeVisible();
}

test('j and k walk, x selects, e solves and goes on, z takes it back, and ? shows all of it', async ({ seat, newCustomer, emulator }) => {
  const jana = await seat('jana');
  const [anna, berta, clara] = await someoneWrites(emulator, newCustomer, ['Anna', 'Berta', 'Clara']);
  if (!anna || !berta || !clara) throw new Error('three customers');
  await openNewest(jana, [anna, berta, clara]);
  await jana.press('j');
  await expect(jana.header(berta.name)).toBeVisible();
  await jana.press('j');
  await expect(jana.header(anna.name)).toBeVisible();
  await jana.press('k');
  await expect(jana.header(berta.name)).toBeVisible();
  await expect(jana.selectedRow).toContainText(berta.name);

  // Solved: it leaves the list and the next one is open. Taken back: it is there again.
  await jana.press('e');
  await expect(jana.toasts).toContainText('ist gelöst');
  await expect(jana.row(berta.name)).toHaveCount(0);
  await expect(jana.header(anna.name)).toBeVisible();
  await jana.press('z');
  await expect(jana.row(berta.name)).toHaveCount(1);

  // Two at once.
  await jana.press('k', 'x', 'Shift+J');
  await expect(jana.page.getByText('2 ausgewählt')).toBeVisible();
  await jana.axe();
  await jana.press('Escape');
  await expect(jana.page.getByText('2 ausgewählt')).toHaveCount(0);

  await jana.press('.');
  await expect(jana.page.getByRole('complementary', { name: 'Kontakt' })).toHaveCount(0);
  await jana.press('.');
  await expect(jana.page.getByRole('complementary', { name: 'Kontakt' })).toBeVisible();

  await jana.press('u');
  await expect(jana.row(anna.name)).toContainText(/ungelesene/u);

  await jana.press('?');
  const sheet = jana.page.getByRole('dialog', { name: 'Tastenkürzel' });
  await expect(sheet).toContainText('Nächstes Ticket');
  await jana.axe();
  await jana.press('Escape');
  await expect(sheet).toHaveCount(0);
});

test('g and a letter change the list; the palette runs what it finds', async ({ seat }) => {
  const jana = await seat('jana');
  await jana.openList('all');
  for (const [letter, title] of [['i', 'Mein Posteingang'], ['n', 'Nicht zugewiesen'], ['m', 'Erwähnungen'], ['s', 'Zurückgestellt']] as const) {
    await jana.press('g', letter);
    await expect(jana.page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  }
  await jana.press('Control+k');
  // Typed before the palette is there, letters wait for it and are no shortcuts.
  await jana.page.keyboard.type('einstell');
  await expect(jana.palette.getByRole('combobox')).toHaveValue('einstell');
  await jana.press('Enter');
  await expect(jana.page).toHaveURL(/\/settings/u);
});

test('single keys can be switched off', async ({ seat }) => {
  const jana = await seat('jana');
  await jana.api.ask('PATCH', '/me', { preferences: { keys_off: true, list_sort: 'latest' } });
  await jana.openList('all');
  await jana.press('j', 'j');
  await expect(jana.page).toHaveURL(/\/inbox\/all$/u);
  await jana.press('Control+k');
  await expect(jana.palette).toBeVisible();
});

/** Counts what is pressed: a chord is one, the text of a message none. */
class Fingers {
  #count = 0;

  constructor(private readonly jana: Seat) {}

  async press(...keys: string[]): Promise<void> {
    this.#count += keys.length;
    await this.jana.press(...keys);
  }

  /** Letters that choose something. */
  async choose(letters: string): Promise<void> {
    this.#count += letters.length;
    await this.jana.page.keyboard.type(letters);
  }

  /** The words of a message. */
  async write(words: string): Promise<void> {
    await this.jana.page.keyboard.type(words);
  }

  done(): number {
    const count = this.#count;
    this.#count = 0;
    return count;
  }
}

test('the ten common tasks are done without a mouse, in no more keystrokes than promised', async ({ seat, newCustomer, emulator }) => {
  test.slow();
  const jana = await seat('jana');
  await jana.api.ask('POST', '/canned-replies', { shortcut: 'qab', title: 'Qabholung', text: 'Abholung ist morgen möglich.', team_id: null });
  const old = await newCustomer('Zelda');
  await emulator.say(old, { text: 'Gibt es mich noch?', sent_at: new Date(Date.now() - 90_000_000).toISOString() });
  const customers = await someoneWrites(emulator, newCustomer, ['Gesa', 'Frieda', 'Emma', 'Dora', 'Carla', 'Berta', 'Anna']);
  for (const customer of [old, ...customers]) await jana.ticketOf(customer.phone);
  const named = (first: string): string => customers.find((one) => one.name.startsWith(first))?.name ?? '';
  await jana.openList('all');
  const fingers = new Fingers(jana);
  const counts: Record<string, number> = {};

  await test.step('1 open the next', async () => {
    await fingers.press('j');
    await expect(jana.header(named('Anna'))).toBeVisible();
    counts['open the next'] = fingers.done();
  });
  await test.step('2 reply and send', async () => {
    await fingers.press('r');
    await expect(jana.composer.text).toBeFocused();
    await fingers.write('Guten Tag!');
    await fingers.press('Control+Enter');
    await expect(jana.message('Guten Tag!')).toBeVisible();
    counts['reply and send'] = fingers.done();
  });
  await test.step('3 send, solve, go on', async () => {
    await fingers.write('Alles erledigt.');
    await fingers.press('Control+Shift+Enter');
    await expect(jana.header(named('Berta'))).toBeVisible();
    await expect(jana.row(named('Anna'))).toHaveCount(0);
    counts['send, solve, go on'] = fingers.done();
  });
  await test.step('4 insert a canned reply', async () => {
    await jana.press('Escape');
    await fingers.press('m');
    await expect(jana.palette.getByRole('combobox')).toBeFocused();
    await fingers.choose('qa');
    await expect(jana.palette.getByRole('option').first()).toContainText('Qabholung');
    await fingers.press('Enter');
    await expect(jana.composer.text).toHaveValue('Abholung ist morgen möglich.');
    counts['insert a canned reply'] = fingers.done();
  });
  await test.step('5 note with a mention', async () => {
    await jana.composer.text.fill('');
    await jana.press('Escape');
    await fingers.press('n');
    await expect(jana.composer.noteText).toBeFocused();
    await fingers.choose('@ma');
    await expect(jana.composer.suggestions.getByRole('option', { selected: true })).toContainText('Mara');
    await fingers.press('Enter');
    await fingers.write('bitte ansehen');
    await fingers.press('Control+Enter');
    await expect(jana.message('bitte ansehen')).toBeVisible();
    counts['note with a mention'] = fingers.done();
  });
  await test.step('6 assign to a colleague', async () => {
    await jana.press('Escape');
    await fingers.press('a');
    await expect(jana.palette.getByRole('combobox')).toBeFocused();
    await fingers.choose('ma');
    await expect(jana.palette.getByRole('option', { selected: true })).toContainText('Mara');
    await fingers.press('Enter');
    await expect(jana.toasts.last()).toContainText('Mara Kühn');
    counts['assign to a colleague'] = fingers.done();
  });
  await test.step('7 take it', async () => {
    await fingers.press('i');
    await expect(jana.toasts.last()).toContainText('ist jetzt bei dir');
    counts['take it'] = fingers.done();
  });
  await test.step('8 snooze to tomorrow morning', async () => {
    await fingers.press('h');
    await expect(jana.palette.getByRole('option', { selected: true })).toContainText('Morgen früh');
    await fingers.press('Enter');
    await expect(jana.toasts.last()).toContainText('zurückgestellt bis');
    await expect(jana.header(named('Carla'))).toBeVisible();
    counts['snooze to tomorrow morning'] = fingers.done();
  });
  await test.step('9 tag', async () => {
    await fingers.press('t');
    await expect(jana.palette.getByRole('combobox')).toBeFocused();
    await fingers.choose('an');
    await expect(jana.palette.getByRole('option', { selected: true })).toContainText(/tag/iu);
    const tag = ((await jana.palette.getByRole('option', { selected: true }).textContent()) ?? '').replace(/^.*: /u, '').trim();
    await fingers.press('Enter');
    await expect(jana.row(named('Carla'))).toContainText(tag);
    counts['tag'] = fingers.done();
  });
  await test.step('10 send a template in a closed window', async () => {
    const ticket = await jana.ticketOf(old.phone);
    await jana.page.goto(`/inbox/all/${ticket.id}`);
    await expect(jana.composer.templates).toBeVisible();
    await jana.press('r');
    await expect(jana.composer.templateSearch).toBeFocused();
    const names = jana.composer.templates.getByRole('option');
    await expect(names.nth(1)).toBeVisible();
    await fingers.press('ArrowDown');
    await fingers.press('Enter');
    await expect(jana.page.getByRole('form', { name: /^Vorlage/u })).toBeVisible();
    // Values that nobody can know are the message's own words.
    for (const field of await jana.page.getByRole('form', { name: /^Vorlage/u }).getByRole('textbox').all()) if ((await field.inputValue()) === '') await field.fill('bald');
    await fingers.press('Control+Enter');
    await expect.poll(async () => (await emulator.chat(old)).at(-1)?.type).toBe('template');
    counts['send a template'] = fingers.done();
  });

  const promised = { 'open the next': 1, 'reply and send': 2, 'send, solve, go on': 1, 'insert a canned reply': 5, 'note with a mention': 6, 'assign to a colleague': 4, 'take it': 1, 'snooze to tomorrow morning': 2, tag: 4, 'send a template': 3 };
  for (const [task, most] of Object.entries(promised)) expect(counts[task], task).toBeLessThanOrEqual(most);
});
