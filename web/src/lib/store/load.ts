// Fetches things and puts them into the store. Each function may be called again at any time.
import { get } from '$api/request';
import type {
  Agent,
  CannedReply,
  Channel,
  Contact,
  Counts,
  Cursor,
  DraftSummary,
  Id,
  Media,
  Message,
  Notice,
  Page,
  RefreshTopic,
  TagCount,
  Team,
  Template,
  Thread,
  Ticket,
} from '$api/types';
import { byIdOf, upsert } from './collections';
import { desk } from './desk.svelte';
import { drafts } from './kept';

/** All pages of a list that is known to be short. */
async function all<T>(path: string, query: Record<string, string | number | null> = {}): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await get<Page<T>>(path, { ...query, cursor, limit: 100 });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && items.length < 2000);
  return items;
}

export async function loadAgents(): Promise<void> {
  desk.agents = byIdOf(await all<Agent>('/agents'));
}

export async function loadTeams(): Promise<void> {
  desk.teams = byIdOf(await all<Team>('/teams'));
}

export async function loadChannels(): Promise<void> {
  desk.channels = byIdOf(await all<Channel>('/channels'));
}

export async function loadCounts(): Promise<void> {
  desk.counts = await get<Counts>('/tickets/counts');
}

export async function loadCannedReplies(): Promise<void> {
  desk.cannedReplies = byIdOf(await all<CannedReply>('/canned-replies'));
}

export async function loadTemplates(): Promise<void> {
  desk.templates = byIdOf(await all<Template>('/templates'));
}

export async function loadTags(): Promise<void> {
  const answer = await get<TagCount[] | Page<TagCount>>('/tags');
  desk.tags = Array.isArray(answer) ? answer : answer.items;
}

export async function loadDrafts(): Promise<void> {
  drafts.merge(await all<DraftSummary>('/drafts'));
}

export async function loadNotices(): Promise<void> {
  const page = await get<Page<Notice>>('/notices', { limit: 50 });
  desk.notices = byIdOf(page.items);
}

export async function loadTicket(id: Id): Promise<Ticket> {
  const ticket = await get<Ticket>(`/tickets/${id}`);
  desk.tickets = upsert(desk.tickets, [ticket]);
  return ticket;
}

export async function loadContact(id: Id): Promise<Contact> {
  const contact = await get<Contact>(`/contacts/${id}`);
  desk.contacts = upsert(desk.contacts, [contact]);
  return contact;
}

/** Files of a contact, newest first: the server answers with the messages that carry them. */
export async function fetchContactMedia(contactId: Id, cursor: Cursor | null, signal: AbortSignal): Promise<Page<Media>> {
  const page = await get<Page<Message>>(`/contacts/${contactId}/media`, { cursor, limit: 24 }, signal);
  return { ...page, items: page.items.flatMap((message) => message.media ?? []) };
}

export const fetchThread = (id: Id): Promise<Thread> => get<Thread>(`/threads/${id}`);

const refreshers: Record<RefreshTopic, () => Promise<void>> = {
  counts: loadCounts,
  canned_replies: loadCannedReplies,
  agents: loadAgents,
  teams: loadTeams,
  channels: loadChannels,
  templates: loadTemplates,
  drafts: loadDrafts,
};

/** Fetches again what a live frame says has changed. Failing is no harm: the next frame or reset repeats it. */
export async function refresh(topics: Iterable<RefreshTopic>): Promise<void> {
  await Promise.allSettled([...new Set(topics)].map((topic) => refreshers[topic]?.()));
}
