// What this browser knows of the desk: things by id, replaced and never mutated.
import type {
  Agent,
  CannedReply,
  Channel,
  Contact,
  Counts,
  Id,
  Me,
  Message,
  Notice,
  PresenceState,
  TagCount,
  Team,
  Template,
  Thread,
  Ticket,
} from '$api/types';
import type { LiveState } from '$lib/live/live-client';
import { emptyById, type ById } from './collections';
import type { KeptDraft } from './drafts';
import type { ListState } from './lists';
import type { OutboxItem } from './outbox';
import type { ThreadState } from './threads';
import type { TicketLog } from './ticket-log';

export interface Presence {
  agent_id: Id;
  state: PresenceState;
}

export const NO_COUNTS: Counts = {
  inbox: { open: 0, waiting: 0, unread: 0 },
  unassigned: 0,
  mentions: 0,
  snoozed: 0,
  all_open: 0,
  teams: {},
};

class Desk {
  me = $state.raw<Me | null>(null);
  liveState = $state<LiveState>('connecting');
  agents = $state.raw<ById<Agent>>(emptyById());
  teams = $state.raw<ById<Team>>(emptyById());
  channels = $state.raw<ById<Channel>>(emptyById());
  tickets = $state.raw<ById<Ticket>>(emptyById());
  messages = $state.raw<ById<Message>>(emptyById());
  contacts = $state.raw<ById<Contact>>(emptyById());
  notices = $state.raw<ById<Notice>>(emptyById());
  cannedReplies = $state.raw<ById<CannedReply>>(emptyById());
  templates = $state.raw<ById<Template>>(emptyById());
  tags = $state.raw<readonly TagCount[]>([]);
  counts = $state.raw<Counts>(NO_COUNTS);
  lists = $state.raw<ReadonlyMap<string, ListState>>(new Map());
  threads = $state.raw<ReadonlyMap<Id, ThreadState>>(new Map());
  /** Threads with the list of their tickets. */
  threadTickets = $state.raw<ById<Thread>>(emptyById());
  /** Event logs by ticket. */
  ticketLogs = $state.raw<ReadonlyMap<Id, TicketLog>>(new Map());
  drafts = $state.raw<ReadonlyMap<Id, KeptDraft>>(new Map());
  outbox = $state.raw<readonly OutboxItem[]>([]);
  presence = $state.raw<ReadonlyMap<Id, readonly Presence[]>>(new Map());

  /** The signed-in agent. Only read below the signed-in shell. */
  get agent(): Agent {
    if (this.me === null) throw new Error('nobody is signed in');
    return this.me.agent;
  }

  can(permission: string): boolean {
    return this.me?.permissions.includes(permission) ?? false;
  }

  get isAdmin(): boolean {
    return this.me?.agent.role === 'admin';
  }

  /** Forgets everything; for signing out. */
  forget(): void {
    this.me = null;
    this.agents = emptyById();
    this.teams = emptyById();
    this.channels = emptyById();
    this.tickets = emptyById();
    this.messages = emptyById();
    this.contacts = emptyById();
    this.notices = emptyById();
    this.cannedReplies = emptyById();
    this.templates = emptyById();
    this.tags = [];
    this.counts = NO_COUNTS;
    this.lists = new Map();
    this.threads = new Map();
    this.threadTickets = emptyById();
    this.ticketLogs = new Map();
    this.drafts = new Map();
    this.outbox = [];
    this.presence = new Map();
  }
}

export const desk = new Desk();
