// Threads for the mock that show every kind of message, every state, a former ticket and a long past.
import { agents, at, media, messages, tickets, addMessage, uuid } from './company.mjs';

const [jana, mara] = agents;
const vogel = tickets.find((one) => one.contact.name === 'Katharina Vogel');
vogel.unread_count = 2;
const question = messages.find((one) => one.ticket_id === vogel.id && one.type === 'interactive');
messages.find((one) => one.ticket_id === vogel.id && one.type === 'button').context.message_id = question.id;

/** Another ticket of the same person. */
function sibling(ticket, part) {
  const one = { ...structuredClone(ticket), id: uuid(10), unread_count: 0, last_message: null, waiting_since_at: null, tags: [], ...part };
  tickets.push(one);
  return one;
}
function ticketOf(name, part = {}) {
  const model = tickets.find((one) => one.contact.name === name);
  return Object.assign(model, part);
}
const failed = (code, part = {}) => ({ state: 'failed', at: { sent: null, delivered: null, read: null, played: null, failed: at(20) }, attempt: 1, uncertain: false, error: { code, reason: 'message undeliverable', advice: null, is_retryable: !['131026', '131047'].includes(code) }, ...part });

// A former ticket of Katharina Vogel in the same thread.
const former = sibling(vogel, { number: 1107, subject: 'Entkalker nachbestellt', status: 'solved', opened_at: at(101000), solved_at: at(100000), closed_at: at(100000) });
addMessage(former, { text: 'Guten Tag, ich bräuchte noch einmal den *Entkalker*.', at: at(100900) });
addMessage(former, { direction: 'out', by: mara, text: 'Gern, er geht heute hinaus.', at: at(100800) });

// Everything there is.
const all = ticketOf('Greta Wilhelm', { subject: 'Alle Arten', priority: 'high', tags: ['Muster', 'Lang'], window: { kind: 'free_entry_point', expires_at: at(-100) } });
let minute = 400;
const next = () => at((minute -= 4));
const put = (part) => addMessage(all, { at: next(), ...part });
put({ text: '*Fett*, _kursiv_, ~weg~ und `code`: 2*3*4 bleibt. https://tresen.example/a_b_c' });
put({ text: 'Einkauf:\n- Bohnen\n- *Mühle*\n\n1. zuerst\n2. danach\n> Zitat\n> zweite Zeile\n```\nlet bohnen = 2;\n```' });
put({ text: '\u{1F44D}\u{1F44D}' });
put({ type: 'location', text: 'Kaffeewerk Nord', detail: { latitude: 54.3233, longitude: 10.1228, name: 'Kaffeewerk Nord', address: 'Holtenauer Str. 1, Kiel' } });
put({ type: 'contacts', text: 'Ana Souza', detail: { contacts: [{ name: 'Ana Souza', phones: ['+55 41 98888 7777'], emails: ['ana@example.org'], organization: 'Café Souza' }] } });
put({ type: 'order', detail: { items: [{ name: 'Espresso Nord 1 kg', quantity: 2, item_price: 24.9, currency: 'EUR' }, { name: 'Filter Nr. 4', quantity: 1, item_price: 3.5, currency: 'EUR' }] } });
put({ type: 'interactive', text: 'Gesendet', detail: { kind: 'flow_reply', data: { Gerät: 'Lagom P-7', Seriennummer: 'LP7-2291', Garantie: true } } });
put({ type: 'unsupported', detail: { type: 'poll', code: 131051, reason: 'Message type unknown' } });
put({ type: 'document', text: 'Die Rechnung als PDF', media: media('document', { file_name: 'Rechnung_48107.pdf', pages: 2 }) });
put({ type: 'sticker', media: media('sticker', { width: 512, height: 512 }) });
put({ type: 'image', media: media('image', { state: 'pending', url: null, preview_url: null }) });
put({ type: 'video', media: media('video', { state: 'failed', url: null, preview_url: null, error: { code: 'download_failed', reason: 'the platform answered 404' } }) });
put({ type: 'audio', media: media('audio', { state: 'expired', url: null, is_voice: true }) });
put({ type: 'audio', media: media('audio', { is_voice: false, file_name: 'geräusch.ogg', duration_ms: 8000 }) });
const taken = put({ text: null });
taken.deleted_at = at(60);
const edited = put({ text: 'Geändert: bitte erst am Montag.' });
edited.edited_at = at(59);
put({ text: 'Weitergeleitet von der Werkstatt', context: { message_id: null, wamid: null, author_name: null, type: null, text: null, forwarded: true, frequently_forwarded: true } });
put({ text: 'Ja, genau diese.', context: { message_id: edited.id, wamid: edited.wamid, author_name: edited.author.name, type: 'text', text: edited.text, forwarded: false } });
put({ type: 'system', text: 'Die Sicherheitsnummer dieser Person hat sich geändert.' });
put({ direction: 'out', by: jana, type: 'template', text: 'Hallo Greta, Ihre Bestellung 48155 ist unterwegs: 00340434161094', template: { name: 'versand_update', language: 'de', header: 'Ihre Sendung', footer: 'Kaffeewerk Nord, Kiel', buttons: ['Sendung verfolgen', 'Frage stellen'] } });
for (const state of ['queued', 'sent', 'delivered', 'read']) put({ direction: 'out', by: jana, text: `Zustellung: ${state}`, state });
put({ direction: 'out', by: mara, text: 'Unklar, ob das hinausging.' }).delivery = failed('', { state: 'sent', uncertain: true, error: null });
put({ direction: 'out', by: jana, text: 'An diese Nummer geht nichts.' }).delivery = failed('131026');
put({ direction: 'out', by: jana, text: 'Noch einmal, bitte.' }).delivery = failed('131056');
const app = put({ direction: 'out', by: jana, text: 'Von der Telefon-App geschrieben.' });
app.author = { kind: 'phone_app', id: null, name: null };
put({ direction: 'internal', type: 'note', by: mara, text: '@Jana Becker bitte *heute* ansehen.', mentions: [jana.id] });

// A long past.
const long = ticketOf('Hanna Brandt', { status: 'open', subject: 'Langes Archiv' });
for (let one = 0; one < 3000; one += 1) {
  addMessage(long, { at: at(60_000 - one * 15), direction: one % 3 === 0 ? 'out' : 'in', ...(one % 3 === 0 ? { by: jana } : {}), text: `Nachricht ${one + 1}${one % 7 === 0 ? '\nmit einer zweiten Zeile, die etwas länger ist und umbrechen kann, wenn es eng wird' : ''}` });
}
messages.sort((a, b) => (a.sent_at < b.sent_at ? -1 : a.sent_at > b.sent_at ? 1 : 0));
for (const one of tickets) {
  const last = messages.findLast((message) => message.ticket_id === one.id);
  if (last) one.last_message = { ...one.last_message, id: last.id, direction: last.direction, author_kind: last.author.kind, type: last.type, text: last.text, sent_at: last.sent_at, delivery_state: last.delivery?.state ?? null };
}

export function eventsOf(ticket) {
  const by = (agent) => ({ kind: 'agent', id: agent.id, name: agent.display_name });
  const system = { kind: 'system', id: null, name: null };
  const customer = { kind: 'contact', id: ticket.contact.id, name: ticket.contact.name };
  const list = [
    [customer, 'ticket_opened', { number: ticket.number }, 300], [customer, 'message_received', { type: 'image' }, 299], [system, 'owner_changed', { to: { kind: 'queue', team_id: ticket.owner.team_id }, team_id: ticket.owner.team_id }, 298],
    [by(mara), 'ticket_read', {}, 120], [by(mara), 'priority_changed', { from: 'normal', to: 'high' }, 119], [by(mara), 'tags_changed', { added: ['Reklamation'], removed: [] }, 118], [by(mara), 'field_changed', { field: 'subject', from: null, to: 'Maschine verliert Wasser' }, 117],
    [by(mara), 'status_changed', { from: 'new', to: 'waiting_internal' }, 116], [by(mara), 'status_changed', { from: 'waiting_internal', to: 'open' }, 115], [by(mara), 'owner_changed', { to: { kind: 'nobody' } }, 114],
    [by(jana), 'owner_changed', { to: { kind: 'agent', agent_id: jana.id } }, 44], [by(jana), 'note_added', { mentions: [mara.id] }, 43], [by(jana), 'message_queued', { type: 'text' }, 42], [system, 'delivery_advanced', { state: 'read', attempt: 1 }, 41], [system, 'delivery_failed', { code: '131056', reason: 'pair rate limit', attempt: 1 }, 40],
  ];
  return list.map(([actor, kind, data, ago], index) => ({ seq: index + 1, at: at(ago), kind, actor, message_id: null, data })).reverse();
}

/** A spoken-like swell as WAV, so that voice messages can be heard and drawn. */
export function sound(seconds) {
  const rate = 8000;
  const count = Math.round(rate * seconds);
  const body = Buffer.alloc(44 + count * 2);
  body.write('RIFF', 0); body.writeUInt32LE(36 + count * 2, 4); body.write('WAVEfmt ', 8); body.writeUInt32LE(16, 16); body.writeUInt16LE(1, 20); body.writeUInt16LE(1, 22);
  body.writeUInt32LE(rate, 24); body.writeUInt32LE(rate * 2, 28); body.writeUInt16LE(2, 32); body.writeUInt16LE(16, 34); body.write('data', 36); body.writeUInt32LE(count * 2, 40);
  for (let step = 0; step < count; step += 1) {
    const time = step / rate;
    const swell = Math.abs(Math.sin(time * 2.1) * Math.sin(time * 0.7 + 1)) * (0.4 + 0.6 * Math.abs(Math.sin(time * 9)));
    body.writeInt16LE(Math.round(Math.sin(time * 2 * Math.PI * (180 + 60 * Math.sin(time))) * swell * 9000), 44 + step * 2);
  }
  return body;
}
