// Texts with {{placeholders}}: what stands in them, and how they look filled. Pure.

/** The placeholders of canned replies, in the order in which they are offered. */
export const PLACEHOLDERS = ['contact.first_name', 'contact.name', 'agent.name', 'ticket.number', 'company.name'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

export interface TextPart {
  text: string;
  /** `known`: filled with a value; `unknown`: nothing we can fill. */
  kind: 'plain' | 'known' | 'unknown';
}

const FORM = /\{\{\s*([^{}]*?)\s*\}\}/gu;

/** Cuts a text at its placeholders and puts the values in their place. */
export function fillParts(text: string, values: Readonly<Record<string, string>>): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const hit of text.matchAll(FORM)) {
    if (hit.index > from) parts.push({ text: text.slice(from, hit.index), kind: 'plain' });
    const value = values[hit[1] ?? ''];
    parts.push(value === undefined || value === '' ? { text: hit[0], kind: 'unknown' } : { text: value, kind: 'known' });
    from = hit.index + hit[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), kind: 'plain' });
  return parts;
}

/** Names in the text that nothing will fill, each once. */
export function unknownNames(text: string, known: readonly string[]): string[] {
  return [...new Set([...text.matchAll(FORM)].map((hit) => hit[1] ?? ''))].filter((name) => !known.includes(name));
}
