// The invented company of the mock: people, channels, tickets and messages. Times are relative to the start.
const NOW = Date.now();
export const at = (minutesAgo) => new Date(NOW - minutesAgo * 60_000).toISOString();
let serial = 0;
export const uuid = (kind = 0) => {
  serial += 1;
  return `0193${String(kind).padStart(4, '0')}-0000-7000-8000-${String(serial).padStart(12, '0')}`;
};

const agent = (name, role, part = {}) => ({
  id: uuid(1), email: `${name.split(' ')[0].toLowerCase()}@kaffeewerk.example`, display_name: name, role, visibility: 'all', locale: 'de',
  theme: null, preferences: null, availability: 'online', team_ids: [], is_active: true, created_at: at(500000), last_seen_at: at(1), ...part,
});
export const agents = [
  agent('Jana Becker', 'admin', { theme: 'system', preferences: {} }),
  agent('Mara Kühn', 'agent'),
  agent('Deniz Arslan', 'supervisor'),
  agent('Ole Petersen', 'agent', { availability: 'away' }),
];
const [jana, mara, deniz, ole] = agents;
const team = (name, color, members) => {
  const one = { id: uuid(2), name, color, member_ids: members.map((member) => member.id) };
  for (const member of members) member.team_ids.push(one.id);
  return one;
};
export const teams = [team('Service', '#2f9e6b', [jana, mara, deniz]), team('Werkstatt', '#c65a56', [ole]), team('Vertrieb B2B', '#5a7fd6', [deniz])];
export const channels = [
  { id: uuid(3), kind: 'whatsapp_cloud', name: 'Kundenservice', app: 'main', waba_id: '102290129340398', phone_number_id: '106540352242922', display_phone_number: '+49 431 555 0123', threading_window_minutes: 4320, health: { state: 'ok', detail: null, since_at: at(9000) }, created_at: at(500000) },
];
export const cannedReplies = [
  ['versand', 'Versand verzögert', 'Hallo {{contact.first_name}}, Ihr Paket ist leider noch nicht unterwegs. Ich kümmere mich darum und melde mich bis morgen.'],
  ['ersatz', 'Ersatzgerät zusagen', 'Guten Tag {{contact.name}}, wir schicken Ihnen ein Ersatzgerät. Ihre Nummer: {{ticket.number}}.'],
  ['danke', 'Danke und Gruß', 'Vielen Dank und viele Grüße, {{agent.name}} von {{company.name}}'],
].map(([shortcut, title, text]) => ({ id: uuid(4), shortcut, title, text, team_id: null, updated_at: at(8000) }));
export const templates = [
  ['versand_update', 'Hallo {{1}}, Ihre Bestellung {{2}} ist unterwegs: {{3}}', ['Aylin', '48155', 'Sendungsnummer']],
  ['rueckfrage_offen', 'Guten Tag {{1}}, wir haben noch eine Frage zu Ihrem Anliegen.', ['Frau Kara']],
  ['termin_bestaetigung', 'Ihr Termin am {{1}} um {{2}} ist bestätigt.', ['12.12.', '10:00']],
].map(([name, body, examples]) => ({
  id: uuid(5), channel_id: channels[0].id, name, language: 'de', category: 'UTILITY', status: 'APPROVED', parameter_format: 'POSITIONAL',
  header: { format: 'none', text: null }, body, footer: null, buttons: [], quality: 'GREEN', synced_at: at(600),
  variables: examples.map((example, index) => ({ place: 'body', key: String(index + 1), example, index })),
}));

export const tickets = [];
export const contacts = [];
export const messages = [];
let number = 1200;

const delivery = (state) => ({ state, at: { sent: at(5), delivered: null, read: null, played: null, failed: null }, attempt: 1, uncertain: false, error: state === 'failed' ? { code: '131026', reason: 'message undeliverable', advice: null, is_retryable: true } : null });

export function media(kind, part = {}) {
  const id = uuid(9);
  return { id, state: 'ready', kind, mime: { image: 'image/svg+xml', video: 'video/mp4', audio: 'audio/ogg', document: 'application/pdf', sticker: 'image/webp' }[kind], file_name: null, size_bytes: 184_000, width: kind === 'audio' || kind === 'document' ? null : 960, height: kind === 'audio' || kind === 'document' ? null : 640, duration_ms: null, pages: null, is_voice: false, preview_url: ['image', 'video'].includes(kind) ? `/api/v1/media/${id}/preview` : null, url: `/api/v1/media/${id}/content`, error: null, ...part };
}

export function addMessage(ticket, part) {
  const direction = part.direction ?? 'in';
  const author = part.by ? { kind: 'agent', id: part.by.id, name: part.by.display_name } : part.bot ? { kind: 'bot', id: null, name: 'Bot' } : { kind: 'contact', id: ticket.contact.id, name: ticket.contact.name };
  const message = {
    id: uuid(8), channel_id: ticket.channel_id, thread_id: ticket.thread_id, ticket_id: ticket.id, contact_id: ticket.contact.id,
    wamid: direction === 'internal' ? null : `wamid.${serial}`, client_id: part.client_id ?? null, seq: serial, direction, author,
    type: part.type ?? 'text', text: part.text ?? null, media: part.media ?? null, template: part.template ?? null, detail: part.detail ?? null,
    context: part.context ?? null, mentions: part.mentions ?? [], reactions: part.reactions ?? [], sent_at: part.at ?? new Date().toISOString(),
    received_at: direction === 'in' ? (part.at ?? new Date().toISOString()) : null, delivery: direction === 'out' ? delivery(part.state ?? 'read') : null,
  };
  messages.push(message);
  ticket.last_message = { id: message.id, direction, author_kind: author.kind, type: message.type, text: message.text ?? message.media?.file_name ?? null, sent_at: message.sent_at, delivery_state: message.delivery?.state ?? null };
  return message;
}

function ticket(name, part) {
  number += 1;
  const contact = { id: uuid(6), display_name: null, profile_name: name, name, language: 'de', notes: null, tags: part.vip ? ['Stammkundin'] : [], attributes: part.vip ? { Ort: 'Kiel', 'Kundin seit': 'März 2021' } : {}, identities: [{ id: uuid(7), channel_id: channels[0].id, kind: 'phone', value: part.phone ?? `+4915123${String(450000 + number)}` }], created_at: at(400000), last_message_at: at(3) };
  contacts.push(contact);
  const one = {
    id: uuid(10), number, subject: null, type: null, status: part.status ?? 'open', priority: part.priority ?? 'normal', channel_id: channels[0].id, thread_id: uuid(11),
    contact: { id: contact.id, name, initials_from: name, phone: contact.identities[0].value, username: null },
    owner: part.owner ?? { kind: 'agent', agent_id: jana.id, team_id: teams[0].id }, tags: part.tags ?? [], unread_count: part.unread ?? 0,
    waiting_since_at: part.waits === undefined ? null : at(part.waits), snoozed_until_at: part.snoozed ? at(-part.snoozed) : null,
    opened_at: at(part.opened ?? 300), updated_at: at(3), solved_at: part.status === 'solved' ? at(60) : null, closed_at: null, last_message: null,
    window: { kind: 'customer_service', expires_at: part.window === undefined ? at(-1400) : at(-part.window) }, version: 1,
  };
  tickets.push(one);
  for (const message of part.messages ?? []) addMessage(one, message);
  return one;
}
const free = { kind: 'queue', agent_id: null, team_id: teams[0].id };
const bySelf = { kind: 'nobody', agent_id: null, team_id: null };

ticket('Mehmet Aydın', { priority: 'urgent', tags: ['Termin'], unread: 1, waits: 44, window: 9, messages: [{ text: 'Guten Morgen, die Maschine zeigt wieder E17.', at: at(60) }, { text: 'Und wann kommt dann der Techniker?', at: at(42) }] });
ticket('Familie Sørensen', { unread: 1, waits: 38, window: 111, messages: [{ type: 'audio', media: media('audio', { is_voice: true, duration_ms: 42000 }), at: at(38) }] });
ticket('Katharina Vogel', {
  vip: true, tags: ['Reklamation'], waits: 10, window: 1438, phone: '+4915123456789',
  messages: [
    { direction: 'out', bot: true, type: 'interactive', text: 'Hallo Frau Vogel, worum geht es bei Bestellung 48213?', detail: { kind: 'buttons', buttons: [{ id: '1', title: 'Lieferung beschädigt' }, { id: '2', title: 'Teil fehlt' }, { id: '3', title: 'Etwas anderes' }] }, at: at(49) },
    { type: 'button', text: 'Lieferung beschädigt', context: { message_id: null, wamid: 'x', author_name: 'Bot', type: 'interactive', text: 'Worum geht es bei Bestellung 48213?', forwarded: false }, at: at(48) },
    { type: 'image', text: 'Die Ecke ist komplett eingedrückt', media: media('image', { width: 960, height: 640 }), at: at(47) },
    { type: 'audio', media: media('audio', { is_voice: true, duration_ms: 23000 }), at: at(46) },
    { direction: 'internal', type: 'note', by: jana, text: '@Mara Kühn ist ein Ersatzgerät auf Lager? Frau Vogel ist Stammkundin, bitte heute klären.', mentions: [mara.id], at: at(43) },
    { direction: 'out', by: jana, text: 'Das tut mir leid, Frau Vogel. Können Sie kurz filmen, wo das Wasser austritt? Dann kläre ich sofort ein Ersatzgerät.', reactions: [{ emoji: '\u{1F44D}', author_kind: 'contact' }], at: at(42) },
    { type: 'video', media: media('video', { duration_ms: 18000 }), at: at(39) },
    { text: 'Hier sieht man es gut. Ich brauche die Maschine leider bis Freitag.', at: at(39) },
  ],
});
ticket('Autohaus Brinkmann', { tags: ['Rechnung', 'B2B'], window: 26, messages: [{ text: 'Anbei die Rechnung.', at: at(60) }, { type: 'document', media: media('document', { file_name: 'Rechnung_48107.pdf', pages: 2 }), at: at(52) }] });
ticket('Lucía Fernández', { tags: ['ES'], window: 190, messages: [{ text: 'Perfecto, muchas gracias por la ayuda!', at: at(58) }] });
export const drafted = ticket('Jonas Reuter', { tags: ['Reklamation'], window: 1044, messages: [{ text: 'Ist das Ersatzteil schon da?', at: at(63) }] });
ticket('Praxis Dr. Hellwig', { tags: ['B2B'], window: 310, messages: [{ text: 'Haben Sie es verschickt?', at: at(100) }, { direction: 'out', by: jana, text: 'Wir haben das Ersatzteil heute verschickt.', at: at(76) }] });
ticket('Tobias Lindner', { tags: ['Rückruf'], messages: [{ text: 'Bin ab 16 Uhr wieder erreichbar', at: at(90) }] });
ticket('Aylin Kara', { tags: ['Versand'], window: -25, messages: [{ text: 'Guten Tag, ist meine Mühle (48155) schon unterwegs?', at: at(1520) }, { direction: 'out', by: mara, text: 'Sie wird morgen früh gepackt, Frau Kara. Ich melde mich, sobald die Sendungsnummer da ist.', at: at(1517) }, { text: 'Super, dann warte ich darauf. Danke!', at: at(1465) }, { direction: 'internal', type: 'note', by: mara, text: '@Jana Becker Sendungsnummer liegt jetzt vor: 00340434161094. Bitte per Vorlage schicken.', mentions: [jana.id], at: at(45) }] });
ticket('+49 171 4433 228', { phone: '+491714433228', owner: bySelf, tags: [], waits: 20, unread: 2, messages: [{ text: 'Hallo, habt ihr am Samstag geöffnet?', at: at(100) }] });
ticket('Greta Wilhelm', { messages: [{ text: 'Alles klar, vielen Dank!', at: at(107) }] });
ticket('Karl-Heinz Schröder', { messages: [{ direction: 'out', by: jana, text: 'Ihr Gerät ist repariert.', state: 'failed', at: at(140) }] });
ticket('Bistro Nordlicht', { tags: ['B2B'], status: 'waiting_customer', messages: [{ direction: 'out', by: jana, text: 'Welche Bohnen hatten Sie zuletzt?', state: 'delivered', at: at(200) }] });
ticket('Sophie Marten', { status: 'snoozed', snoozed: 960, messages: [{ text: 'Ich melde mich nach dem Urlaub.', at: at(260) }] });
ticket('Hanna Brandt', { status: 'solved', messages: [{ text: 'Hat geklappt, danke!', at: at(300) }] });
const FIRST = ['Anna', 'Ben', 'Clara', 'David', 'Elif', 'Finn', 'Greta', 'Hasan', 'Ida', 'Jakob', 'Kim', 'Lena', 'Milan', 'Nora', 'Omar', 'Paula'];
const LAST = ['Schmidt', 'Yılmaz', 'Weber', 'Kowalski', 'Hansen', 'Öztürk', 'Lorenz', 'Nguyen', 'Fuchs', 'Petrov'];
const TEXTS = ['Wann kommt mein Paket?', 'Die Mühle mahlt nicht mehr.', 'Kann ich die Rechnung noch einmal haben?', 'Danke, das war sehr nett.', 'Ich möchte gern umtauschen.', 'Welche Bohnen passen zu meiner Maschine?'];
for (let one = 0; one < 90; one += 1) {
  const owner = one % 3 === 0 ? { ...free, team_id: teams[one % 3 === 0 ? (one / 3) % 3 : 0].id } : { kind: 'agent', agent_id: [mara, deniz, ole, jana][one % 4].id, team_id: teams[one % 3].id };
  ticket(`${FIRST[one % FIRST.length]} ${LAST[(one * 7) % LAST.length]}`, { owner, tags: one % 4 === 0 ? ['Versand'] : [], unread: one % 5 === 0 ? 1 : 0, ...(one % 5 === 0 ? { waits: 60 + one } : {}), window: one % 6 === 0 ? -30 : 1440 - 10 * one, messages: Array.from({ length: 3 + (one % 4) }, (_, step) => ({ text: TEXTS[(one + step) % TEXTS.length], direction: step % 2 === 0 ? 'in' : 'out', ...(step % 2 === 0 ? {} : { by: jana }), at: at(160 + one * 11 - step * 3) })) });
}
export const firstMe = jana;
