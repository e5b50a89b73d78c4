import { firstLocale, setLocale } from '$lib/i18n/i18n.svelte';

export const ssr = false;
export const prerender = false;

export async function load(): Promise<void> {
  await setLocale(firstLocale());
}
