// Signing in and out, and everything that runs while somebody is signed in.
import { ApiProblem } from '$api/problem';
import { get, request, setCsrfToken, setOnUnauthenticated } from '$api/request';
import type { Agent, Changes, LiveCommand, Me, Preferences, Theme } from '$api/types';
import { clock } from '$lib/clock.svelte';
import { setLocale } from '$lib/i18n/i18n.svelte';
import { FrameQueue } from '$lib/live/frame-queue';
import { LiveClient, type Socket } from '$lib/live/live-client';
import { applyTheme } from '$lib/theme';
import { app } from './app.svelte';
import { applyFrames } from './apply-changes';
import { upsert } from './collections';
import { desk } from './desk.svelte';
import { drafts, keepNow, outbox, restoreKept } from './kept';
import { loadAgents, loadCannedReplies, loadChannels, loadCounts, loadDrafts, loadNotices, loadTeams, refresh } from './load';
import { reloadLists } from './load-lists';
import { dropThreadsExcept, loadThread } from './load-threads';
import { forgetKept } from './local';
import { setPresence, forgetPresence } from './presence';

let live: LiveClient | null = null;
/** The ticket that is open here, as it was last told. */
let presence: LiveCommand | null = null;
let stopRunning: (() => void) | null = null;
let onEnded: () => void = () => {};

/** Called when the session ends without the agent's wish; the shell then shows the sign-in. */
export function setOnSessionEnded(callback: () => void): void {
  onEnded = callback;
}

async function begin(me: Me): Promise<void> {
  desk.me = me;
  setCsrfToken(me.csrf_token);
  clock.sync(me.server_time);
  await takeSettings(me.agent);
}

async function takeSettings(agent: Agent): Promise<void> {
  app.isPanelOpen = app.hasPanelRoom && (agent.preferences?.panel_open ?? true);
  if (agent.theme !== null) applyTheme(agent.theme);
  await setLocale(agent.locale);
}

export async function signIn(email: string, password: string): Promise<void> {
  await begin(await request<Me>('POST', '/session', { email, password }));
}

/** The session this browser already has; false when there is none. */
export async function resume(): Promise<boolean> {
  if (desk.me !== null) return true;
  try {
    await begin(await get<Me>('/session'));
    return true;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'unauthenticated') return false;
    throw error;
  }
}

export async function signOut(): Promise<void> {
  const agentId = desk.me?.agent.id;
  await drafts.flush();
  await request('DELETE', '/session');
  stop();
  if (agentId !== undefined) forgetKept(agentId);
  desk.forget();
  setCsrfToken(null);
}

/** Follows the live changes and keeps the store fresh until {@link stop}. */
export function run(): void {
  const me = desk.me;
  if (me === null || live !== null) return;
  const queue = new FrameQueue<Changes>((frames) => {
    const last = frames[frames.length - 1];
    if (last !== undefined) clock.sync(last.server_time);
    void refresh(applyFrames(frames).refresh);
  });
  live = new LiveClient(
    me.seq,
    {
      onState(state) {
        const isBack = state === 'live' && desk.liveState === 'offline';
        desk.liveState = state;
        // What was said before the connection stood, or over the last one, the server does not know.
        if (state === 'live' && presence !== null) live?.send(presence);
        if (isBack) {
          outbox.wake();
          void drafts.flush();
        }
      },
      onHello: (frame) => clock.sync(frame.server_time),
      onChanges: (frame) => queue.push(frame),
      onReset() {
        queue.clear();
        void reloadAll();
      },
      onPresence: (frame) => setPresence(frame.ticket_id, frame.agents),
      onSessionEnded: ended,
    },
    { open: openSocket, after, random: Math.random },
  );
  setOnUnauthenticated(ended);
  restoreKept(me.agent.id);
  const wake = (): void => {
    live?.wake();
    outbox.wake();
  };
  const onHide = (): void => keepNow();
  window.addEventListener('online', wake);
  window.addEventListener('pagehide', onHide);
  const onVisible = (): void => (document.hidden ? onHide() : wake());
  document.addEventListener('visibilitychange', onVisible);
  const stopClock = clock.start();
  stopRunning = () => {
    window.removeEventListener('online', wake);
    window.removeEventListener('pagehide', onHide);
    document.removeEventListener('visibilitychange', onVisible);
    stopClock();
  };
  live.start();
  void loadLookups();
}

export function stop(): void {
  live?.stop();
  live = null;
  stopRunning?.();
  stopRunning = null;
  forgetPresence();
}

function ended(): void {
  if (desk.me === null) return;
  keepNow();
  stop();
  desk.forget();
  setCsrfToken(null);
  onEnded();
}

async function loadLookups(): Promise<void> {
  await Promise.allSettled([loadAgents(), loadTeams(), loadCounts(), loadChannels(), loadDrafts(), loadCannedReplies(), loadNotices()]);
}

async function reloadAll(): Promise<void> {
  const open = app.openTicketId === null ? undefined : desk.tickets.get(app.openTicketId);
  dropThreadsExcept(open?.thread_id ?? null);
  await Promise.allSettled([
    loadLookups(),
    reloadLists(app.list),
    ...(open === undefined ? [] : [loadThread(open.thread_id)]),
  ]);
}

function openSocket(since: number): Socket {
  const url = new URL(`/api/v1/live?since=${since}`, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url) as unknown as Socket;
}

function after(ms: number, runIt: () => void): () => void {
  const timer = setTimeout(runIt, ms);
  return () => clearTimeout(timer);
}

/** Tells colleagues which ticket is open here, and whether somebody types. */
export function sendPresence(ticketId: string | null, state: 'reading' | 'typing'): void {
  const command: LiveCommand = { type: 'presence', ticket_id: ticketId, state };
  presence = ticketId === null ? null : command;
  live?.send(command);
}

export interface SettingsChange {
  display_name?: string;
  locale?: Agent['locale'];
  theme?: Theme;
  availability?: Agent['availability'];
  preferences?: Preferences;
}

/** Changes what belongs to the agent; it shows at once and is taken back when the server refuses. */
export async function changeSettings(change: SettingsChange): Promise<void> {
  const me = desk.me;
  if (me === null) return;
  const preferences = { ...me.agent.preferences, ...change.preferences };
  desk.me = { ...me, agent: { ...me.agent, ...change, preferences } };
  if (change.theme !== undefined) applyTheme(change.theme);
  if (change.locale !== undefined) await setLocale(change.locale);
  try {
    const agent = await request<Agent>('PATCH', '/me', { ...change, ...(change.preferences ? { preferences } : {}) });
    if (desk.me !== null) desk.me = { ...desk.me, agent };
    desk.agents = upsert(desk.agents, [agent]);
  } catch (error) {
    if (desk.me !== null) desk.me = me;
    await takeSettings(me.agent);
    throw error;
  }
}
