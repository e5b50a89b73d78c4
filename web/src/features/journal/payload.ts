// Raw webhooks, made readable. Pure.

/** A value as indented text; text that is JSON is indented too, other text stays as it came. */
export function pretty(payload: unknown): string {
  if (typeof payload !== 'string') return JSON.stringify(payload, null, 2) ?? '';
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

export interface Token {
  kind: 'key' | 'text' | 'number' | 'word' | 'plain';
  text: string;
}

const SIGNS = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|\b(true|false|null)\b/gu;

/** Cuts indented JSON into pieces that are coloured differently; joined they are the text again. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let from = 0;
  for (const hit of text.matchAll(SIGNS)) {
    if (hit.index > from) found.push({ kind: 'plain', text: text.slice(from, hit.index) });
    if (hit[1] !== undefined) {
      found.push({ kind: hit[2] === undefined ? 'text' : 'key', text: hit[1] });
      if (hit[2] !== undefined) found.push({ kind: 'plain', text: hit[2] });
    } else found.push({ kind: hit[3] === undefined ? 'word' : 'number', text: hit[0] });
    from = hit.index + hit[0].length;
  }
  if (from < text.length) found.push({ kind: 'plain', text: text.slice(from) });
  return found;
}
