// `test` of every story: a desk per worker, agents at browsers, customers with phones.
import { test as base, expect, type BrowserContextOptions, type Page } from '@playwright/test';
import type { Agent } from './api.ts';
import { Api } from './api.ts';
import type { Customer, Emulator } from './emulator.ts';
import { Phone } from './phone.ts';
import { PEOPLE, RunningDesk, type Person } from './running-desk.ts';
import { Seat } from './seat.ts';

export { expect };
export type { Customer };

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export interface SeatOptions extends Pick<BrowserContextOptions, 'viewport' | 'hasTouch' | 'isMobile' | 'permissions'> {
  locale?: 'de' | 'en';
  theme?: 'light' | 'dark';
}

interface StoryFixtures {
  /** Seats an agent at a browser of their own, with settings as on their first day. */
  seat: (person: Person, options?: SeatOptions) => Promise<Seat>;
  emulator: Emulator;
  /** Somebody who never wrote before; their name occurs nowhere else. */
  newCustomer: (firstName?: string) => Promise<Customer & { name: string; phone: string }>;
  phoneOf: (customer: Customer) => Promise<Phone>;
  /** Gives a name to a browser page that is not an agent's. */
  blankPage: () => Promise<Page>;
}

/** What an agent's browser is. Motion is off: pictures and checks see the end of every movement. */
export function browserOf(desk: RunningDesk, options: SeatOptions = {}): BrowserContextOptions {
  const { locale = 'de', theme = 'light', ...rest } = options;
  return {
    baseURL: desk.url,
    viewport: DESKTOP,
    locale: locale === 'de' ? 'de-DE' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...rest,
  };
}

let customers = 0;

export const test = base.extend<StoryFixtures, { desk: RunningDesk }>({
  desk: [
    async ({}, use) => {
      const desk = await RunningDesk.start();
      await use(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  emulator: async ({ desk }, use, info) => {
    await desk.emulator.faults({});
    await use(desk.emulator);
    if (info.status !== info.expectedStatus) await info.attach('output of tresen', { body: desk.output, contentType: 'text/plain' });
  },

  seat: async ({ browser, desk, emulator }, use) => {
    void emulator;
    const closers: (() => Promise<void>)[] = [];
    await use(async (person, options = {}) => {
      const api = desk.as(person);
      const { locale = 'de', theme = 'light' } = options;
      await api.ask('PATCH', '/me', { locale, theme, availability: 'online', preferences: {} });
      const agent = await api.agent(PEOPLE[person].email);
      const context = await browser.newContext(browserOf(desk, options));
      closers.push(() => context.close());
      await context.addCookies(api.cookies);
      return new Seat(await context.newPage(), api, agent);
    });
    for (const close of closers) await close();
  },

  newCustomer: async ({ emulator }, use, info) => {
    await use(async (firstName = 'Wanda') => {
      customers += 1;
      const serial = info.workerIndex * 1000 + customers;
      const letters = [...String(serial)].map((digit) => 'bdfghklmnr'[Number(digit)]).join('e');
      const name = `${firstName} ${letters.charAt(0).toUpperCase()}${letters.slice(1)}sen`;
      const phone = `+49151${String(20_000_000 + serial * 137)}`;
      return { ...(await emulator.addCustomer({ name, phone })), name, phone };
    });
  },

  phoneOf: async ({ browser, desk }, use) => {
    const closers: (() => Promise<void>)[] = [];
    await use(async (customer) => {
      const context = await browser.newContext({ ...browserOf(desk), viewport: { width: 1100, height: 900 } });
      closers.push(() => context.close());
      const phone = new Phone(await context.newPage(), `http://${desk.emulatorAddress}`, customer);
      await phone.open();
      return phone;
    });
    for (const close of closers) await close();
  },

  blankPage: async ({ browser, desk }, use) => {
    const closers: (() => Promise<void>)[] = [];
    await use(async () => {
      const context = await browser.newContext(browserOf(desk));
      closers.push(() => context.close());
      return context.newPage();
    });
    for (const close of closers) await close();
  },
});

/** Signs in without the browser, as somebody who is not one of the demo's people. */
export async function signIn(desk: RunningDesk, email: string, password: string): Promise<Api> {
  return new Api(desk.url, await Api.signIn(desk.url, email, password));
}
export type { Agent };
