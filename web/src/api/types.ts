// The shapes of the HTTP contract. All of them stand here, so that a generated file can take this place.

export type Id = string;
/** RFC 3339, UTC. */
export type Instant = string;
export type Cursor = string;

export interface Page<T> {
  items: T[];
  next: Cursor | null;
}

export interface FieldProblem {
  field: string;
  code: string;
  detail: string;
}

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  fields?: FieldProblem[];
  [extra: string]: unknown;
}

// Agents and teams

export type Role = 'admin' | 'supervisor' | 'agent';
export type Visibility = 'all' | 'teams';
export type Locale = 'de' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type Availability = 'online' | 'away';

/** What an agent has set for themselves; unknown keys are kept. At most 8 KB as JSON. */
export interface Preferences {
  density?: 'comfortable' | 'compact';
  keys_off?: boolean;
  panel_open?: boolean;
  splitters?: { list?: number; panel?: number };
  list_sort?: TicketSort;
  [key: string]: unknown;
}

export interface Agent {
  id: Id;
  email: string;
  display_name: string;
  role: Role;
  visibility: Visibility;
  locale: Locale;
  theme: Theme | null;
  preferences: Preferences | null;
  availability: Availability;
  team_ids: Id[];
  is_active: boolean;
  created_at: Instant;
  last_seen_at: Instant | null;
}

export interface Team {
  id: Id;
  name: string;
  color: string | null;
  member_ids: Id[];
}

export interface Me {
  agent: Agent;
  csrf_token: string;
  company: { name: string };
  server_time: Instant;
  seq: number;
  permissions: string[];
  demo: { phone_url: string } | null;
  limits: {
    text: number;
    caption: number;
    upload_bytes: { image: number; video: number; audio: number; document: number };
  };
}

export interface Session {
  id: Id;
  created_at: Instant;
  last_seen_at: Instant;
  user_agent: string | null;
  address: string | null;
  current: boolean;
}

export interface ApiKey {
  id: Id;
  name: string;
  role: Role;
  prefix: string;
  created_at: Instant;
  last_used_at: Instant | null;
}

// Channels

export type ChannelHealthState = 'ok' | 'degraded' | 'bad_credentials' | 'unknown';

export interface Channel {
  id: Id;
  kind: string;
  name: string;
  app: string | null;
  waba_id: string | null;
  phone_number_id: string | null;
  display_phone_number: string | null;
  threading_window_minutes: number;
  sends_read_receipts: boolean;
  health: { state: ChannelHealthState; detail: string | null; since_at: Instant | null };
  created_at: Instant;
}

export interface ChannelCheckStep {
  step: string;
  ok: boolean;
  detail: string | null;
  advice: string | null;
}

export interface UnassignedNumber {
  phone_number_id: string;
  waba_id: string | null;
  display_phone_number: string | null;
  first_seen_at: Instant;
  last_seen_at: Instant;
  count: number;
}

export interface ParkedItem {
  id: Id;
  journal_seq: number;
  place: string;
  reason: string;
  payload: unknown;
  at: Instant;
}

/** One webhook as it came in; `body` is raw text or, where it was JSON, the value. */
export interface JournalEntry {
  seq: number;
  app: string | null;
  received_at: Instant;
  body: unknown;
}

// Tickets

export type TicketStatus = 'new' | 'open' | 'waiting_customer' | 'waiting_internal' | 'snoozed' | 'solved' | 'closed';
export type StatusGroup = 'open' | 'waiting' | 'done';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type TicketView = 'inbox' | 'unassigned' | 'mentions' | 'snoozed' | 'all';
export type TicketSort = 'waiting' | 'latest' | 'window';

export interface TicketContact {
  id: Id;
  name: string;
  initials_from: string | null;
  phone: string | null;
  username: string | null;
}

export interface Owner {
  kind: 'agent' | 'queue' | 'bot' | 'nobody';
  agent_id: Id | null;
  team_id: Id | null;
}

export type OwnerChange = { kind: 'agent'; agent_id: Id } | { kind: 'queue'; team_id: Id } | { kind: 'nobody' };

export interface LastMessage {
  id: Id;
  direction: Direction;
  author_kind: AuthorKind;
  type: MessageType;
  text: string | null;
  sent_at: Instant;
  delivery_state: DeliveryState | null;
}

export interface ServiceWindow {
  kind: 'customer_service' | 'free_entry_point' | null;
  expires_at: Instant | null;
}

export interface Ticket {
  id: Id;
  number: number;
  subject: string | null;
  type: string | null;
  status: TicketStatus;
  priority: Priority;
  channel_id: Id;
  thread_id: Id;
  contact: TicketContact;
  owner: Owner;
  tags: string[];
  unread_count: number;
  waiting_since_at: Instant | null;
  snoozed_until_at: Instant | null;
  opened_at: Instant;
  updated_at: Instant;
  solved_at: Instant | null;
  closed_at: Instant | null;
  last_message: LastMessage | null;
  window: ServiceWindow;
  version: number;
}

export interface TicketChange {
  subject?: string | null;
  priority?: Priority;
  status?: TicketStatus;
  snoozed_until?: Instant;
  owner?: OwnerChange;
  tags?: { add?: string[]; remove?: string[] };
  type?: string | null;
  version?: number;
}

export interface Counts {
  inbox: { open: number; waiting: number; unread: number };
  unassigned: number;
  mentions: number;
  snoozed: number;
  all_open: number;
  teams: Record<Id, number>;
}

export interface TicketEvent {
  seq: number;
  at: Instant;
  kind: string;
  actor: { kind: string; id: Id | null; name: string | null };
  message_id?: Id | null;
  data: Record<string, unknown>;
}

export interface Thread {
  id: Id;
  contact_id: Id;
  channel_id: Id;
  window: ServiceWindow;
  tickets: {
    id: Id;
    number: number;
    subject: string | null;
    status: TicketStatus;
    opened_at: Instant;
    closed_at: Instant | null;
  }[];
}

// Messages

export type Direction = 'in' | 'out' | 'internal';
export type AuthorKind = 'contact' | 'agent' | 'bot' | 'system' | 'phone_app';
export type MessageType =
  | 'text'
  | 'image'
  | 'video'
  | 'audio'
  | 'document'
  | 'sticker'
  | 'location'
  | 'contacts'
  | 'interactive'
  | 'button'
  | 'order'
  | 'system'
  | 'template'
  | 'note'
  | 'unsupported';
export type DeliveryState = 'queued' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed';

export interface DeliveryError {
  code: string;
  reason: string | null;
  advice: string | null;
  is_retryable: boolean;
}

export interface Delivery {
  state: DeliveryState;
  at: {
    sent: Instant | null;
    delivered: Instant | null;
    read: Instant | null;
    played: Instant | null;
    failed: Instant | null;
  };
  attempt: number;
  uncertain: boolean;
  error: DeliveryError | null;
}

export interface MessageContext {
  message_id: Id | null;
  wamid: string | null;
  author_name: string | null;
  type: MessageType | null;
  text: string | null;
  forwarded: boolean;
  frequently_forwarded?: boolean;
}

export interface TemplateParts {
  name: string;
  language: string;
  header: unknown;
  footer: string | null;
  buttons: unknown[] | null;
}

export interface Message {
  id: Id;
  channel_id: Id;
  thread_id: Id;
  ticket_id: Id | null;
  contact_id: Id;
  wamid: string | null;
  client_id: string | null;
  seq: number;
  direction: Direction;
  author: { kind: AuthorKind; id: Id | null; name: string | null };
  type: MessageType;
  text: string | null;
  media: Media | null;
  template: TemplateParts | null;
  detail: Record<string, unknown> | null;
  context: MessageContext | null;
  mentions: Id[];
  reactions: { emoji: string; author_kind: AuthorKind }[];
  sent_at: Instant;
  received_at: Instant | null;
  /** When the customer changed it. */
  edited_at?: Instant | null;
  /** When the customer took it back; text, media and detail are then null. */
  deleted_at?: Instant | null;
  delivery: Delivery | null;
}

export interface Then {
  status?: TicketStatus;
  snoozed_until?: Instant;
}

interface Sendable {
  client_id?: string;
  then?: Then;
}

export interface TemplateValues {
  header?: string[] | Record<string, string>;
  body?: Record<string, string>;
  buttons?: { index: number; value: string }[];
}

export type NewMessage = Sendable &
  (
    | { type: 'text'; text: string; reply_to?: Id | null }
    | {
        type: 'image' | 'video' | 'audio' | 'document';
        media_id: Id;
        text?: string;
        reply_to?: Id | null;
        file_name?: string;
      }
    | { type: 'template'; template_id: Id; values: TemplateValues; header_media_id?: Id }
    | { type: 'note'; text: string; mentions: Id[] }
  );

export type DraftKind = 'reply' | 'note';

export interface Draft {
  kind: DraftKind;
  text: string;
  reply_to: Id | null;
}

export interface DraftSummary {
  ticket_id: Id;
  kind: DraftKind;
  text: string;
  updated_at: Instant;
}

// Media

export type MediaKind = 'image' | 'video' | 'audio' | 'document' | 'sticker';
export type MediaState = 'pending' | 'ready' | 'failed' | 'expired' | 'deleted';

export interface Media {
  id: Id;
  state: MediaState;
  kind: MediaKind;
  /** What the bytes say; null until ready. */
  mime: string | null;
  file_name: string | null;
  size_bytes: number | null;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  pages: number | null;
  is_voice: boolean;
  preview_url: string | null;
  url: string | null;
  error: { code: string; reason: string | null } | null;
}

// Contacts, canned replies, templates, search, notices

export interface Identity {
  id: Id;
  channel_id: Id | null;
  kind: 'phone' | 'bsuid' | 'parent_bsuid' | 'username' | 'email';
  value: string;
}

export interface Contact {
  id: Id;
  display_name: string | null;
  profile_name: string | null;
  name: string;
  language: string | null;
  notes: string | null;
  tags: string[];
  attributes: Record<string, unknown>;
  identities: Identity[];
  created_at: Instant;
  last_message_at: Instant | null;
}

export interface CannedReply {
  id: Id;
  shortcut: string;
  title: string;
  text: string;
  team_id: Id | null;
  updated_at: Instant;
}

export interface TemplateVariable {
  place: 'header' | 'body' | 'button';
  key: string;
  example: string | null;
  index: number | null;
}

export interface Template {
  id: Id;
  channel_id: Id;
  name: string;
  language: string;
  category: string;
  status: string;
  parameter_format: string | null;
  header: { format: 'none' | 'text' | 'image' | 'video' | 'document' | 'location'; text: string | null } | null;
  body: string;
  footer: string | null;
  buttons: { kind: string; text: string; url: string | null }[];
  variables: TemplateVariable[];
  quality: string | null;
  synced_at: Instant;
}

export interface SearchHit {
  kind: 'ticket' | 'contact' | 'message';
  ticket: Ticket | null;
  contact: Contact | null;
  message: Message | null;
  snippet: { text: string; hit: boolean }[];
}

export interface Notice {
  id: Id;
  kind: 'message_failed' | 'mention' | 'assigned' | 'channel_trouble';
  ticket_id: Id | null;
  message_id: Id | null;
  actor_name: string | null;
  text: string | null;
  at: Instant;
  read_at: Instant | null;
}

export interface TagCount {
  tag: string;
  count: number;
}

// Live

export type RefreshTopic = 'counts' | 'canned_replies' | 'agents' | 'teams' | 'channels' | 'templates' | 'drafts';
export type PresenceState = 'reading' | 'typing';

export interface Changes {
  type: 'changes';
  from: number;
  to: number;
  server_time: Instant;
  tickets: Ticket[];
  messages: Message[];
  contacts: Contact[];
  notices: Notice[];
  gone_ticket_ids: Id[];
  refresh: RefreshTopic[];
}

export type LiveFrame =
  | { type: 'hello'; seq: number; server_time: Instant; build: string }
  | Changes
  | { type: 'reset'; seq: number }
  | { type: 'presence'; ticket_id: Id; agents: { agent_id: Id; state: PresenceState }[] }
  | { type: 'pong' }
  | { type: 'bye'; reason: 'session_ended' | 'shutdown' };

export type LiveCommand = { type: 'presence'; ticket_id: Id | null; state: PresenceState } | { type: 'ping' };
