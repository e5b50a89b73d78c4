// The mock's answers for contacts, search, notices, settings and the journal. MOCK_ROLE=agent|supervisor signs in
// as somebody who may do less.
import * as company from './company.mjs';

const { agents, teams, channels, tickets, contacts, messages, cannedReplies, templates, at, uuid } = company;
const PERMISSIONS = { agent: ['answer', 'edit_shared'], supervisor: ['answer', 'edit_shared', 'supervise'], admin: ['answer', 'edit_shared', 'supervise', 'administer'] };
const APPS = ['main'];

/** The role that is played, put on the agent who is signed in. */
export function rights(me) {
  me.role = process.env.MOCK_ROLE ?? me.role;
  return PERMISSIONS[me.role];
}

for (const channel of channels) channel.sends_read_receipts ??= true;
channels.push({ ...channels[0], id: uuid(3), name: 'Werkstatt Kiel', phone_number_id: '106540352243311', display_phone_number: '+49 431 555 0188', health: { state: 'bad_credentials', detail: 'the platform says that the token is not valid', since_at: at(37) } });
contacts[2].identities.push({ id: uuid(7), channel_id: channels[0].id, kind: 'bsuid', value: 'DE.1320948571234567' }, { id: uuid(7), channel_id: channels[0].id, kind: 'username', value: 'kathi.vogel' });
Object.assign(contacts[2], { display_name: 'Katharina Vogel', profile_name: 'Kathi V', notes: 'Ruft lieber nach 16 Uhr an. Hat zwei Maschinen in der Kanzlei.' });
templates[0].buttons = [{ kind: 'URL', text: 'Sendung verfolgen', url: 'https://kaffeewerk.example/track/{{1}}' }];
templates[0].footer = 'Kaffeewerk Nord, Kiel';
const more = (part) => templates.push({ ...templates[1], id: uuid(5), quality: null, variables: [], ...part });
more({ name: 'herbstaktion', category: 'MARKETING', status: 'REJECTED', rejected_reason: 'TAG_CONTENT_MISMATCH', header: { format: 'image', text: null }, body: 'Im Oktober gibt es *20 %* auf alle Mühlen.' });
more({ name: 'wartung_faellig', status: 'PENDING', header: { format: 'text', text: 'Wartung fällig' }, body: 'Hallo {{1}}, deine Maschine war vor einem Jahr bei uns.', variables: [{ place: 'body', key: '1', example: 'Jana', index: 0 }] });
more({ name: 'delivery_update', language: 'en', status: 'PAUSED', quality: 'RED', body: 'Hi {{1}}, your order is on its way.', variables: [{ place: 'body', key: '1', example: 'Aylin', index: 0 }] });

const number = (text) => text.replace(/\D/g, '').replace(/^00/, '').replace(/^0/, '49');
const fits = (phone, q) => q.replace(/\D/g, '').length >= 4 && (number(phone).includes(number(q)) || number(phone).includes(q.replace(/\D/g, '')));
const ofName = (name) => tickets.find((one) => one.contact.name === name);
const vogel = ofName('Katharina Vogel');
const kara = ofName('Aylin Kara');
const failed = ofName('Karl-Heinz Schröder');
const notice = (kind, part) => ({ id: uuid(23), kind, ticket_id: null, message_id: null, actor_name: null, text: '', at: at(1), read_at: null, ...part });
const notices = [
  notice('mention', { ticket_id: kara.id, message_id: kara.last_message.id, actor_name: 'Mara Kühn', text: '@Jana Becker Sendungsnummer liegt jetzt vor: 00340434161094. Bitte per Vorlage schicken.', at: at(45) }),
  notice('message_failed', { ticket_id: failed.id, message_id: failed.last_message.id, text: '131026', at: at(139) }),
  notice('assigned', { ticket_id: vogel.id, actor_name: 'Deniz Arslan', text: 'Katharina Vogel', at: at(50), read_at: at(44) }),
  notice('channel_trouble', { text: 'Werkstatt Kiel', at: at(37) }),
];
const sessions = [
  { id: uuid(20), created_at: at(900), last_seen_at: at(0), user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', address: '192.0.2.7', current: true },
  { id: uuid(20), created_at: at(9000), last_seen_at: at(600), user_agent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1', address: '198.51.100.24', current: false },
  { id: uuid(20), created_at: at(90000), last_seen_at: at(44000), user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0', address: '203.0.113.9', current: false },
];
const apiKeys = [{ id: uuid(21), name: 'Shop-Anbindung', role: 'agent', prefix: 'trs_k3f9', created_at: at(90000), last_used_at: at(3) }];
const parked = [
  { id: uuid(22), journal_seq: 4711, place: 'entry[0].changes[0].value.messages[0]', reason: 'unknown field `poll`', payload: { from: '4915123456789', id: 'wamid.HBgL', timestamp: '1763800000', type: 'poll', poll: { name: 'Welche Bohne?', options: ['Brasil', 'Peru'] } }, at: at(70) },
  { id: uuid(22), journal_seq: 4698, place: 'entry[0].changes[1]', reason: 'the webhook names no number', payload: { field: 'account_update', value: { event: 'ACCOUNT_RESTRICTION' } }, at: at(1900) },
];
let unassigned = [{ phone_number_id: '106540352249999', waba_id: '102290129340398', display_phone_number: '+49 431 555 0999', first_seen_at: at(300), last_seen_at: at(4), count: 7 }];

function snippetOf(text, q) {
  const from = text.toLowerCase().indexOf(q);
  if (from < 0) return [{ text: text.slice(0, 120), hit: false }];
  const cut = Math.max(0, from - 30);
  return [{ text: (cut > 0 ? '…' : '') + text.slice(cut, from), hit: false }, { text: text.slice(from, from + q.length), hit: true }, { text: text.slice(from + q.length, from + 90), hit: false }].filter((part) => part.text !== '');
}
function search(query, page) {
  const q = (query.get('q') ?? '').trim().toLowerCase();
  const isTicketNumber = /^#?\d{3,6}$/.test(q);
  const hit = (kind, part, text) => ({ kind, ticket: null, contact: null, message: null, snippet: snippetOf(text, q), ...part });
  const byNumber = (one) => isTicketNumber && String(one.number).startsWith(q.replace('#', ''));
  const people = contacts.filter((one) => one.name.toLowerCase().includes(q) || one.identities.some((identity) => fits(identity.value, q)));
  const cases = tickets.filter((one) => byNumber(one) || one.contact.name.toLowerCase().includes(q) || (one.subject ?? '').toLowerCase().includes(q) || fits(one.contact.phone ?? '', q));
  const words = messages.filter((one) => (one.text ?? '').toLowerCase().includes(q));
  return page([
    ...cases.slice(0, 12).map((ticket) => hit('ticket', { ticket }, ticket.subject ?? ticket.last_message?.text ?? '')),
    ...people.slice(0, 12).map((contact) => hit('contact', { contact }, contact.identities[0].value)),
    ...words.map((message) => hit('message', { message, ticket: tickets.find((one) => one.id === message.ticket_id) ?? null }, message.text)),
  ], query, 30);
}

/** Routes that stand before those of mock-server.mjs. */
export function backOffice({ page, find, Refusal, announce, me }) {
  const invalid = (...fields) => { throw new Refusal(422, 'validation_failed', { fields: fields.map(([field, code]) => ({ field, code, detail: code })) }); };
  const need = (permission) => { if (!PERMISSIONS[me.role].includes(permission)) throw new Refusal(403, 'forbidden'); };
  const admin = (run) => (c) => { need('administer'); return run(c); };
  const drop = (list, id) => { list.splice(list.indexOf(find(list, id)), 1); return null; };
  const refreshed = (topic, answer) => { announce({ refresh: [topic] }); return answer; };
  const changeContact = (contact, body) => {
    Object.assign(contact, body);
    if (body.display_name === '') contact.display_name = null;
    if (body.language === '') contact.language = null;
    contact.name = contact.display_name ?? contact.profile_name ?? contact.identities[0].value;
    announce({ contacts: [structuredClone(contact)] });
    return contact;
  };
  const threadOf = (own) => ({ id: own[0].thread_id, contact_id: own[0].contact.id, channel_id: own[0].channel_id, window: own[0].window, tickets: own.map(({ id, number: n, subject, status, opened_at, closed_at }) => ({ id, number: n, subject, status, opened_at, closed_at })) });

  if (process.env.MOCK_NOTICE === '1') setInterval(() => {
    const one = notice('mention', { ticket_id: vogel.id, message_id: vogel.last_message.id, actor_name: 'Mara Kühn', text: '@Jana Becker schaust du kurz?', at: new Date().toISOString() });
    notices.unshift(one);
    announce({ notices: [one] });
  }, 6000).unref();

  return [
    ['GET', '/sessions', (c) => page(sessions, c.query)],
    ['DELETE', '/sessions/:id', (c) => drop(sessions, c.id)],
    ['POST', '/me/password', (c) => { if (c.body.current === 'falsch') invalid(['current', 'wrong']); if ((c.body.new ?? '').length < 10) invalid(['new', 'too_short']); return null; }],
    ['POST', '/agents', admin((c) => {
      if (!(c.body.email ?? '').includes('@')) invalid(['email', 'format']);
      if (agents.some((one) => one.email === c.body.email)) throw new Refusal(409, 'email_taken');
      const agent = { ...agents[1], visibility: 'all', team_ids: [], availability: 'away', last_seen_at: null, ...c.body, id: uuid(1), is_active: true, created_at: at(0) };
      agents.push(agent);
      for (const team of teams) if (agent.team_ids.includes(team.id)) team.member_ids.push(agent.id);
      return refreshed('agents', { agent, initial_password: 'kaffee-bohne-mahlen-77' });
    })],
    ['PATCH', '/agents/:id', admin((c) => {
      const agent = find(agents, c.id);
      const isLast = agents.filter((one) => one.role === 'admin' && one.is_active).length === 1 && agent.role === 'admin';
      if (isLast && (c.body.is_active === false || (c.body.role ?? 'admin') !== 'admin')) throw new Refusal(409, 'last_admin');
      Object.assign(agent, c.body);
      for (const team of teams) if (c.body.team_ids) team.member_ids = [...team.member_ids.filter((id) => id !== agent.id), ...(agent.team_ids.includes(team.id) ? [agent.id] : [])];
      announce({ refresh: ['teams'] });
      return refreshed('agents', agent);
    })],
    ['PATCH', '/teams/:id', admin((c) => refreshed('teams', Object.assign(find(teams, c.id), c.body)))],
    ['DELETE', '/teams/:id', admin((c) => refreshed('teams', drop(teams, c.id)))],
    ['GET', '/api-keys', admin((c) => page(apiKeys, c.query))],
    ['POST', '/api-keys', admin((c) => { if (!c.body.name?.trim()) invalid(['name', 'required']); const key = { id: uuid(21), prefix: 'trs_ab12', created_at: at(0), last_used_at: null, ...c.body }; apiKeys.unshift(key); return { api_key: key, key: 'trs_ab12_9fQ2xkR7mWc4TzVb8LhNpYd3' }; })],
    ['DELETE', '/api-keys/:id', admin((c) => drop(apiKeys, c.id))],
    ['POST', '/channels', admin((c) => {
      const { access_token, ...body } = c.body;
      const wrong = [!body.name?.trim() && ['name', 'required'], !APPS.includes(body.app) && ['app', 'unknown'], !/^\w+$/.test(body.waba_id ?? '') && ['waba_id', 'format'], !/^\w+$/.test(body.phone_number_id ?? '') && ['phone_number_id', 'format'], !access_token && ['access_token', 'required']].filter(Boolean);
      if (wrong.length > 0) invalid(...wrong);
      if (channels.some((one) => one.phone_number_id === body.phone_number_id)) throw new Refusal(409, 'number_taken');
      const seen = unassigned.find((one) => one.phone_number_id === body.phone_number_id);
      unassigned = unassigned.filter((one) => one !== seen);
      const channel = { threading_window_minutes: 1440, sends_read_receipts: true, ...body, id: uuid(3), display_phone_number: seen?.display_phone_number ?? '+49 431 555 0777', health: { state: 'ok', detail: null, since_at: at(0) }, created_at: at(0) };
      channels.push(channel);
      return refreshed('channels', channel);
    })],
    ['PATCH', '/channels/:id', admin((c) => { const { access_token, ...body } = c.body; const channel = Object.assign(find(channels, c.id), body); if (access_token) channel.health = { state: 'ok', detail: null, since_at: at(0) }; return refreshed('channels', channel); })],
    ['DELETE', '/channels/:id', admin((c) => { if (tickets.some((one) => one.channel_id === c.id)) throw new Refusal(409, 'conflict'); return refreshed('channels', drop(channels, c.id)); })],
    ['POST', '/channels/:id/check', admin((c) => {
      const isBad = find(channels, c.id).health.state === 'bad_credentials';
      const step = (name, ok, detail, advice = '') => ({ step: name, ok, detail, advice });
      return { steps: isBad
        ? [step('token', false, 'the platform says that the token is not valid', 'create a permanent token for the system user and paste it into the channel'), ...['number', 'subscription', 'templates'].map((name) => step(name, false, 'error 190: the access token is not valid', 'create a permanent token for the system user and paste it into the channel'))]
        : [step('token', true, 'valid, with the permissions that are needed'), step('number', true, '+49 431 555 0123 Kaffeewerk Nord'), step('subscription', false, 'no app is subscribed to this account', 'subscribe the app to the account'), step('templates', true, '6 templates')] };
    })],
    ['POST', '/channels/:id/templates/sync', () => refreshed('templates', { added: 1, updated: 3, removed: 0 })],
    ['GET', '/unassigned-numbers', admin((c) => page(unassigned, c.query))],
    ['GET', '/parked-items', admin((c) => page(parked, c.query))],
    ['POST', '/parked-items/:id/retry', admin((c) => { setTimeout(() => drop(parked, c.id), 300); return {}; })],
    ['GET', '/journal/:id', admin((c) => { const seq = Number(c.id); if (!(seq > 0 && seq < 5000)) throw new Refusal(404, 'not_found'); return { seq, app: 'main', received_at: at(5000 - seq), body: { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata: { phone_number_id: '106540352242922' }, messages: [{ from: '4915123456789', id: `wamid.${seq}`, type: 'text', text: { body: 'Hallo' } }] } }] }] } }; })],
    ['GET', '/messages', (c) => ({ items: messages.filter((one) => one.wamid !== null && one.wamid === c.query.get('wamid')).slice(0, 1), next: null })],
    ['POST', '/tickets', (c) => {
      const contact = find(contacts, c.body.contact_id);
      const running = tickets.find((one) => one.contact.id === contact.id && !['solved', 'closed'].includes(one.status));
      if (running) throw new Refusal(409, 'conflict', { ticket_id: running.id });
      const known = tickets.find((one) => one.contact.id === contact.id);
      const ticket = { ...structuredClone(known ?? tickets[0]), id: uuid(10), number: Math.max(...tickets.map((one) => one.number)) + 1, subject: null, status: 'open', tags: [], unread_count: 0, waiting_since_at: null, last_message: null, solved_at: null, closed_at: null, opened_at: new Date().toISOString(), updated_at: new Date().toISOString(), owner: { kind: 'agent', agent_id: me.id, team_id: null }, version: 1 };
      if (!known) Object.assign(ticket, { thread_id: uuid(11), window: { kind: null, expires_at: null }, contact: { id: contact.id, name: contact.name, initials_from: contact.name, phone: contact.identities[0].value, username: null } });
      tickets.push(ticket);
      announce({ tickets: [structuredClone(ticket)] });
      return ticket;
    }],
    ['GET', '/contacts', (c) => { const q = (c.query.get('q') ?? '').toLowerCase(); return page(contacts.filter((one) => one.name.toLowerCase().includes(q) || one.identities.some((identity) => identity.value.toLowerCase().includes(q) || fits(identity.value, q))), c.query); }],
    ['POST', '/contacts', (c) => {
      const digits = (c.body.phone ?? '').replace(/\D/g, '');
      if (!c.body.display_name) invalid(['display_name', 'required']);
      if (digits.length < 8) invalid(['phone', 'format']);
      const held = contacts.find((one) => one.identities.some((identity) => identity.value === `+${digits}`));
      if (held) throw new Refusal(409, 'conflict', { contact_id: held.id });
      const contact = { ...contacts[0], id: uuid(6), display_name: c.body.display_name, profile_name: null, name: c.body.display_name, language: null, notes: '', tags: [], attributes: {}, last_message_at: null, created_at: at(0), identities: [{ id: uuid(7), channel_id: c.body.channel_id, kind: 'phone', value: `+${digits}` }] };
      contacts.push(contact);
      return contact;
    }],
    ['PATCH', '/contacts/:id', (c) => changeContact(find(contacts, c.id), c.body)],
    ['GET', '/contacts/:id/threads', (c) => { const own = tickets.filter((one) => one.contact.id === c.id); return page(own.length > 0 ? [threadOf(own)] : [], c.query); }],
    ['POST', '/canned-replies', (c) => {
      const wrong = [!c.body.shortcut && ['shortcut', 'required'], /\s/.test(c.body.shortcut ?? '') && ['shortcut', 'format'], !c.body.title && ['title', 'required'], !c.body.text && ['text', 'required']].filter(Boolean);
      if (wrong.length > 0) invalid(...wrong);
      const reply = { team_id: null, ...c.body, id: uuid(4), updated_at: at(0) };
      cannedReplies.push(reply);
      return refreshed('canned_replies', reply);
    }],
    ['GET', '/templates', (c) => page(templates.filter((one) => !c.query.get('channel_id') || one.channel_id === c.query.get('channel_id')), c.query)],
    ['GET', '/notices', (c) => page(notices.filter((one) => c.query.get('unread') !== 'true' || one.read_at === null), c.query)],
    ['POST', '/notices/read', (c) => { for (const one of notices) if (c.body.all || (c.body.ids ?? []).includes(one.id)) one.read_at ??= new Date().toISOString(); return null; }],
    ['GET', '/search', (c) => search(c.query, page)],
  ];
}
