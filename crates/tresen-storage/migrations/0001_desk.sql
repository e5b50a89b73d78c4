-- The desk's first tables. Instants are microseconds UTC in bigint; ids are made by the application;
-- JSON is text. `boolean` and `uuid` are kept by SQLite as integer and 16 bytes.

-- Values of which there is one: the next ticket number, cursors of folds, company name.
create table settings (
    key text primary key,
    value text not null
);

-- Raw webhooks in the order in which they were kept: the ground from which everything else can be made again.
-- Lean on purpose: one index, no states; the inbound worker's place is a cursor in settings.
create table journal (
    seq {serial},
    received_at bigint not null,
    app text not null,
    body bytea not null
);

-- Items of a webhook that could not be applied, with their reason; shown to administrators, can be tried again.
create table parked_items (
    id uuid primary key,
    journal_seq bigint not null,
    place text not null,
    reason text not null,
    payload text not null,
    parked_at bigint not null
);

-- Numbers seen in webhooks that no channel has: their payloads wait in the journal.
create table unassigned_numbers (
    phone_number_id text primary key,
    waba_id text,
    display_phone_number text,
    first_seq bigint not null,
    first_seen_at bigint not null,
    last_seen_at bigint not null,
    seen_count bigint not null
);

-- What happened, append-only, in the order of commits.
create table events (
    seq {serial},
    at bigint not null,
    kind text not null,
    actor_kind text not null,
    actor_id uuid,
    ticket_id uuid,
    message_id uuid,
    contact_id uuid,
    thread_id uuid,
    channel_id uuid,
    data text not null
);
-- The event log of a ticket, newest first.
create index events_by_ticket on events (ticket_id, seq);

create table teams (
    id uuid primary key,
    name text not null,
    color text not null,
    created_at bigint not null
);
create unique index teams_name on teams (name);

create table agents (
    id uuid primary key,
    email text not null,
    display_name text not null,
    password_hash text not null,
    role text not null,
    visibility text not null,
    availability text not null,
    locale text not null,
    theme text not null,
    preferences text not null,
    is_active boolean not null,
    created_at bigint not null,
    last_seen_at bigint
);
-- E-mail addresses are kept in lower case.
create unique index agents_email on agents (email);

create table agent_teams (
    agent_id uuid not null references agents (id) on delete cascade,
    team_id uuid not null references teams (id) on delete cascade,
    primary key (agent_id, team_id)
);

-- Signed-in browsers; the token itself is never kept, only its SHA-256.
create table sessions (
    id uuid primary key,
    token_hash bytea not null,
    agent_id uuid not null references agents (id) on delete cascade,
    csrf_token text not null,
    user_agent text not null,
    address text not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    expires_at bigint not null
);
create unique index sessions_token on sessions (token_hash);
create index sessions_by_agent on sessions (agent_id, created_at);

-- Keys of programs; only the SHA-256 is kept, and a prefix to tell them apart.
create table api_keys (
    id uuid primary key,
    name text not null,
    role text not null,
    prefix text not null,
    key_hash bytea not null,
    created_at bigint not null,
    last_used_at bigint
);
create unique index api_keys_hash on api_keys (key_hash);

-- Answers to writes that carried an Idempotency-Key, for a day. No answer yet: still running.
create table idempotency_keys (
    actor text not null,
    key text not null,
    request_hash bytea not null,
    status bigint,
    body bytea,
    created_at bigint not null,
    primary key (actor, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

create table channels (
    id uuid primary key,
    kind text not null,
    name text not null,
    app text not null,
    waba_id text not null,
    phone_number_id text not null,
    display_phone_number text not null,
    access_token text not null,
    threading_window_seconds bigint not null,
    sends_read_receipts boolean not null,
    health_state text not null,
    health_detail text not null,
    health_since_at bigint not null,
    created_at bigint not null
);
create unique index channels_number on channels (phone_number_id);

create table contacts (
    id uuid primary key,
    display_name text,
    profile_name text,
    -- What is shown, and the addresses shown with it: kept, since every list needs them.
    shown_name text not null,
    phone text,
    username text,
    language text,
    notes text not null,
    tags text not null,
    attributes text not null,
    created_at bigint not null,
    last_message_at bigint
);
create index contacts_latest on contacts (coalesce(last_message_at, 0), id);
create index contacts_phone on contacts (phone);

-- A contact's addresses, each unique on its channel, never global.
create table identities (
    id uuid primary key,
    channel_id uuid not null references channels (id),
    kind text not null,
    value text not null,
    contact_id uuid not null references contacts (id),
    created_at bigint not null
);
create unique index identities_value on identities (channel_id, kind, value);
create index identities_by_contact on identities (contact_id);
-- Search by number or name across channels.
create index identities_by_value on identities (value);

-- The endless chat of one contact with one channel; owns the service window.
create table threads (
    id uuid primary key,
    channel_id uuid not null references channels (id),
    contact_id uuid not null references contacts (id),
    window_expires_at bigint,
    -- Newest ticket, so that a message finds its place with one read.
    newest_ticket_id uuid,
    -- Newest message of the customer: what "read" is reported for.
    last_inbound_wamid text,
    created_at bigint not null
);
create unique index threads_pair on threads (channel_id, contact_id);
create index threads_by_contact on threads (contact_id);

create table tickets (
    id uuid primary key,
    number bigint not null,
    channel_id uuid not null references channels (id),
    thread_id uuid not null references threads (id),
    contact_id uuid not null references contacts (id),
    subject text not null,
    kind text not null,
    status text not null,
    is_done boolean not null,
    priority text not null,
    owner_kind text not null,
    owner_agent_id uuid,
    team_id uuid,
    tags text not null,
    unread_count bigint not null,
    waiting_since_at bigint,
    -- Sort key of "waiting longest first": the wait's start, else far away and newest first.
    wait_key bigint not null,
    snoozed_until_at bigint,
    opened_at bigint not null,
    updated_at bigint not null,
    last_message_at bigint not null,
    last_message_id uuid,
    -- Copy of the thread's window, for lists sorted by it.
    window_expires_at bigint,
    solved_at bigint,
    closed_at bigint,
    version bigint not null
);
create unique index tickets_number on tickets (number);
create index tickets_by_thread on tickets (thread_id, opened_at);
create index tickets_by_contact on tickets (contact_id, opened_at);
create index tickets_waiting on tickets (is_done, wait_key, id);
create index tickets_latest on tickets (is_done, last_message_at, id);
create index tickets_by_agent on tickets (owner_agent_id, is_done, wait_key, id);
create index tickets_by_team on tickets (team_id, is_done, wait_key, id);
create index tickets_window on tickets (is_done, window_expires_at, id);
create index tickets_snoozed on tickets (snoozed_until_at) where snoozed_until_at is not null;

-- Each label of each ticket, for filters and for the list of labels.
create table ticket_tags (
    tag text not null,
    ticket_id uuid not null references tickets (id) on delete cascade,
    primary key (tag, ticket_id)
);

-- How many tickets stand where: kept with every change, never counted. Absent ids are the zero uuid.
create table ticket_counts (
    status text not null,
    owner_kind text not null,
    owner_agent_id uuid not null,
    team_id uuid not null,
    is_unread boolean not null,
    tickets bigint not null,
    primary key (status, owner_kind, owner_agent_id, team_id, is_unread)
);

create table messages (
    seq {serial},
    id uuid not null,
    channel_id uuid not null references channels (id),
    thread_id uuid not null references threads (id),
    ticket_id uuid references tickets (id),
    contact_id uuid not null references contacts (id),
    wamid text,
    -- The part of a wamid that is the same however the peer is addressed (`docs/adr/0004-identities.md`).
    wamid_token text,
    client_id text,
    direction text not null,
    author_kind text not null,
    author_id uuid,
    kind text not null,
    text text,
    media_id uuid,
    detail text,
    template text,
    context text,
    mentions text,
    reactions text,
    referral text,
    sent_at bigint not null,
    received_at bigint not null,
    edited_at bigint,
    deleted_at bigint,
    delivery_state text,
    delivery_times text,
    delivery_attempt bigint not null,
    delivery_is_uncertain boolean not null,
    delivery_error text
);
create unique index messages_id on messages (id);
-- Once kept, whatever arrives how often.
create unique index messages_wamid on messages (channel_id, wamid) where wamid is not null;
create index messages_token on messages (thread_id, wamid_token) where wamid_token is not null;
-- A browser that sends again after a crash of ours is answered with what it sent before.
create unique index messages_client on messages (thread_id, client_id) where client_id is not null;
create index messages_by_thread on messages (thread_id, sent_at, seq);
create index messages_by_ticket on messages (ticket_id, sent_at, seq);
create index messages_by_media on messages (media_id) where media_id is not null;
-- Finder by message id across channels.
create index messages_any_wamid on messages (wamid) where wamid is not null;

-- Attempts to send: the outbox. `phase`: queued, sending, unknown, ended.
create table deliveries (
    id uuid primary key,
    message_id uuid not null,
    message_seq bigint not null,
    channel_id uuid not null,
    thread_id uuid not null,
    attempt bigint not null,
    phase text not null,
    tries bigint not null,
    due_at bigint not null,
    created_at bigint not null,
    ended_at bigint
);
create index deliveries_by_message on deliveries (message_id);
create index deliveries_open on deliveries (thread_id, message_seq) where phase <> 'ended';
create index deliveries_due on deliveries (due_at) where phase <> 'ended';

-- Statuses that came before the answer to their send: applied once the message has its wamid.
create table parked_statuses (
    id uuid primary key,
    channel_id uuid not null,
    wamid text not null,
    state text not null,
    at bigint not null,
    error text,
    pricing text,
    parked_at bigint not null
);
create unique index parked_statuses_once on parked_statuses (channel_id, wamid, state);
create index parked_statuses_age on parked_statuses (parked_at);

-- Files. `state`: pending, ready, failed, expired, deleted.
create table media (
    id uuid primary key,
    channel_id uuid not null,
    state text not null,
    kind text not null,
    vendor_id text,
    vendor_url text,
    claimed_mime text,
    claimed_sha256 bytea,
    mime text,
    file_name text,
    size_bytes bigint,
    -- Content address in the blob store; several media may share one.
    sha256 bytea,
    preview_sha256 bytea,
    width bigint,
    height bigint,
    duration_ms bigint,
    pages bigint,
    is_voice boolean not null,
    error_code text,
    error_reason text,
    tries bigint not null,
    due_at bigint,
    created_at bigint not null,
    ready_at bigint,
    uploaded_by uuid,
    -- The platform's id after our upload, good for 30 days.
    upload_id text,
    upload_at bigint
);
create index media_due on media (due_at) where state = 'pending';

create table drafts (
    agent_id uuid not null references agents (id) on delete cascade,
    ticket_id uuid not null references tickets (id) on delete cascade,
    kind text not null,
    text text not null,
    reply_to uuid,
    updated_at bigint not null,
    primary key (agent_id, ticket_id)
);

-- Who was mentioned where; unread until the agent opens the ticket.
create table mentions (
    agent_id uuid not null references agents (id) on delete cascade,
    message_id uuid not null,
    ticket_id uuid not null references tickets (id) on delete cascade,
    at bigint not null,
    read_at bigint,
    primary key (agent_id, message_id)
);
create index mentions_by_ticket on mentions (ticket_id, agent_id);

create table notices (
    id uuid primary key,
    agent_id uuid not null references agents (id) on delete cascade,
    kind text not null,
    ticket_id uuid,
    message_id uuid,
    actor_name text,
    text text not null,
    at bigint not null,
    read_at bigint
);
create index notices_by_agent on notices (agent_id, at);

create table canned_replies (
    id uuid primary key,
    shortcut text not null,
    title text not null,
    text text not null,
    team_id uuid references teams (id) on delete set null,
    updated_at bigint not null
);
create unique index canned_replies_shortcut on canned_replies (shortcut);

-- Templates as the platform knows them; refreshed, never edited here.
create table templates (
    id uuid primary key,
    channel_id uuid not null references channels (id) on delete cascade,
    vendor_id text not null,
    name text not null,
    language text not null,
    category text not null,
    status text not null,
    quality text,
    body text not null,
    synced_at bigint not null
);
create unique index templates_name on templates (channel_id, name, language);

-- Full text of messages and tickets, filled by a fold over events; can be thrown away and made again.
--@sqlite
create virtual table search_docs using fts5 (body, ticket_id unindexed, message_seq unindexed, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
create virtual table search_names using fts5 (name, contact_id unindexed, tokenize = "trigram");
--@postgres
create extension if not exists pg_trgm;
create table search_docs (
    message_seq bigint primary key,
    ticket_id text,
    body text not null,
    words tsvector generated always as (to_tsvector('simple', body)) stored
);
create index search_docs_words on search_docs using gin (words);
create table search_names (
    contact_id text primary key,
    name text not null
);
create index search_names_trigrams on search_names using gin (name gin_trgm_ops);
--@both
