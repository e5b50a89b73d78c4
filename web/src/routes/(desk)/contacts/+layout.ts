import { loadOfficeTexts } from '$lib/i18n/i18n.svelte';

export const load = loadOfficeTexts;
