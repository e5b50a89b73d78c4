// A customer's phone in the browser, as the emulator shows it.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Customer } from './emulator.ts';

export class Phone {
  constructor(
    readonly page: Page,
    private readonly url: string,
    readonly customer: Customer,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.url}/phone/${encodeURIComponent(this.customer.id)}?lang=de`);
    await expect(this.text).toBeVisible();
  }

  get text(): Locator {
    return this.page.getByRole('textbox', { name: 'Nachricht' });
  }

  async say(text: string): Promise<void> {
    await this.text.fill(text);
    await this.text.press('Enter');
  }

  /** One of the ready-made files behind the paper clip. */
  async send(sample: 'machine' | 'parcel' | 'leak' | 'voice' | 'invoice'): Promise<void> {
    await this.page.getByRole('button', { name: 'Anhängen' }).click();
    await this.page.locator(`[data-sample=${sample}]`).click();
  }

  /** Messages in the order in which the phone shows them. */
  get messages(): Locator {
    return this.page.getByRole('log').getByRole('article');
  }

  message(text: string | RegExp): Locator {
    return this.messages.filter({ hasText: text });
  }
}
