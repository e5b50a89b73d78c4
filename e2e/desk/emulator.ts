// The other side: what customers and the platform do, told to the emulator's control interface.
import { readFileSync } from 'node:fs';

export interface ChatMessage {
  wamid: string;
  from: 'customer' | 'business';
  type: string;
  text: string | null;
  state: string;
  reply_to: string | null;
  detail: Record<string, unknown> | null;
  media: { mime_type: string; file_name: string | null } | null;
}

export interface Saying {
  type?: string;
  text?: string;
  sample?: 'machine' | 'parcel' | 'leak' | 'voice' | 'invoice';
  reply_to?: string;
  sent_at?: string;
  emoji?: string;
}

export interface Customer {
  id: string;
  name: string | null;
  phone: string | null;
  bsuid: string;
}

export interface Accepted {
  wamid: string;
  recipient: string;
  type: string;
  body: { text?: { body?: string } };
}

export interface NumberSetup {
  phone_number_id: string;
  waba_id: string;
  display_phone_number: string;
}

export type Faults = Record<string, unknown>;

export class Emulator {
  #number: NumberSetup | null = null;

  constructor(readonly url: string) {}

  /** The one business number. */
  async numberSetup(): Promise<NumberSetup> {
    if (this.#number === null) {
      const state = await this.#ask<{ numbers: NumberSetup[] }>('GET', '/control/state');
      this.#number = state.numbers[0] ?? null;
    }
    if (this.#number === null) throw new Error('the emulator has no number');
    return this.#number;
  }

  /** The platform's id of it. */
  async number(): Promise<string> {
    return (await this.numberSetup()).phone_number_id;
  }

  addCustomer(customer: { name?: string; phone?: string; username?: string }): Promise<Customer> {
    return this.#ask('POST', '/control/customers', customer);
  }

  async customers(): Promise<Customer[]> {
    return (await this.#ask<{ customers: Customer[] }>('GET', '/control/state')).customers;
  }

  async say(customer: Customer, saying: Saying | string): Promise<string> {
    const full = typeof saying === 'string' ? { type: 'text', text: saying } : { type: 'text', ...saying };
    const answer = await this.#ask<{ wamid: string }>('POST', `/control/customers/${customer.id}/messages`, { phone_number_id: await this.number(), ...full });
    return answer.wamid;
  }

  /** A file of the customer's own. */
  async sayFile(customer: Customer, type: string, path: string, mime: string, text?: string): Promise<void> {
    const form = new FormData();
    form.set('message', JSON.stringify({ phone_number_id: await this.number(), type, text }));
    form.set('file', new Blob([readFileSync(path)], { type: mime }), path.split('/').at(-1));
    const answer = await fetch(`${this.url}/control/customers/${customer.id}/messages`, { method: 'POST', body: form });
    if (!answer.ok) throw new Error(`the emulator refused the file: ${await answer.text()}`);
  }

  async chat(customer: Customer): Promise<ChatMessage[]> {
    const chat = await this.#ask<{ items: ChatMessage[] }>('GET', `/control/customers/${customer.id}/chats/${await this.number()}`);
    return chat.items;
  }

  async read(customer: Customer): Promise<void> {
    await this.#ask('POST', `/control/customers/${customer.id}/read`, { phone_number_id: await this.number() });
  }

  presence(customer: Customer, presence: { is_online?: boolean; reads_at_once?: boolean }): Promise<unknown> {
    return this.#ask('POST', `/control/customers/${customer.id}/presence`, presence);
  }

  /** Replaces the whole plan: what is not named is calm. */
  faults(plan: Faults): Promise<unknown> {
    return this.#ask('PUT', '/control/faults', plan);
  }

  /** Waits until every webhook was answered. */
  flush(): Promise<unknown> {
    return this.#ask('POST', '/control/flush');
  }

  async outbox(): Promise<Accepted[]> {
    return (await this.#ask<{ items: Accepted[] }>('GET', '/control/outbox')).items;
  }

  /** Signs a webhook that the emulator's chats know nothing of. */
  async raw(body: unknown): Promise<void> {
    await this.#ask('POST', '/control/webhooks/raw', { phone_number_id: await this.number(), body });
  }

  putNumber(setup: Record<string, unknown>): Promise<unknown> {
    return this.#ask('POST', '/control/numbers', setup);
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    try {
      return JSON.parse(text) as T;
    } catch {
      return undefined as T;
    }
  }
}
