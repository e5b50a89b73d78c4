import { m } from '$lib/i18n/i18n.svelte';

/** WhatsApp's category of a template in the agent's words. */
export function categoryText(category: string): string {
  switch (category.toLowerCase()) {
    case 'utility':
      return m.composer_category_utility();
    case 'marketing':
      return m.composer_category_marketing();
    case 'authentication':
      return m.composer_category_authentication();
    default:
      return category;
  }
}
