// Written by `cargo xtask gen` from api/openapi.json; edit the server's types instead.

/** Who did it. */
export type Actor = {
  /** The id behind it. */
  id?: string | null;
  /** `system`, `agent`, `api_key`, `contact`, `bot` or `phone_app`. */
  kind: string;
  /** Name to show. */
  name?: string | null;
};

/** A person who works at the desk. */
export type Agent = {
  availability: "online" | "away";
  created_at: string;
  display_name: string;
  email: string;
  id: string;
  is_active: boolean;
  last_seen_at?: string | null;
  locale: "de" | "en";
  /** One's own; `null` for others. */
  preferences?: Record<string, unknown> | null;
  role: "agent" | "supervisor" | "admin";
  team_ids: string[];
  /** One's own; `null` for others. */
  theme?: string | null;
  visibility: "all" | "teams";
};

/** A program's key, without the key. */
export type ApiKey = {
  created_at: string;
  id: string;
  /** To the minute. */
  last_used_at?: string | null;
  name: string;
  /** First characters, to tell keys apart. */
  prefix: string;
  role: "agent" | "supervisor" | "admin";
};

/** Who wrote a message. */
export type Author = {
  /** The contact or agent. */
  id?: string | null;
  /** `contact`, `agent`, `bot`, `system` or `phone_app`. */
  kind: string;
  /** Name to show. */
  name?: string | null;
};

/** What stands at the end of a button's address, or the code it copies. */
export type ButtonValue = {
  /** Counts all buttons, from 0. */
  index: number;
  value: string;
};

/** A text with placeholders. */
export type CannedReply = {
  id: string;
  /** What agents type to find it; lower case. */
  shortcut: string;
  /** Only for this team; for everybody when `null`. */
  team_id?: string | null;
  /** May hold `{{contact.name}}`, `{{contact.first_name}}`, `{{agent.name}}`, `{{ticket.number}}`, `{{company.name}}`. */
  text: string;
  title: string;
  updated_at: string;
};

/** The old and the new password. */
export type ChangePassword = {
  current: string;
  /** At least 10 characters. */
  new: string;
};

/** One connected number. */
export type Channel = {
  /** Key of the Meta app in the configuration. */
  app: string;
  created_at: string;
  /** As the platform writes it; empty until it told. */
  display_phone_number: string;
  health: ChannelHealth;
  id: string;
  kind: "whatsapp_cloud";
  name: string;
  phone_number_id: string;
  /** Whether reading a ticket shows blue ticks to the customer. */
  sends_read_receipts: boolean;
  /** How long a finished ticket takes further messages. */
  threading_window_minutes: number;
  waba_id: string;
};

/** What was seen. */
export type ChannelCheck = {
  steps: ChannelCheckStep[];
};

/** One thing that was looked at. */
export type ChannelCheckStep = {
  /** What to do; empty when it works. */
  advice: string;
  /** What was seen. */
  detail: string;
  ok: boolean;
  /** `token`, `number`, `subscription` or `templates`. */
  step: string;
};

/** Whether a channel can send. */
export type ChannelHealth = {
  /** Empty when all is well. */
  detail: string;
  since_at: string;
  state: "unknown" | "ok" | "degraded" | "bad_credentials";
};

export type Company = {
  name: string;
};

/** A contact. */
export type Contact = {
  /** Values of other systems. */
  attributes: Record<string, string>;
  /** First seen. */
  created_at: string;
  /** Set by humans. */
  display_name?: string | null;
  /** Our id. */
  id: string;
  /** Addresses, oldest first. */
  identities: Identity[];
  /** BCP 47. */
  language?: string | null;
  /** Last message in either direction. */
  last_message_at?: string | null;
  /** Name to show; never empty. */
  name: string;
  /** Free text. */
  notes: string;
  /** Set by the customer. */
  profile_name?: string | null;
  /** Labels of the person. */
  tags: string[];
};

/** Numbers for the sidebar. */
export type Counts = {
  /** Running tickets. */
  all_open: number;
  /** Tickets of the asker. */
  inbox: InboxCounts;
  /** Unseen mentions. */
  mentions: number;
  /** Own snoozed tickets; all for programs. */
  snoozed: number;
  /** Running tickets by team. */
  teams: Record<string, number>;
  /** Running tickets without an agent. */
  unassigned: number;
};

/** A new colleague. */
export type CreateAgent = {
  display_name: string;
  email: string;
  /** `de` unless given. */
  locale?: string | null;
  /** At least 10 characters; made when not given. */
  password?: string | null;
  role: "agent" | "supervisor" | "admin";
  team_ids?: string[] | null;
  /** `all` unless given. */
  visibility?: string | null;
};

/** A new key. */
export type CreateApiKey = {
  /** What it is for. */
  name: string;
  role: "agent" | "supervisor" | "admin";
};

/** A new canned reply. */
export type CreateCannedReply = {
  /** Letters, digits, `-`, `_` and `.`; kept in lower case. */
  shortcut: string;
  /** Only for this team. */
  team_id?: string | null;
  text: string;
  title: string;
};

/** A number to connect. */
export type CreateChannel = {
  /** Of the system user; never shown again. */
  access_token: string;
  /** Key of the Meta app in the configuration. */
  app: string;
  kind: "whatsapp_cloud";
  name: string;
  phone_number_id: string;
  /** On unless given. */
  sends_read_receipts?: boolean | null;
  /** 0 to 43,200; a day unless given. */
  threading_window_minutes?: number | null;
  waba_id: string;
};

/** A person to whom the desk writes first. */
export type CreateContact = {
  /** The channel on which the number is good. */
  channel_id: string;
  display_name: string;
  /** In any usual writing, with the country's code. */
  phone: string;
};

/** A new group. */
export type CreateTeam = {
  /** A word of the palette or `#rrggbb`. */
  color?: string | null;
  name: string;
};

/** The new colleague and, where one was made, the password for the first sign-in. */
export type CreatedAgent = {
  agent: Agent;
  /** Shown this once. */
  initial_password?: string | null;
};

/** The new key. */
export type CreatedApiKey = {
  api_key: ApiKey;
  /** `Authorization: Bearer …`. Shown this once. */
  key: string;
};

/** How far a message came. */
export type Delivery = {
  /** When each state was reached, by WhatsApp's clock: `sent`, `delivered`, `read`, `played`, `failed`. */
  at: Record<string, unknown>;
  /** Counted from 1. */
  attempt: number;
  error?: DeliveryError | null;
  /** `queued`, `accepted`, `sent`, `delivered`, `read`, `played` or `failed`. */
  state: string;
  /** The call ended without an answer; its status is awaited. */
  uncertain: boolean;
};

/** Why a message failed. */
export type DeliveryError = {
  /** WhatsApp's number as text, or one of ours. */
  code: string;
  /** Whether sending once more may help. */
  is_retryable: boolean;
  /** In English. */
  reason: string;
};

export type Demo = {
  /** Where the customers' phones are. */
  phone_url: string;
};

/** Unsent text of one agent in one ticket. */
export type Draft = {
  kind: "reply" | "note";
  /** The message it answers. */
  reply_to?: string | null;
  text: string;
  ticket_id: string;
  updated_at: string;
};

/** An address on one channel. */
export type Identity = {
  /** The channel it is good on. */
  channel_id: string;
  /** Our id. */
  id: string;
  /** `phone`, `bsuid`, `parent_bsuid`, `username` or `email`. */
  kind: string;
  /** A phone with `+`, a username without `@`. */
  value: string;
};

/** Numbers of one's own tickets. */
export type InboxCounts = {
  /** New or open. */
  open: number;
  /** New or open with unread messages. */
  unread: number;
  /** Waiting for somebody, or snoozed. */
  waiting: number;
};

/** The password for the next sign-in. */
export type InitialPassword = {
  /** Shown this once. */
  initial_password: string;
};

/** A webhook as it came. */
export type JournalEntry = {
  /** Key of the Meta app whose secret verified it. */
  app: string;
  /** The raw text; bytes that are no UTF-8 are replaced. */
  body: string;
  received_at: string;
  seq: number;
};

/** The newest message of a ticket, in short. */
export type LastMessage = {
  /** `contact`, `agent`, `bot`, `system` or `phone_app`. */
  author_kind: string;
  /** For `out`. */
  delivery_state?: string | null;
  /** `in` or `out`. */
  direction: string;
  /** Our id. */
  id: string;
  /** Send time. */
  sent_at: string;
  /** Text without marks, at most 160 characters. */
  text?: string | null;
  /** As in a message. */
  type: string;
};

/** What the platform takes. */
export type Limits = {
  /** Characters below a file. */
  caption: number;
  /** Characters of one message; longer texts are split. */
  text: number;
  upload_bytes: UploadBytes;
};

/** Which notices were seen: `ids`, or `all`. */
export type MarkNoticesRead = {
  all?: boolean;
  ids?: string[];
};

/** The signed-in agent and what the UI needs to begin. */
export type Me = {
  agent: Agent;
  company: Company;
  /** For the header `X-Tresen-Csrf` of every unsafe request. */
  csrf_token: string;
  demo?: Demo | null;
  limits: Limits;
  permissions: string[];
  /** Newest place in the event log: where the live view begins. */
  seq: number;
  server_time: string;
};

/** A file. */
export type Media = {
  /** Of sound and films. */
  duration_ms?: number | null;
  error?: MediaError | null;
  /** Safe to show. */
  file_name?: string | null;
  /** In pixels, as shown. */
  height?: number | null;
  /** Our id. */
  id: string;
  /** A voice note rather than a sound file. */
  is_voice: boolean;
  /** `image`, `video`, `audio`, `document` or `sticker`. */
  kind: string;
  /** What the bytes say; null until ready. */
  mime?: string | null;
  /** Of documents that have pages. */
  pages?: number | null;
  /** Address of a small picture, where there is one. */
  preview_url?: string | null;
  /** Length. */
  size_bytes?: number | null;
  /** `pending`, `ready`, `failed`, `expired` or `deleted`. */
  state: string;
  /** Address of the file, once ready. */
  url?: string | null;
  /** In pixels, as shown. */
  width?: number | null;
};

/** Why a file is not there. */
export type MediaError = {
  /** Stable word. */
  code: string;
  /** In English. */
  reason: string;
};

/** A message. */
export type Message = {
  /** Who wrote it. */
  author: Author;
  /** The channel. */
  channel_id: string;
  /** The browser's own id of an optimistic send. */
  client_id?: string | null;
  /** The customer. */
  contact_id: string;
  context?: MessageContext | null;
  /** When the customer took it back. */
  deleted_at?: string | null;
  delivery?: Delivery | null;
  /** What only this type has. */
  detail?: Record<string, unknown> | null;
  /** `in`, `out` or `internal`. */
  direction: string;
  /** When the customer changed it. */
  edited_at?: string | null;
  /** Our id. */
  id: string;
  media?: Media | null;
  /** Of a note: who is mentioned. */
  mentions: string[];
  /** Reactions, at most one per kind of author. */
  reactions: Reaction[];
  /** When it was kept. */
  received_at: string;
  /** Send time. */
  sent_at: string;
  /** Its place among all messages. */
  seq: number;
  template?: MessageTemplate | null;
  /** Text, caption, or the rendered text of a template; null when the customer took it back. */
  text?: string | null;
  /** The thread. */
  thread_id: string;
  /** The ticket it belongs to. */
  ticket_id?: string | null;
  /**
   * `text`, `image`, `video`, `audio`, `document`, `sticker`, `location`, `contacts`, `interactive`, `button`,
   * `order`, `system`, `template`, `note` or `unsupported`.
   */
  type: string;
  /** WhatsApp's id, once known. */
  wamid?: string | null;
};

/** What a message refers to. */
export type MessageContext = {
  /** Who wrote it. */
  author_name?: string | null;
  /** Passed on from elsewhere. */
  forwarded: boolean;
  /** Passed on more than five times. */
  frequently_forwarded: boolean;
  /** The quoted message, when it is known. */
  message_id?: string | null;
  /** Its beginning. */
  text?: string | null;
  /** Its type. */
  type?: string | null;
  /** WhatsApp's id of it. */
  wamid?: string | null;
};

/** What surrounds a template's text. */
export type MessageTemplate = {
  /** What its buttons say. */
  buttons: string[];
  /** Small print. */
  footer?: string | null;
  /** The text header as read. */
  header?: string | null;
  /** Its language. */
  language: string;
  /** Its name. */
  name: string;
};

/** A notice. */
export type Notice = {
  /** Who caused it. */
  actor_name?: string | null;
  /** When. */
  at: string;
  /** Our id. */
  id: string;
  /** `message_failed`, `mention`, `assigned` or `channel_trouble`. */
  kind: string;
  /** The message concerned. */
  message_id?: string | null;
  /** When it was seen. */
  read_at?: string | null;
  /** For `message_failed` the code; otherwise an excerpt or a name. */
  text: string;
  /** The ticket concerned. */
  ticket_id?: string | null;
};

/** A case that the desk begins. */
export type OpenTicket = {
  /** The caller unless given. */
  agent_id?: string | null;
  /** The number it runs over; the contact needs an address there. */
  channel_id: string;
  contact_id: string;
  subject?: string | null;
  team_id?: string | null;
};

/** Who is responsible. */
export type Owner = {
  /** For `agent`. */
  agent_id?: string | null;
  /** `agent`, `queue`, `bot` or `nobody`. */
  kind: string;
  /** The team, also while an agent of it is the owner. */
  team_id?: string | null;
};

/** A new owner. */
export type OwnerChange = {
  agent_id: string;
  kind: "agent";
} | {
  kind: "queue";
  team_id: string;
} | {
  kind: "nobody";
};

/** One page of a list. */
export type Page_Agent = {
  /** In the order of the list. */
  items: {
    availability: "online" | "away";
    created_at: string;
    display_name: string;
    email: string;
    id: string;
    is_active: boolean;
    last_seen_at?: string | null;
    locale: "de" | "en";
    /** One's own; `null` for others. */
    preferences?: Record<string, unknown> | null;
    role: "agent" | "supervisor" | "admin";
    team_ids: string[];
    /** One's own; `null` for others. */
    theme?: string | null;
    visibility: "all" | "teams";
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_ApiKey = {
  /** In the order of the list. */
  items: {
    created_at: string;
    id: string;
    /** To the minute. */
    last_used_at?: string | null;
    name: string;
    /** First characters, to tell keys apart. */
    prefix: string;
    role: "agent" | "supervisor" | "admin";
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_CannedReply = {
  /** In the order of the list. */
  items: {
    id: string;
    /** What agents type to find it; lower case. */
    shortcut: string;
    /** Only for this team; for everybody when `null`. */
    team_id?: string | null;
    /** May hold `{{contact.name}}`, `{{contact.first_name}}`, `{{agent.name}}`, `{{ticket.number}}`, `{{company.name}}`. */
    text: string;
    title: string;
    updated_at: string;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Channel = {
  /** In the order of the list. */
  items: {
    /** Key of the Meta app in the configuration. */
    app: string;
    created_at: string;
    /** As the platform writes it; empty until it told. */
    display_phone_number: string;
    health: ChannelHealth;
    id: string;
    kind: "whatsapp_cloud";
    name: string;
    phone_number_id: string;
    /** Whether reading a ticket shows blue ticks to the customer. */
    sends_read_receipts: boolean;
    /** How long a finished ticket takes further messages. */
    threading_window_minutes: number;
    waba_id: string;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Contact = {
  /** In the order of the list. */
  items: {
    /** Values of other systems. */
    attributes: Record<string, string>;
    /** First seen. */
    created_at: string;
    /** Set by humans. */
    display_name?: string | null;
    /** Our id. */
    id: string;
    /** Addresses, oldest first. */
    identities: Identity[];
    /** BCP 47. */
    language?: string | null;
    /** Last message in either direction. */
    last_message_at?: string | null;
    /** Name to show; never empty. */
    name: string;
    /** Free text. */
    notes: string;
    /** Set by the customer. */
    profile_name?: string | null;
    /** Labels of the person. */
    tags: string[];
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Draft = {
  /** In the order of the list. */
  items: {
    kind: "reply" | "note";
    /** The message it answers. */
    reply_to?: string | null;
    text: string;
    ticket_id: string;
    updated_at: string;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Message = {
  /** In the order of the list. */
  items: {
    /** Who wrote it. */
    author: Author;
    /** The channel. */
    channel_id: string;
    /** The browser's own id of an optimistic send. */
    client_id?: string | null;
    /** The customer. */
    contact_id: string;
    context?: MessageContext | null;
    /** When the customer took it back. */
    deleted_at?: string | null;
    delivery?: Delivery | null;
    /** What only this type has. */
    detail?: Record<string, unknown> | null;
    /** `in`, `out` or `internal`. */
    direction: string;
    /** When the customer changed it. */
    edited_at?: string | null;
    /** Our id. */
    id: string;
    media?: Media | null;
    /** Of a note: who is mentioned. */
    mentions: string[];
    /** Reactions, at most one per kind of author. */
    reactions: Reaction[];
    /** When it was kept. */
    received_at: string;
    /** Send time. */
    sent_at: string;
    /** Its place among all messages. */
    seq: number;
    template?: MessageTemplate | null;
    /** Text, caption, or the rendered text of a template; null when the customer took it back. */
    text?: string | null;
    /** The thread. */
    thread_id: string;
    /** The ticket it belongs to. */
    ticket_id?: string | null;
    /**
     * `text`, `image`, `video`, `audio`, `document`, `sticker`, `location`, `contacts`, `interactive`, `button`,
     * `order`, `system`, `template`, `note` or `unsupported`.
     */
    type: string;
    /** WhatsApp's id, once known. */
    wamid?: string | null;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Notice = {
  /** In the order of the list. */
  items: {
    /** Who caused it. */
    actor_name?: string | null;
    /** When. */
    at: string;
    /** Our id. */
    id: string;
    /** `message_failed`, `mention`, `assigned` or `channel_trouble`. */
    kind: string;
    /** The message concerned. */
    message_id?: string | null;
    /** When it was seen. */
    read_at?: string | null;
    /** For `message_failed` the code; otherwise an excerpt or a name. */
    text: string;
    /** The ticket concerned. */
    ticket_id?: string | null;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_ParkedItem = {
  /** In the order of the list. */
  items: {
    at: string;
    id: string;
    /** The webhook it came with. */
    journal_seq: number;
    /** As received. */
    payload: string;
    /** Where it stood in it. */
    place: string;
    reason: string;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_SearchHit = {
  /** In the order of the list. */
  items: {
    contact?: Contact | null;
    /** `ticket`, `contact` or `message`. */
    kind: SearchHitKind;
    message?: Message | null;
    /** The text around the hits. */
    snippet: SnippetPiece[];
    ticket?: Ticket | null;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Session = {
  /** In the order of the list. */
  items: {
    /** Where its last request came from. */
    address?: string | null;
    created_at: string;
    /** Whether it is the one that asks. */
    current: boolean;
    id: string;
    last_seen_at: string;
    /** What the browser calls itself. */
    user_agent?: string | null;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Team = {
  /** In the order of the list. */
  items: {
    /** A word of the palette or `#rrggbb`. */
    color?: string | null;
    id: string;
    member_ids: string[];
    name: string;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Template = {
  /** In the order of the list. */
  items: {
    body: string;
    buttons: TemplateButton[];
    /** The platform's word in lower case. */
    category: string;
    channel_id: string;
    footer?: string | null;
    header: TemplateHeader;
    id: string;
    /** As the platform writes it: `de`, `en_US`. */
    language: string;
    name: string;
    parameter_format: "positional" | "named";
    /** The platform's word in lower case. */
    quality?: string | null;
    /** The platform's word in lower case; only `approved` ones can be sent. */
    status: string;
    synced_at: string;
    /** What needs a value before the template can be sent, in the platform's order. */
    variables: TemplateVariable[];
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Thread = {
  /** In the order of the list. */
  items: {
    /** Over which number. */
    channel_id: string;
    /** Whose. */
    contact_id: string;
    /** Our id. */
    id: string;
    /** Its tickets that may be seen, newest first. */
    tickets: ThreadTicket[];
    /** When free-form sending is allowed. */
    window: ServiceWindow;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_Ticket = {
  /** In the order of the list. */
  items: {
    /** The number it runs over. */
    channel_id: string;
    /** When it was closed. */
    closed_at?: string | null;
    /** Whose case. */
    contact: TicketContact;
    /** Our id. */
    id: string;
    last_message?: LastMessage | null;
    /** Last message in either direction, by send time. */
    last_message_at: string;
    /** What people call it. */
    number: number;
    /** When it began. */
    opened_at: string;
    /** Who is responsible. */
    owner: Owner;
    /** `low`, `normal`, `high`, `urgent`. */
    priority: string;
    /** End of the snooze. */
    snoozed_until_at?: string | null;
    /** When it was last solved. */
    solved_at?: string | null;
    /** `new`, `open`, `waiting_customer`, `waiting_internal`, `snoozed`, `solved`, `closed`. */
    status: string;
    /** In a few words; may be empty. */
    subject: string;
    /** Labels, sorted. */
    tags: string[];
    /** The chat it is a part of. */
    thread_id: string;
    /** Type of request; may be empty. */
    type: string;
    /** Customer's messages nobody has looked at. */
    unread_count: number;
    /** Last change of any kind. */
    updated_at: string;
    /** Grows with every change; send it back to guard against lost updates. */
    version: number;
    /** Send time of the customer's first message without an answer. */
    waiting_since_at?: string | null;
    /** When free-form sending is allowed. */
    window: ServiceWindow;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_TicketEvent = {
  /** In the order of the list. */
  items: {
    /** By whom. */
    actor: Actor;
    /** When. */
    at: string;
    /** The rest, depending on the kind. */
    data: Record<string, unknown>;
    /** What: `ticket_opened`, `status_changed`, `delivery_failed` … */
    kind: string;
    /** The message concerned. */
    message_id?: string | null;
    /** Place in the log. */
    seq: number;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** One page of a list. */
export type Page_UnassignedNumber = {
  /** In the order of the list. */
  items: {
    /** Items that wait for the channel. */
    count: number;
    display_phone_number?: string | null;
    first_seen_at: string;
    last_seen_at: string;
    phone_number_id: string;
    waba_id?: string | null;
  }[];
  /** Where the next page begins; `null` on the last one. */
  next?: string | null;
};

/** A part of a webhook that could not be applied. */
export type ParkedItem = {
  at: string;
  id: string;
  /** The webhook it came with. */
  journal_seq: number;
  /** As received. */
  payload: string;
  /** Where it stood in it. */
  place: string;
  reason: string;
};

/** What stands in the composer. */
export type PutDraft = {
  kind: "reply" | "note";
  /** The message it answers. */
  reply_to?: string | null;
  /** At most 40,960 characters; an empty one without `reply_to` removes the draft. */
  text: string;
};

/** A reaction. */
export type Reaction = {
  /** Whose: `contact` or `agent`. */
  author_kind: string;
  /** One emoji. */
  emoji: string;
};

/** For which ticket. */
export type RenderCannedReply = {
  ticket_id: string;
};

/** The text with its placeholders filled. */
export type RenderedCannedReply = {
  /** Placeholders without a value; they still stand in the text. */
  missing: string[];
  text: string;
};

/** What was found. */
export type SearchHit = {
  contact?: Contact | null;
  /** `ticket`, `contact` or `message`. */
  kind: SearchHitKind;
  message?: Message | null;
  /** The text around the hits. */
  snippet: SnippetPiece[];
  ticket?: Ticket | null;
};

/** What kind of thing was found. */
export type SearchHitKind = "ticket" | "contact" | "message";

/** An answer to a ticket, or a note. */
export type SendMessage = {
  /** The caller's own id, at most 64 characters; comes back in the first message. */
  client_id?: string | null;
  /** What the customer reads as the file's name; the upload's own unless given. */
  file_name?: string | null;
  /** Of an upload, for templates that begin with a file. */
  header_media_id?: string | null;
  /** Of an upload for this channel. */
  media_id?: string | null;
  /** Of a note: who is told, and may see the ticket from then on. */
  mentions?: string[];
  /** The message it answers, of the same thread. */
  reply_to?: string | null;
  template_id?: string | null;
  /** Text with WhatsApp's markup, a caption, or the note. Above 4,096 characters it becomes several messages. */
  text?: string | null;
  then?: SendThen | null;
  type: SendType;
  values?: TemplateValues;
};

/** What becomes of the ticket after the answer. */
export type SendThen = {
  /** With status `snoozed`. */
  snoozed_until?: string | null;
  status?: "new" | "open" | "waiting_customer" | "waiting_internal" | "snoozed" | "solved" | "closed";
};

/** What kind of answer. */
export type SendType = "text" | "image" | "video" | "audio" | "document" | "template" | "note";

/** What was written. */
export type SentMessages = {
  /** In the order in which they are sent. */
  items: Message[];
};

/** A service window. */
export type ServiceWindow = {
  /** When it ends or ended; free-form sending stops a minute before. */
  expires_at?: string | null;
  /** `customer_service`, or null while the customer never wrote. */
  kind?: string | null;
};

/** A signed-in browser. */
export type Session = {
  /** Where its last request came from. */
  address?: string | null;
  created_at: string;
  /** Whether it is the one that asks. */
  current: boolean;
  id: string;
  last_seen_at: string;
  /** What the browser calls itself. */
  user_agent?: string | null;
};

/** E-mail and password. */
export type SignIn = {
  email: string;
  password: string;
};

/** A piece of a snippet. */
export type SnippetPiece = {
  /** Whether it is what was looked for. */
  hit: boolean;
  /** The text. */
  text: string;
};

/** A label in use. */
export type TagCount = {
  /** Tickets that carry it. */
  count: number;
  tag: string;
};

/** Labels to add and to take away. */
export type TagsChange = {
  add?: string[];
  remove?: string[];
};

/** A group of agents. */
export type Team = {
  /** A word of the palette or `#rrggbb`. */
  color?: string | null;
  id: string;
  member_ids: string[];
  name: string;
};

/** A message that the platform approved, in one language. */
export type Template = {
  body: string;
  buttons: TemplateButton[];
  /** The platform's word in lower case. */
  category: string;
  channel_id: string;
  footer?: string | null;
  header: TemplateHeader;
  id: string;
  /** As the platform writes it: `de`, `en_US`. */
  language: string;
  name: string;
  parameter_format: "positional" | "named";
  /** The platform's word in lower case. */
  quality?: string | null;
  /** The platform's word in lower case; only `approved` ones can be sent. */
  status: string;
  synced_at: string;
  /** What needs a value before the template can be sent, in the platform's order. */
  variables: TemplateVariable[];
};

/** A button below the text. */
export type TemplateButton = {
  kind: "quick_reply" | "url" | "phone_number" | "copy_code" | "other";
  text: string;
  url?: string | null;
};

/** What stands above the text. */
export type TemplateHeader = {
  format: "none" | "text" | "image" | "video" | "document" | "location";
  text?: string | null;
};

/** Values for a template's variables. */
export type TemplateValues = {
  body?: VariableValues;
  buttons?: ButtonValue[];
  header?: VariableValues;
};

/** Something that needs a value. */
export type TemplateVariable = {
  /** Given at approval. */
  example?: string | null;
  /** Of a button, counted from 0. */
  index?: number | null;
  /** `1`, `2` … or its name; for a button its index. */
  key: string;
  place: "header" | "body" | "button";
};

/** What became of our copy. */
export type TemplatesSynced = {
  added: number;
  removed: number;
  updated: number;
};

/** A thread with the borders of its tickets. */
export type Thread = {
  /** Over which number. */
  channel_id: string;
  /** Whose. */
  contact_id: string;
  /** Our id. */
  id: string;
  /** Its tickets that may be seen, newest first. */
  tickets: ThreadTicket[];
  /** When free-form sending is allowed. */
  window: ServiceWindow;
};

/** A ticket as a part of its thread. */
export type ThreadTicket = {
  /** When it was solved or closed. */
  closed_at?: string | null;
  /** Our id. */
  id: string;
  /** What people call it. */
  number: number;
  /** When it began. */
  opened_at: string;
  /** Where it stands. */
  status: string;
  /** In a few words. */
  subject: string;
};

/** A ticket with what every list shows beside it. */
export type Ticket = {
  /** The number it runs over. */
  channel_id: string;
  /** When it was closed. */
  closed_at?: string | null;
  /** Whose case. */
  contact: TicketContact;
  /** Our id. */
  id: string;
  last_message?: LastMessage | null;
  /** Last message in either direction, by send time. */
  last_message_at: string;
  /** What people call it. */
  number: number;
  /** When it began. */
  opened_at: string;
  /** Who is responsible. */
  owner: Owner;
  /** `low`, `normal`, `high`, `urgent`. */
  priority: string;
  /** End of the snooze. */
  snoozed_until_at?: string | null;
  /** When it was last solved. */
  solved_at?: string | null;
  /** `new`, `open`, `waiting_customer`, `waiting_internal`, `snoozed`, `solved`, `closed`. */
  status: string;
  /** In a few words; may be empty. */
  subject: string;
  /** Labels, sorted. */
  tags: string[];
  /** The chat it is a part of. */
  thread_id: string;
  /** Type of request; may be empty. */
  type: string;
  /** Customer's messages nobody has looked at. */
  unread_count: number;
  /** Last change of any kind. */
  updated_at: string;
  /** Grows with every change; send it back to guard against lost updates. */
  version: number;
  /** Send time of the customer's first message without an answer. */
  waiting_since_at?: string | null;
  /** When free-form sending is allowed. */
  window: ServiceWindow;
};

/** The contact of a ticket, in short. */
export type TicketContact = {
  /** Our id. */
  id: string;
  /** Name to show; never empty. */
  name: string;
  /** With `+`. */
  phone?: string | null;
  /** Without `@`. */
  username?: string | null;
};

/** What happened. */
export type TicketEvent = {
  /** By whom. */
  actor: Actor;
  /** When. */
  at: string;
  /** The rest, depending on the kind. */
  data: Record<string, unknown>;
  /** What: `ticket_opened`, `status_changed`, `delivery_failed` … */
  kind: string;
  /** The message concerned. */
  message_id?: string | null;
  /** Place in the log. */
  seq: number;
};

/** A number that webhooks name and no channel has. */
export type UnassignedNumber = {
  /** Items that wait for the channel. */
  count: number;
  display_phone_number?: string | null;
  first_seen_at: string;
  last_seen_at: string;
  phone_number_id: string;
  waba_id?: string | null;
};

/** What to change; what is not given stays. */
export type UpdateAgent = {
  display_name?: string | null;
  /** `false` signs them out everywhere and keeps their work. */
  is_active?: boolean | null;
  role?: string | null;
  /** All teams from now on. */
  team_ids?: string[] | null;
  visibility?: string | null;
};

/** What to change; what is not given stays. */
export type UpdateCannedReply = {
  shortcut?: string | null;
  /** `null` makes it one for everybody. */
  team_id?: string | null;
  text?: string | null;
  title?: string | null;
};

/** What to change; what is not given stays. The number cannot change: another number is another channel. */
export type UpdateChannel = {
  /** Replaces the token; what was held is sent. */
  access_token?: string | null;
  app?: string | null;
  name?: string | null;
  sends_read_receipts?: boolean | null;
  threading_window_minutes?: number | null;
  waba_id?: string | null;
};

/** What to change; what is not given stays. */
export type UpdateContact = {
  /** All values of other systems. */
  attributes?: Record<string, string> | null;
  /** `null` or empty: the name the customer gave is shown again. */
  display_name?: string | null;
  /** BCP 47; `null` for unknown. */
  language?: string | null;
  notes?: string | null;
  /** All labels. */
  tags?: string[] | null;
};

/** What to change; what is not given stays. */
export type UpdateProfile = {
  availability?: string | null;
  display_name?: string | null;
  locale?: string | null;
  /** An object of at most 8 KB that takes the place of the old one. */
  preferences?: Record<string, unknown> | null;
  theme?: string | null;
};

/** What to change; what is not given stays. */
export type UpdateTeam = {
  /** `null` takes the colour away. */
  color?: string | null;
  name?: string | null;
};

/** What to change; what is not given stays. */
export type UpdateTicket = {
  owner?: OwnerChange | null;
  priority?: "low" | "normal" | "high" | "urgent";
  /** With status `snoozed`, and only then. */
  snoozed_until?: string | null;
  status?: "new" | "open" | "waiting_customer" | "waiting_internal" | "snoozed" | "solved" | "closed";
  /** `null` or empty for none. */
  subject?: string | null;
  tags?: TagsChange | null;
  /** Type of request; `null` or empty for none. */
  type?: string | null;
  /** As read: 409 `version_conflict` when somebody else changed the ticket since. */
  version?: number | null;
};

export type UploadBytes = {
  audio: number;
  document: number;
  image: number;
  video: number;
};

/** The parts of the form, in any order; a file that comes after `purpose` is refused sooner when it is too large. */
export type UploadMedia = {
  /** The channel it will go out on. */
  channel_id: string;
  file: string;
  /** `image`, `video`, `audio`, `document` or `voice`. */
  purpose: string;
};

/** Values by the names of their variables, or in order for `{{1}}`, `{{2}}` … */
export type VariableValues = Record<string, string> | string[];
