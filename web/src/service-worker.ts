/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
// Keeps the shell of the app on this device, so that a start needs no network. Never keeps answers of the API.
import { build, files, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const CACHE = `shell-${version}`;
const SHELL = '/200.html';
const kept = new Set([...build, ...files.filter((file) => !/icon-.*\.png$|robots\.txt$/.test(file))]);

worker.addEventListener('install', (event) => {
  const fill = async (): Promise<void> => {
    const cache = await caches.open(CACHE);
    await cache.addAll([SHELL, ...kept]);
    await worker.skipWaiting();
  };
  event.waitUntil(fill());
});

worker.addEventListener('activate', (event) => {
  const tidy = async (): Promise<void> => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith('shell-') && name !== CACHE).map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  event.waitUntil(tidy());
});

/** The page from the network while it answers, so that an update shows at once; else the kept one. */
async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.ok) return answer;
    return answer.status >= 500 ? ((await caches.match(SHELL)) ?? answer) : answer;
  } catch (fault) {
    const shell = await caches.match(SHELL);
    if (shell === undefined) throw fault;
    return shell;
  }
}

worker.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin) return;
  if (kept.has(url.pathname)) {
    event.respondWith(caches.match(url.pathname).then((found) => found ?? fetch(event.request)));
  } else if (event.request.mode === 'navigate' && !/^\/(api|webhooks|healthz|readyz|metrics)(\/|$)/.test(url.pathname)) {
    event.respondWith(page(event.request));
  }
});
