// The desk's HTTP interface, for what a story takes for granted and for what only shows there.
import type { Page as ListPage, Ticket, Agent, Me } from '../../web/src/api/types.ts';

export type { Agent, Channel, Contact, Me, Message, Ticket, TicketEvent } from '../../web/src/api/types.ts';

export interface SignedIn {
  cookie: string;
  csrf: string;
}

const COOKIE = 'tresen_session';

export class Api {
  constructor(
    readonly url: string,
    private readonly signed: SignedIn,
  ) {}

  static async signIn(url: string, email: string, password: string): Promise<SignedIn> {
    const answer = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (!answer.ok) throw new Error(`signing in as ${email}: ${answer.status} ${await answer.text()}`);
    const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '').find((pair) => pair.startsWith(`${COOKIE}=`));
    if (cookie === undefined) throw new Error('the sign-in set no session cookie');
    return { cookie: cookie.slice(COOKIE.length + 1), csrf: ((await answer.json()) as Me).csrf_token };
  }

  /** What a browser context needs to be signed in. */
  get cookies(): { name: string; value: string; url: string; httpOnly: boolean; sameSite: 'Lax' }[] {
    return [{ name: COOKIE, value: this.signed.cookie, url: this.url, httpOnly: true, sameSite: 'Lax' }];
  }

  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: { cookie: `${COOKIE}=${this.signed.cookie}`, 'x-tresen-csrf': this.signed.csrf, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.ask('GET', path);
  }

  async list<T>(path: string): Promise<T[]> {
    return (await this.get<ListPage<T>>(path)).items;
  }

  async agent(email: string): Promise<Agent> {
    const found = (await this.list<Agent>('/agents?limit=100')).find((agent) => agent.email === email);
    if (found === undefined) throw new Error(`nobody has the address ${email}`);
    return found;
  }

  /** The newest ticket of whoever has this number or name. */
  async ticketOf(identity: string): Promise<Ticket | null> {
    const [contact] = await this.list<{ id: string }>(`/contacts?q=${encodeURIComponent(identity)}`);
    if (contact === undefined) return null;
    return (await this.list<Ticket>(`/contacts/${contact.id}/tickets`))[0] ?? null;
  }
}
