import { redirect } from '@sveltejs/kit';

/** Where index and page stand side by side, the first page is open. */
export function load(): void {
  if (matchMedia('(min-width: 761px)').matches) redirect(307, '/settings/profile');
}
