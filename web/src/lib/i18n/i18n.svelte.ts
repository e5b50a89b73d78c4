import type { Locale } from '$api/types';
import type { FirstMessages, LaterMessages, Messages } from '$messages/messages';

const loaders: Record<Locale, () => Promise<{ messages: FirstMessages }>> = {
  de: () => import('$messages/de'),
  en: () => import('$messages/en'),
};
const officeLoaders: Record<Locale, () => Promise<{ messages: LaterMessages }>> = {
  de: () => import('$messages/de-office'),
  en: () => import('$messages/en-office'),
};

let catalogue = $state.raw<FirstMessages | null>(null);
let office = $state.raw<LaterMessages | null>(null);
let isOfficeNeeded = false;
let current = $state<Locale>('de');

export const STORED_LOCALE = 'tresen.locale';

/** The language of the screen; reading it in a template makes the template follow a switch. */
export const locale = {
  get current(): Locale {
    return current;
  },
};

/** Loads the texts of a language and switches the whole screen to it, without a reload. */
export async function setLocale(next: Locale): Promise<void> {
  const [loaded, loadedOffice] = await Promise.all([loaders[next](), isOfficeNeeded ? officeLoaders[next]() : null]);
  catalogue = loaded.messages;
  if (loadedOffice !== null) office = loadedOffice.messages;
  current = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(STORED_LOCALE, next);
  } catch {
    // storage may be blocked; the choice then lives with the agent's account only
  }
}

/** Loads the texts of the pages away from the inbox: contacts, canned replies, settings. Their routes ask for it. */
export async function loadOfficeTexts(): Promise<void> {
  isOfficeNeeded = true;
  office ??= (await officeLoaders[current]()).messages;
}

/** The language to begin with, before we know who signs in. */
export function firstLocale(): Locale {
  try {
    const stored = localStorage.getItem(STORED_LOCALE);
    if (stored === 'de' || stored === 'en') return stored;
  } catch {
    // fall through to the browser's language
  }
  return navigator.language.startsWith('de') ? 'de' : 'en';
}

/** Every text of the product as a typed function: `m.inbox_new({ count: 3 })`. */
export const m: Messages = new Proxy({} as Messages, {
  get(_target, key: string) {
    if (catalogue === null) throw new Error('texts are used before a language is loaded');
    return catalogue[key as keyof FirstMessages] ?? office?.[key as keyof LaterMessages];
  },
});
