// An agent at a browser: what they see and do, by role and accessible name. German is the first look.
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type { Agent, Api, Ticket } from './api.ts';
import { axe } from './axe.ts';
import { eventually } from './program.ts';

export type List = 'mine' | 'unassigned' | 'mentions' | 'snoozed' | 'all';

export class Seat {
  readonly composer: Composer;

  constructor(
    readonly page: Page,
    readonly api: Api,
    readonly agent: Agent,
  ) {
    this.composer = new Composer(page);
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** Opens a list and waits until its rows are there and the live view runs. */
  async openList(list: List = 'unassigned'): Promise<void> {
    await this.page.goto(`/inbox/${list}`);
    await expect(this.list).toHaveAttribute('aria-busy', 'false');
  }

  async openTicket(ticket: Ticket, list: List = 'all'): Promise<void> {
    await this.page.goto(`/inbox/${list}/${ticket.id}`);
    await expect(this.log).toBeVisible();
  }

  get list(): Locator {
    return this.page.getByRole('listbox', { name: 'Tickets' });
  }

  row(contact: string): Locator {
    return this.list.getByRole('option').filter({ hasText: contact });
  }

  get selectedRow(): Locator {
    return this.list.getByRole('option', { selected: true });
  }

  /** The messages of the open ticket. */
  get log(): Locator {
    return this.page.getByRole('log', { name: 'Nachrichten' });
  }

  message(text: string | RegExp): Locator {
    return this.log.getByRole('article').filter({ hasText: text });
  }

  /** Heading of the open thread. */
  header(contact: string): Locator {
    return this.page.getByRole('heading', { name: contact, level: 2 });
  }

  get toasts(): Locator {
    return this.page.getByRole('status').getByRole('group');
  }

  get palette(): Locator {
    return this.page.getByRole('dialog', { name: 'Suchen und ausführen' });
  }

  nav(label: string): Locator {
    return this.page.getByRole('navigation', { name: 'Ansichten' }).getByRole('link', { name: new RegExp(`^${label}`, 'u') });
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** The ticket as the server knows it, once it is there. */
  ticketOf(contact: string): Promise<Ticket> {
    return eventually(`ticket of ${contact}`, () => this.api.ticketOf(contact));
  }

  axe(): Promise<void> {
    return axe(this.page);
  }
}

/** Where answers and notes are written. */
export class Composer {
  constructor(private readonly page: Page) {}

  get box(): Locator {
    return this.page.getByRole('group', { name: 'Eingabe' });
  }

  get text(): Locator {
    return this.box.getByRole('textbox', { name: 'Antwort an die Kundschaft' });
  }

  get noteText(): Locator {
    return this.box.getByRole('textbox', { name: 'Notiz, nur für das Team sichtbar' });
  }

  get send(): Locator {
    return this.box.getByRole('button', { name: 'Senden', exact: true });
  }

  get saveNote(): Locator {
    return this.box.getByRole('button', { name: 'Notiz speichern' });
  }

  /** What `/`, `@` and `:` offer. */
  get suggestions(): Locator {
    return this.box.getByRole('listbox');
  }

  /** Shown instead of the text field when only a template may be sent. */
  get templates(): Locator {
    return this.box.getByRole('listbox', { name: 'Vorlagen' });
  }

  get templateSearch(): Locator {
    return this.box.getByRole('combobox', { name: 'Vorlage suchen' });
  }

  get files(): Locator {
    return this.box.getByRole('list', { name: 'Anhänge' });
  }

  async attach(...paths: string[]): Promise<void> {
    await this.box.getByLabel('Datei anhängen').first().setInputFiles(paths);
  }

  async answer(text: string): Promise<void> {
    await this.text.fill(text);
    await this.send.click();
  }
}
