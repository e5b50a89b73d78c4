import { redirect } from '@sveltejs/kit';
import { resume } from '$lib/store/session';

/** Everything below needs an agent. */
export async function load({ url }: { url: URL }): Promise<void> {
  if (await resume()) return;
  const back = url.pathname === '/' ? '' : `?to=${encodeURIComponent(url.pathname)}`;
  redirect(307, `/login${back}`);
}
