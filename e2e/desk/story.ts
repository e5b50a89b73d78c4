// `test` of every story: a desk per worker, agents at browsers, customers with phones.
import { test as base, expect, type Browser, type BrowserContextOptions, type Page, type TestInfo } from '@playwright/test';
import { Api } from './api.ts';
import type { Customer, Emulator } from './emulator.ts';
import { Phone } from './phone.ts';
import { PEOPLE, RunningDesk, type Person, type Shape } from './running-desk.ts';
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
  newCustomer: (firstName?: string) => Promise<NamedCustomer>;
  phoneOf: (customer: Customer) => Promise<Phone>;
  /** A browser in which nobody is signed in. */
  blankPage: () => Promise<Page>;
}

export type NamedCustomer = Customer & { name: string; phone: string };

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

/** Closes what a story opened, in the end. */
type Later = (close: () => Promise<void>) => void;

export async function openSeat(browser: Browser, desk: RunningDesk, person: Person, options: SeatOptions, later: Later): Promise<Seat> {
  const api = desk.as(person);
  const { locale = 'de', theme = 'light' } = options;
  await api.ask('PATCH', '/me', { locale, theme, availability: 'online', preferences: { list_sort: 'latest' } });
  const agent = await api.agent(PEOPLE[person].email);
  const context = await browser.newContext(browserOf(desk, options));
  later(() => context.close());
  await context.addCookies(api.cookies);
  return new Seat(await context.newPage(), api, agent);
}

let customers = 0;

export async function makeCustomer(emulator: Emulator, firstName = 'Wanda'): Promise<NamedCustomer> {
  customers += 1;
  const serial = test.info().workerIndex * 1000 + customers;
  const letters = [...String(serial)].map((digit) => 'bdfghklmnr'[Number(digit)]).join('e');
  const name = `${firstName} ${letters.charAt(0).toUpperCase()}${letters.slice(1)}sen`;
  const phone = `+49151${String(20_000_000 + serial * 137)}`;
  return { ...(await emulator.addCustomer({ name, phone })), name, phone };
}

async function closing(use: (later: Later) => Promise<void>): Promise<void> {
  const closers: (() => Promise<void>)[] = [];
  try {
    await use((close) => void closers.push(close));
  } finally {
    for (const close of closers) await close();
  }
}

async function watched(desk: RunningDesk, info: TestInfo, use: () => Promise<void>): Promise<void> {
  await desk.emulator.faults({});
  await use();
  if (info.status !== info.expectedStatus) await info.attach('output of tresen', { body: desk.output, contentType: 'text/plain' });
}

export const test = base.extend<StoryFixtures, { shape: Shape; desk: RunningDesk }>({
  shape: ['demo', { option: true, scope: 'worker' }],

  desk: [
    async ({ shape }, use) => {
      const desk = await RunningDesk.start(shape);
      await use(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  emulator: ({ desk }, use, info) => watched(desk, info, () => use(desk.emulator)),

  seat: ({ browser, desk, emulator }, use) => {
    void emulator;
    return closing((later) => use((person, options = {}) => openSeat(browser, desk, person, options, later)));
  },

  newCustomer: ({ emulator }, use) => use((firstName) => makeCustomer(emulator, firstName)),

  phoneOf: ({ browser, desk }, use) =>
    closing((later) =>
      use(async (customer) => {
        const context = await browser.newContext({ ...browserOf(desk), viewport: { width: 1100, height: 900 } });
        later(() => context.close());
        const phone = new Phone(await context.newPage(), desk.emulator.url, customer);
        await phone.open();
        return phone;
      }),
    ),

  blankPage: ({ browser, desk }, use) =>
    closing((later) =>
      use(async () => {
        const context = await browser.newContext(browserOf(desk));
        later(() => context.close());
        return context.newPage();
      }),
    ),
});

/** Signs in without a browser, as somebody who is not one of the demo's people. */
export async function signIn(desk: RunningDesk, email: string, password: string): Promise<Api> {
  return new Api(desk.url, await Api.signIn(desk.url, email, password));
}
