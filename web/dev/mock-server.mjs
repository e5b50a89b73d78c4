// A stand-in for the server during UI work: the HTTP contract over an invented company in memory.
// node dev/mock-server.mjs, then npm run dev. Any password signs in. Not part of the product.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { backOffice, rights } from './back-office.mjs';
import * as company from './company.mjs';
import { eventsOf, sound } from './thread-kinds.mjs';

const { agents, teams, channels, tickets, contacts, messages, cannedReplies, templates, addMessage, media, uuid } = company;
const me = company.firstMe;
const PORT = Number(process.env.MOCK_PORT ?? 5174);
const isQuiet = process.env.MOCK_QUIET === '1';
let seq = 1000;
let isSignedIn = process.env.MOCK_SIGNED_OUT !== '1';
const sockets = new Set();
const drafts = new Map([[company.drafted.id, { kind: 'reply', text: 'Guten Morgen Herr Reuter, das Ersatzteil ist heute gekommen.', reply_to: null, updated_at: company.at(5) }]]);
const answers = new Map();
const apiKeys = [];
const notices = [];

// Live

function frame(text) {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : body.length < 65536 ? Buffer.from([0x81, 126, body.length >> 8, body.length & 255]) : Buffer.concat([Buffer.from([0x81, 127, 0, 0, 0, 0]), Buffer.from([(body.length >> 24) & 255, (body.length >> 16) & 255, (body.length >> 8) & 255, body.length & 255])]);
  return Buffer.concat([head, body]);
}
const say = (socket, value) => socket.write(frame(JSON.stringify(value)));

function announce(part) {
  const from = seq;
  seq += 1;
  const changes = { type: 'changes', from, to: seq, server_time: new Date().toISOString(), tickets: [], messages: [], contacts: [], notices: [], gone_ticket_ids: [], refresh: ['counts'], ...part };
  for (const socket of sockets) say(socket, changes);
}

function onUpgrade(request, socket) {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  sockets.add(socket);
  say(socket, { type: 'hello', seq, server_time: new Date().toISOString(), build: 'mock' });
  const since = Number(new URL(request.url, 'http://x').searchParams.get('since'));
  if (since !== seq) say(socket, { type: 'reset', seq });
  const vogel = tickets.find((one) => one.contact.name === 'Katharina Vogel');
  say(socket, { type: 'presence', ticket_id: vogel.id, agents: [{ agent_id: agents[1].id, state: 'reading' }] });
  socket.on('data', (data) => {
    if ((data[0] & 15) === 8) socket.end();
  });
  for (const end of ['close', 'error', 'end']) socket.on(end, () => sockets.delete(socket));
}

// Answers

const page = (items, query, size = 50) => {
  const limit = Math.min(100, Number(query.get('limit') ?? size));
  const from = Number(query.get('cursor') ?? 0);
  return { items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null };
};
class Refusal extends Error {
  constructor(status, code, extra = {}) {
    super(code);
    Object.assign(this, { status, code, extra });
  }
}
const find = (list, id) => list.find((one) => one.id === id) ?? (() => { throw new Refusal(404, 'not_found'); })();
const GROUPS = { open: ['new', 'open'], waiting: ['waiting_customer', 'waiting_internal', 'snoozed'], done: ['solved', 'closed'] };
const latest = (one) => one.last_message?.sent_at ?? one.opened_at;
const byText = (a, b) => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);
const ORDER = {
  waiting: (a, b) => byText(a.waiting_since_at, b.waiting_since_at) || byText(latest(b), latest(a)),
  latest: (a, b) => byText(latest(b), latest(a)),
  window: (a, b) => byText(a.window.expires_at, b.window.expires_at) || byText(latest(b), latest(a)),
};
const isMine = (one) => one.owner.kind === 'agent' && one.owner.agent_id === me.id;
const isFree = (one) => ['queue', 'nobody'].includes(one.owner.kind);
const mentionsMe = (one) => messages.some((message) => message.ticket_id === one.id && message.mentions.includes(me.id));
const VIEWS = { inbox: isMine, unassigned: isFree, mentions: mentionsMe, snoozed: (one) => one.status === 'snoozed', all: () => true };

function listTickets(query) {
  const wanted = (query.get('status') ?? '').split(',').flatMap((status) => GROUPS[status] ?? (status ? [status] : []));
  const found = tickets.filter((one) => (VIEWS[query.get('view') ?? 'all'] ?? (() => true))(one)
    && (wanted.length === 0 || wanted.includes(one.status))
    && (!query.get('team_id') || one.owner.team_id === query.get('team_id'))
    && (!query.get('contact_id') || one.contact.id === query.get('contact_id')));
  return page(found.sort(ORDER[query.get('sort') ?? 'waiting']), query);
}
function counts() {
  const live = tickets.filter((one) => !GROUPS.done.includes(one.status));
  const open = (test) => live.filter((one) => GROUPS.open.includes(one.status) && test(one));
  return {
    inbox: { open: open(isMine).length, waiting: live.filter((one) => GROUPS.waiting.includes(one.status) && isMine(one)).length, unread: open(isMine).filter((one) => one.unread_count > 0).length },
    unassigned: open(isFree).length, mentions: open(mentionsMe).length, snoozed: live.filter((one) => one.status === 'snoozed').length, all_open: live.length,
    teams: Object.fromEntries(teams.map((team) => [team.id, open((one) => one.owner.team_id === team.id).length])),
  };
}
const meBody = () => ({ agent: me, csrf_token: 'mock', company: { name: 'Kaffeewerk Nord' }, server_time: new Date().toISOString(), seq, permissions: rights(me), demo: process.env.MOCK_DEMO === '0' ? null : { phone_url: process.env.MOCK_PHONE ?? 'http://127.0.0.1:8090/phone' }, limits: { text: 4096, caption: 1024, upload_bytes: { image: 5e6, video: 16e6, audio: 16e6, document: 1e8 } } });

function changeTicket(ticket, body) {
  if (body.version !== undefined && body.version !== ticket.version) throw new Refusal(409, 'version_conflict');
  const { tags, owner, snoozed_until, version: _version, ...plain } = body;
  Object.assign(ticket, plain);
  if (owner) ticket.owner = { kind: owner.kind, agent_id: owner.agent_id ?? null, team_id: owner.team_id ?? (owner.kind === 'agent' ? ticket.owner.team_id : null) };
  if (tags) ticket.tags = [...new Set([...ticket.tags.filter((tag) => !(tags.remove ?? []).includes(tag)), ...(tags.add ?? [])])];
  if (body.status) ticket.snoozed_until_at = body.status === 'snoozed' ? snoozed_until : null;
  if (body.status && !GROUPS.open.includes(body.status)) ticket.waiting_since_at = null;
  touch(ticket);
  return ticket;
}
function touch(ticket, part = {}) {
  ticket.version += 1;
  ticket.updated_at = new Date().toISOString();
  announce({ tickets: [structuredClone(ticket)], ...part });
}
function send(ticket, body) {
  const isNote = body.type === 'note';
  if (!isNote && body.type !== 'template' && new Date(ticket.window.expires_at) < new Date()) throw new Refusal(409, 'window_closed', { expires_at: ticket.window.expires_at });
  const template = body.type === 'template' ? find(templates, body.template_id) : null;
  const text = template ? template.body.replace(/\{\{(\w+)\}\}/g, (_all, key) => body.values?.body?.[key] ?? '') : (body.text ?? null);
  const quoted = body.reply_to ? messages.find((one) => one.id === body.reply_to) : null;
  const context = quoted ? { message_id: quoted.id, wamid: quoted.wamid, author_name: quoted.author.name, type: quoted.type, text: quoted.text, forwarded: false } : null;
  const message = addMessage(ticket, { direction: isNote ? 'internal' : 'out', by: me, type: body.type, text, context, client_id: body.client_id ?? null, mentions: body.mentions ?? [], state: 'queued', media: body.media_id ? (uploads.get(body.media_id) ?? null) : null, template: template ? { name: template.name, language: template.language, header: template.header, footer: template.footer, buttons: template.buttons } : null });
  if (!isNote) ticket.waiting_since_at = null;
  if (body.then) changeTicket(ticket, body.then);
  drafts.delete(ticket.id);
  touch(ticket, { messages: [structuredClone(message)] });
  const wrong = /^fehler (\w+)$/.exec(text ?? '')?.[1];
  if (wrong) setTimeout(() => { message.delivery = { ...message.delivery, state: 'failed', error: { code: wrong, reason: 'on purpose', advice: null, is_retryable: true } }; touch(ticket, { messages: [structuredClone(message)] }); }, 700);
  else if (!isNote) ['sent', 'delivered', 'read'].forEach((state, step) => setTimeout(() => {
    message.delivery.state = state;
    if (ticket.last_message.id === message.id) ticket.last_message.delivery_state = state;
    touch(ticket, { messages: [structuredClone(message)] });
  }, 700 * (step + 1)));
  return { items: [message] };
}
const uploads = new Map();
const mediaOf = (id) => uploads.get(id) ?? messages.find((one) => one.media?.id === id)?.media;
const threadMessages = (id) => messages.filter((one) => one.thread_id === id).sort((a, b) => byText(b.sent_at, a.sent_at) || byText(b.id, a.id));
const photo = '<svg xmlns="http://www.w3.org/2000/svg" width="960" height="640"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#b9b6ae"/><stop offset="1" stop-color="#6d675c"/></linearGradient></defs><rect width="960" height="640" fill="url(#g)"/><rect y="470" width="960" height="170" fill="#4b3a2c"/><path d="M270 240l220-70 240 60-220 80z" fill="#d9a66b"/><path d="M270 240l240 70v210l-240-60z" fill="#c18c50"/><path d="M510 310l220-80v200l-220 90z" fill="#a8743c"/></svg>';

const routes = [
  ...backOffice({ page, find, Refusal, announce, me }),
  ['POST', '/session', (c) => { if (c.body.password === 'falsch') throw new Refusal(401, 'invalid_credentials'); isSignedIn = true; return meBody(); }],
  ['GET', '/session', () => { if (!isSignedIn) throw new Refusal(401, 'unauthenticated'); return meBody(); }],
  ['DELETE', '/session', () => { isSignedIn = false; return null; }],
  ['GET', '/sessions', (c) => page([{ id: uuid(20), created_at: company.at(900), last_seen_at: company.at(0), user_agent: 'Firefox', address: '192.0.2.7', current: true }], c.query)],
  ['PATCH', '/me', (c) => Object.assign(me, c.body)],
  ['POST', '/me/password', () => null],
  ['GET', '/agents', (c) => page(agents, c.query)],
  ['POST', '/agents', (c) => { const agent = { ...agents[1], ...c.body, id: uuid(1), is_active: true }; agents.push(agent); announce({ refresh: ['agents'] }); return { agent, initial_password: 'kaffee-bohne-77' }; }],
  ['PATCH', '/agents/:id', (c) => { const agent = Object.assign(find(agents, c.id), c.body); announce({ refresh: ['agents'] }); return agent; }],
  ['POST', '/agents/:id/password', () => ({ initial_password: 'kaffee-bohne-78' })],
  ['GET', '/teams', (c) => page(teams, c.query)],
  ['POST', '/teams', (c) => { const team = { id: uuid(2), color: null, member_ids: [], ...c.body }; teams.push(team); announce({ refresh: ['teams'] }); return team; }],
  ['PATCH', '/teams/:id', (c) => { const team = Object.assign(find(teams, c.id), c.body); announce({ refresh: ['teams'] }); return team; }],
  ['DELETE', '/teams/:id', (c) => { teams.splice(teams.indexOf(find(teams, c.id)), 1); announce({ refresh: ['teams'] }); return null; }],
  ['GET', '/api-keys', (c) => page(apiKeys, c.query)],
  ['POST', '/api-keys', (c) => { const key = { id: uuid(21), prefix: 'trs_ab12', created_at: company.at(0), last_used_at: null, ...c.body }; apiKeys.push(key); return { api_key: key, key: 'trs_ab12_nur-einmal-zu-sehen' }; }],
  ['DELETE', '/api-keys/:id', (c) => { apiKeys.splice(apiKeys.indexOf(find(apiKeys, c.id)), 1); return null; }],
  ['GET', '/channels', (c) => page(channels, c.query)],
  ['POST', '/channels', (c) => { const { access_token: _token, ...body } = c.body; const channel = { ...channels[0], ...body, id: uuid(3) }; channels.push(channel); return channel; }],
  ['GET', '/channels/:id', (c) => find(channels, c.id)],
  ['PATCH', '/channels/:id', (c) => { const { access_token: _token, ...body } = c.body; return Object.assign(find(channels, c.id), body); }],
  ['POST', '/channels/:id/check', () => ({ steps: ['token', 'number', 'subscription', 'templates'].map((step, at) => ({ step, ok: at !== 2, detail: null, advice: at === 2 ? 'subscribe the app to the account' : null })) })],
  ['POST', '/channels/:id/templates/sync', () => ({ added: 0, updated: 3, removed: 0 })],
  ['GET', '/unassigned-numbers', (c) => page([{ phone_number_id: '106540352249999', waba_id: '102290129340398', display_phone_number: '+49 431 555 0999', first_seen_at: company.at(300), last_seen_at: company.at(4), count: 7 }], c.query)],
  ['GET', '/parked-items', (c) => page([{ id: uuid(22), journal_seq: 4711, place: 'inbound', reason: 'unknown field `messages[0].poll`', payload: { poll: {} }, at: company.at(70) }], c.query)],
  ['POST', '/parked-items/:id/retry', () => ({})],
  ['GET', '/tickets', (c) => listTickets(c.query)],
  ['GET', '/tickets/counts', counts],
  ['POST', '/tickets', () => { throw new Refusal(409, 'conflict', { ticket_id: tickets[0].id }); }],
  ['GET', '/tickets/:id', (c) => find(tickets, c.id)],
  ['PATCH', '/tickets/:id', (c) => changeTicket(find(tickets, c.id), c.body)],
  ['POST', '/tickets/:id/read', (c) => { const one = find(tickets, c.id); one.unread_count = 0; touch(one); return null; }],
  ['POST', '/tickets/:id/unread', (c) => { const one = find(tickets, c.id); one.unread_count = Math.max(1, one.unread_count); touch(one); return null; }],
  ['GET', '/tickets/:id/events', (c) => page(eventsOf(find(tickets, c.id)), c.query)],
  ['GET', '/tickets/:id/messages', (c) => page(threadMessages(find(tickets, c.id).thread_id), c.query)],
  ['POST', '/tickets/:id/messages', (c) => send(find(tickets, c.id), c.body)],
  ['GET', '/tickets/:id/draft', (c) => drafts.get(c.id) ?? (() => { throw new Refusal(404, 'not_found'); })()],
  ['PUT', '/tickets/:id/draft', (c) => { drafts.set(c.id, { ...c.body, updated_at: new Date().toISOString() }); return null; }],
  ['DELETE', '/tickets/:id/draft', (c) => { drafts.delete(c.id); return null; }],
  ['GET', '/drafts', (c) => page([...drafts].map(([ticket_id, draft]) => ({ ticket_id, kind: draft.kind, text: draft.text, updated_at: draft.updated_at })), c.query)],
  ['GET', '/threads/:id/messages', (c) => {
    const list = threadMessages(c.id);
    const target = list.findIndex((one) => one.id === c.query.get('around'));
    if (target > 20 && !c.query.get('cursor')) c.query.set('cursor', String(target - 20));
    return page(list, c.query);
  }],
  ['GET', '/threads/:id', (c) => { const own = tickets.filter((one) => one.thread_id === c.id); return { id: c.id, contact_id: own[0].contact.id, channel_id: own[0].channel_id, window: own[0].window, tickets: own.map(({ id, number, subject, status, opened_at, closed_at }) => ({ id, number, subject, status, opened_at, closed_at })) }; }],
  ['POST', '/messages/:id/retry', (c) => { const message = find(messages, c.id); message.delivery = { ...message.delivery, state: 'sent', attempt: 2, error: null }; announce({ messages: [message] }); return message; }],
  ['POST', '/media', (c) => { const purpose = c.body.purpose ?? 'image'; if (c.body.name === 'kaputt.png') throw new Refusal(422, 'media_rejected'); const one = media(purpose === 'voice' ? 'audio' : purpose, { is_voice: purpose === 'voice', file_name: c.body.name ?? null, size_bytes: c.body.size ?? 1000, ...(purpose === 'voice' ? { duration_ms: 4000 } : {}) }); uploads.set(one.id, one); return one; }],
  ['GET', '/media/:id/content', (c) => (mediaOf(c.id)?.kind === 'audio' ? { raw: sound((mediaOf(c.id).duration_ms ?? 8000) / 1000), mime: 'audio/wav' } : { raw: photo, mime: 'image/svg+xml' })],
  ['GET', '/media/:id/preview', () => ({ raw: photo, mime: 'image/svg+xml' })],
  ['POST', '/media/:id/fetch', () => ({})],
  ['GET', '/contacts', (c) => page(contacts.filter((one) => one.name.toLowerCase().includes((c.query.get('q') ?? '').toLowerCase())), c.query)],
  ['POST', '/contacts', (c) => { const contact = { ...contacts[0], id: uuid(6), display_name: c.body.display_name, name: c.body.display_name }; contacts.push(contact); return contact; }],
  ['GET', '/contacts/:id', (c) => find(contacts, c.id)],
  ['PATCH', '/contacts/:id', (c) => { const contact = Object.assign(find(contacts, c.id), c.body); contact.name = contact.display_name ?? contact.profile_name; announce({ contacts: [contact] }); return contact; }],
  ['GET', '/contacts/:id/tickets', (c) => page(tickets.filter((one) => one.contact.id === c.id), c.query)],
  ['GET', '/contacts/:id/media', (c) => page(messages.filter((one) => one.contact_id === c.id && one.media), c.query)],
  ['GET', '/contacts/:id/threads', (c) => page([...new Set(tickets.filter((one) => one.contact.id === c.id).map((one) => one.thread_id))].map((id) => ({ id })), c.query)],
  ['GET', '/canned-replies', (c) => page(cannedReplies, c.query)],
  ['POST', '/canned-replies', (c) => { const reply = { id: uuid(4), team_id: null, updated_at: company.at(0), ...c.body }; cannedReplies.push(reply); announce({ refresh: ['canned_replies'] }); return reply; }],
  ['PATCH', '/canned-replies/:id', (c) => { const reply = Object.assign(find(cannedReplies, c.id), c.body); announce({ refresh: ['canned_replies'] }); return reply; }],
  ['DELETE', '/canned-replies/:id', (c) => { cannedReplies.splice(cannedReplies.indexOf(find(cannedReplies, c.id)), 1); announce({ refresh: ['canned_replies'] }); return null; }],
  ['POST', '/canned-replies/:id/render', (c) => { const ticket = find(tickets, c.body.ticket_id); const values = { 'contact.name': ticket.contact.name, 'contact.first_name': ticket.contact.name.split(' ')[0], 'agent.name': me.display_name, 'ticket.number': String(ticket.number), 'company.name': 'Kaffeewerk Nord' }; return { text: find(cannedReplies, c.id).text.replace(/\{\{([\w.]+)\}\}/g, (all, key) => values[key] ?? all), missing: [] }; }],
  ['GET', '/templates', (c) => page(templates, c.query)],
  ['GET', '/notices', (c) => page(notices, c.query)],
  ['POST', '/notices/read', () => null],
  ['GET', '/tags', () => [...new Set(tickets.flatMap((one) => one.tags))].map((tag) => ({ tag, count: tickets.filter((one) => one.tags.includes(tag)).length }))],
  ['GET', '/search', (c) => {
    const q = (c.query.get('q') ?? '').toLowerCase();
    const hit = (text) => { const from = text.toLowerCase().indexOf(q); return from < 0 ? [{ text, hit: false }] : [{ text: text.slice(Math.max(0, from - 30), from), hit: false }, { text: text.slice(from, from + q.length), hit: true }, { text: text.slice(from + q.length, from + 60), hit: false }]; };
    const found = tickets.filter((one) => one.contact.name.toLowerCase().includes(q) || `#${one.number}`.includes(q) || (one.contact.phone ?? '').includes(q.replace(/\s/g, ''))).slice(0, 5).map((ticket) => ({ kind: 'ticket', ticket, contact: null, message: null, snippet: hit(ticket.contact.name) }));
    const people = contacts.filter((one) => one.name.toLowerCase().includes(q)).slice(0, 3).map((contact) => ({ kind: 'contact', ticket: null, contact, message: null, snippet: hit(contact.identities[0].value) }));
    const words = messages.filter((one) => (one.text ?? '').toLowerCase().includes(q)).slice(0, 6).map((message) => ({ kind: 'message', ticket: tickets.find((one) => one.id === message.ticket_id), contact: null, message, snippet: hit(message.text) }));
    return page([...found, ...people, ...words], c.query, 20);
  }],
].map(([method, path, run]) => ({ method, pattern: new RegExp(`^/api/v1${path.replace(/:id/, '([^/]+)')}$`), run }));

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString();
  if ((request.headers['content-type'] ?? '').startsWith('multipart/')) return { purpose: /name="purpose"\r\n\r\n(\w+)/.exec(text)?.[1], name: /filename="([^"]*)"/.exec(text)?.[1], size: text.length };
  return (request.headers['content-type'] ?? '').includes('json') && text !== '' ? JSON.parse(text) : {};
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x');
  const json = (status, value, type = 'application/json') => { response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }); response.end(value === null ? undefined : JSON.stringify(value)); };
  try {
    const body = await bodyOf(request);
    const key = request.headers['idempotency-key'];
    if (key && answers.has(key)) return json(200, answers.get(key));
    const route = routes.find((one) => one.method === request.method && one.pattern.test(url.pathname));
    if (!route) throw new Refusal(404, 'not_found');
    const answer = route.run({ id: route.pattern.exec(url.pathname)[1], query: url.searchParams, body });
    if (key) answers.set(key, answer);
    if (answer?.raw) { response.writeHead(200, { 'Content-Type': answer.mime }); return response.end(answer.raw); }
    json(answer === null ? 204 : 200, answer);
  } catch (error) {
    const status = error.status ?? 500;
    if (status === 500) console.error(error);
    json(status, { type: `https://tresen.dev/problems/${error.code ?? 'internal'}`, title: error.message, status, code: error.code ?? 'internal', detail: error.message, ...error.extra }, 'application/problem+json');
  }
});
server.on('upgrade', onUpgrade);
server.listen(PORT, '127.0.0.1', () => console.log(`mock of the desk on http://127.0.0.1:${PORT}`));

// A customer writes now and then.
if (!isQuiet) setInterval(() => {
  const ticket = tickets[5 + Math.floor(Math.random() * 30)];
  const message = addMessage(ticket, { text: ['Gibt es schon etwas Neues?', 'Danke für die schnelle Antwort!', 'Ich bin jetzt wieder zu Hause.'][Math.floor(Math.random() * 3)] });
  ticket.unread_count += 1;
  ticket.waiting_since_at ??= message.sent_at;
  ticket.window = { kind: 'customer_service', expires_at: new Date(Date.now() + 86_400_000).toISOString() };
  touch(ticket, { messages: [message] });
}, 20_000).unref();
