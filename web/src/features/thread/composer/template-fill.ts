// Fills a template's variables with what is known, says what is missing, and shows what the customer will read.
import type { Template, TemplateValues, TemplateVariable } from '$api/types';

export interface Known {
  firstName: string;
  name: string;
  agent: string;
  company: string;
  ticket: string;
  attributes: Readonly<Record<string, unknown>>;
}

/** By `place:key`. */
export type Values = Readonly<Record<string, string>>;

export type Piece = { text: string } | { slot: string; value: string; isMissing: boolean };

export const slotOf = (variable: Pick<TemplateVariable, 'place' | 'key'>): string => `${variable.place}:${variable.key}`;

const NAMES: readonly [RegExp, keyof Omit<Known, 'attributes'>][] = [
  [/^(first_?name|vorname)$/, 'firstName'],
  [/^((customer|contact|full|last)?_?name|kunde|kundin|nachname)$/, 'name'],
  [/^(agent|agent_name|mitarbeiter(in)?|bearbeiter(in)?)$/, 'agent'],
  [/^(company|company_name|firma|unternehmen|shop)$/, 'company'],
  [/^(ticket|ticket_?(number|nummer|id)|vorgang|case)$/, 'ticket'],
];
const GREETING = /(?:^|\n)\s*(?:hallo|hi|hey|hello|dear|liebe[r]?|moin|servus|guten (?:tag|morgen|abend)|good (?:morning|afternoon|evening))[\s,]+\{\{\s*([\w.]+)\s*\}\}/iu;

function byName(key: string, known: Known): string | null {
  const name = key.toLowerCase();
  const field = NAMES.find(([pattern]) => pattern.test(name))?.[1];
  if (field !== undefined) return known[field];
  const attribute = Object.entries(known.attributes).find(([label]) => label.toLowerCase().replace(/\W+/gu, '_') === name)?.[1];
  return typeof attribute === 'string' || typeof attribute === 'number' ? String(attribute) : null;
}

/** The variable right after a greeting is the customer's name: the first one where the example is one word. */
function byGreeting(variable: TemplateVariable, text: string, known: Known): string | null {
  if (GREETING.exec(text)?.[1] !== variable.key) return null;
  const isOneWord = variable.example !== null && !/\s/u.test(variable.example.trim());
  return isOneWord ? known.firstName : known.name;
}

export function prefill(template: Template, known: Known): Record<string, string> {
  const values: Record<string, string> = {};
  for (const variable of template.variables) {
    const text = variable.place === 'header' ? (template.header?.text ?? '') : template.body;
    const value = byName(variable.key, known) ?? (variable.place === 'button' ? null : byGreeting(variable, text, known));
    if (value !== null && value.trim() !== '') values[slotOf(variable)] = value;
  }
  return values;
}

export function missing(template: Template, values: Values): TemplateVariable[] {
  return template.variables.filter((variable) => (values[slotOf(variable)] ?? '').trim() === '');
}

/** What the platform does not take in a value. */
export const isRefused = (value: string): boolean => /[\n\r\t]| {5,}/u.test(value);

/** A text in pieces; a missing value shows its example or its name. */
export function piecesOf(text: string, place: 'header' | 'body', template: Template, values: Values): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const hit of text.matchAll(/\{\{\s*([\w.]+)\s*\}\}/gu)) {
    if (hit.index > from) pieces.push({ text: text.slice(from, hit.index) });
    const key = hit[1] ?? '';
    const variable = template.variables.find((one) => one.place === place && one.key === key);
    const value = (values[`${place}:${key}`] ?? '').trim();
    pieces.push({ slot: `${place}:${key}`, value: value === '' ? (variable?.example ?? key) : value, isMissing: value === '' });
    from = hit.index + hit[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

export const renderedText = (text: string, place: 'header' | 'body', template: Template, values: Values): string =>
  piecesOf(text, place, template, values)
    .map((piece) => ('text' in piece ? piece.text : piece.value))
    .join('');

export function valuesToSend(template: Template, values: Values): TemplateValues {
  const body: Record<string, string> = {};
  const header: Record<string, string> = {};
  const buttons: { index: number; value: string }[] = [];
  for (const variable of template.variables) {
    const value = (values[slotOf(variable)] ?? '').trim();
    if (variable.place === 'body') body[variable.key] = value;
    else if (variable.place === 'header') header[variable.key] = value;
    else buttons.push({ index: Number(variable.key), value });
  }
  return { header, body, buttons };
}

/** Templates that can be sent, those of the customer's language first. */
export function offered(templates: Iterable<Template>, channelId: string, language: string | null): Template[] {
  const speaks = (template: Template): number => (language !== null && template.language.toLowerCase().startsWith(language.slice(0, 2).toLowerCase()) ? 0 : 1);
  return [...templates]
    .filter((template) => template.channel_id === channelId && template.status.toLowerCase() === 'approved')
    .sort((a, b) => speaks(a) - speaks(b));
}

export function matches(template: Template, query: string): boolean {
  const words = query.toLowerCase().split(/\s+/u).filter((word) => word !== '');
  const text = `${template.name.replaceAll('_', ' ')} ${template.name} ${template.body}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

export const needsHeaderFile = (template: Template): 'image' | 'video' | 'document' | null => {
  const format = template.header?.format;
  return format === 'image' || format === 'video' || format === 'document' ? format : null;
};
