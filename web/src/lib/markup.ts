// WhatsApp's text markup as a tree. What the tree holds is only ever put on the screen as text nodes.

export type MarkupNode =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; nodes: MarkupNode[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; href: string; text: string }
  | { kind: 'mention'; text: string };

export type MarkupBlock =
  | { kind: 'paragraph'; nodes: MarkupNode[] }
  | { kind: 'bullets'; items: MarkupNode[][] }
  | { kind: 'numbers'; start: number; items: MarkupNode[][] }
  | { kind: 'quote'; nodes: MarkupNode[] }
  | { kind: 'code'; text: string };

/** A character, or something already understood that the marks around it do not look into. */
type Unit = string | Exclude<MarkupNode, { nodes: MarkupNode[] }>;

const MARKS: Record<string, 'bold' | 'italic' | 'strike'> = { '*': 'bold', _: 'italic', '~': 'strike' };
const FENCE = /```([\s\S]*?\S[\s\S]*?)```/gu;
const LINK = /\b(?:https?:\/\/|www\.|mailto:|tel:)[^\s<>"]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+|(?<![\p{L}\p{N}])\+\d[\d ()/-]{6,}\d/giu;
const SAFE = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** The address to open, or null when it is not one of the four kinds we open. */
export function safeHref(text: string): string | null {
  const written = /^www\./iu.test(text)
    ? `https://${text}`
    : /^\+\d/u.test(text)
      ? `tel:${text.replace(/[^\d+]/gu, '')}`
      : /^[^\s/:]+@/u.test(text)
        ? `mailto:${text}`
        : text;
  try {
    const url = new URL(written);
    return SAFE.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** Signs at the end of a sentence do not belong to the address, nor does a closing bracket that was opened before it. */
function trimLink(text: string): string {
  const trimmed = text.replace(/[*_~`.,;:!?'"»“”]+$/u, '');
  return trimmed.endsWith(')') && !trimmed.includes('(') ? trimLink(trimmed.slice(0, -1)) : trimmed;
}

const isWord = (unit: Unit | undefined): boolean => typeof unit === 'string' && /[\p{L}\p{N}]/u.test(unit);
const isBlank = (unit: Unit | undefined): boolean => unit === undefined || (typeof unit === 'string' && /\s/u.test(unit));
const textOf = (unit: Unit): string => (typeof unit === 'string' ? unit : unit.text);

function unitsOf(text: string, mentions: readonly string[]): Unit[] {
  const units: Unit[] = [];
  const named = mentions.filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const plain = (part: string): void => {
    let at = 0;
    while (at < part.length) {
      const name = part[at] === '@' ? named.find((one) => part.startsWith(one, at + 1)) : undefined;
      if (name !== undefined) {
        units.push({ kind: 'mention', text: `@${name}` });
        at += name.length + 1;
        continue;
      }
      const sign = String.fromCodePoint(part.codePointAt(at) ?? 0);
      units.push(sign);
      at += sign.length;
    }
  };
  let from = 0;
  for (const hit of text.matchAll(LINK)) {
    const shown = trimLink(hit[0]);
    const href = safeHref(shown);
    if (href === null || hit.index < from) continue;
    plain(text.slice(from, hit.index));
    units.push({ kind: 'link', href, text: shown });
    from = hit.index + shown.length;
  }
  plain(text.slice(from));
  return units;
}

/** Where the mark at `from` ends; -1 when it has no partner. The nearest possible beginning wins, as in WhatsApp. */
function closing(units: readonly Unit[], from: number): number {
  const mark = units[from];
  if (isWord(units[from - 1]) || isBlank(units[from + 1])) return -1;
  for (let at = from + 1; at < units.length; at += 1) {
    if (units[at] !== mark) continue;
    if (at > from + 1 && !isBlank(units[at - 1]) && !isWord(units[at + 1])) return at;
    if (!isWord(units[at - 1]) && !isBlank(units[at + 1])) return -1;
  }
  return -1;
}

function inline(units: readonly Unit[]): MarkupNode[] {
  const nodes: MarkupNode[] = [];
  const push = (text: string): void => {
    const last = nodes[nodes.length - 1];
    if (last?.kind === 'text') last.text += text;
    else nodes.push({ kind: 'text', text });
  };
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at];
    if (unit === undefined) break;
    if (typeof unit !== 'string') {
      nodes.push(unit);
      continue;
    }
    const kind = MARKS[unit];
    const end = kind !== undefined || unit === '`' ? closing(units, at) : -1;
    if (end < 0) {
      push(unit);
      continue;
    }
    const inner = units.slice(at + 1, end);
    nodes.push(kind === undefined ? { kind: 'code', text: inner.map(textOf).join('') } : { kind, nodes: inline(inner) });
    at = end;
  }
  return nodes;
}

interface Line {
  text: string;
  codes: { at: number; text: string }[];
}

const HOLE = '\uFFFC';

/** Lines, with code between three backticks cut out; code that fills its own lines is a block. */
function linesOf(text: string): (Line | { code: string })[] {
  const out: (Line | { code: string })[] = [];
  let line: Line = { text: '', codes: [] };
  const add = (part: string): void => {
    const [first = '', ...rest] = part.split('\n');
    line.text += first;
    for (const next of rest) {
      out.push(line);
      line = { text: next, codes: [] };
    }
  };
  let from = 0;
  for (const hit of text.matchAll(FENCE)) {
    add(text.slice(from, hit.index));
    from = hit.index + hit[0].length;
    const code = hit[1] ?? '';
    const fillsLine = line.text.trim() === '' && line.codes.length === 0 && /^[ \t]*(?:\n|$)/u.test(text.slice(from));
    if (code.includes('\n') || fillsLine) {
      if (line.text.trim() !== '' || line.codes.length > 0) out.push(line);
      out.push({ code: code.replace(/^\n|\n$/gu, '') });
      line = { text: '', codes: [] };
      if (text[from] === '\n') from += 1;
    } else {
      line.codes.push({ at: line.text.length, text: code });
      line.text += HOLE;
    }
  }
  add(text.slice(from));
  if (line.text !== '' || line.codes.length > 0 || out.length === 0) out.push(line);
  return out;
}

function lineNodes(line: Line, skip: number, mentions: readonly string[]): MarkupNode[] {
  const units: Unit[] = [];
  let from = skip;
  for (const code of line.codes) {
    units.push(...unitsOf(line.text.slice(from, code.at), mentions), { kind: 'code', text: code.text });
    from = code.at + 1;
  }
  units.push(...unitsOf(line.text.slice(from), mentions));
  return inline(units);
}

/** `mentions`: names that stand for people when an @ is before them. */
export function parseMarkup(text: string, mentions: readonly string[] = []): MarkupBlock[] {
  const blocks: MarkupBlock[] = [];
  for (const line of linesOf(text)) {
    if ('code' in line) {
      blocks.push({ kind: 'code', text: line.code });
      continue;
    }
    const last = blocks[blocks.length - 1];
    const bullet = /^[-*] +(?=\S)/u.exec(line.text);
    const number = /^(\d{1,3})\. +(?=\S)/u.exec(line.text);
    const quote = /^> +(?=\S)/u.exec(line.text);
    const mark = bullet ?? number ?? quote;
    const nodes = lineNodes(line, mark?.[0].length ?? 0, mentions);
    if (bullet !== null) {
      if (last?.kind === 'bullets') last.items.push(nodes);
      else blocks.push({ kind: 'bullets', items: [nodes] });
    } else if (number !== null) {
      if (last?.kind === 'numbers') last.items.push(nodes);
      else blocks.push({ kind: 'numbers', start: Number(number[1]), items: [nodes] });
    } else if (quote !== null) {
      if (last?.kind === 'quote') last.nodes.push({ kind: 'text', text: '\n' }, ...nodes);
      else blocks.push({ kind: 'quote', nodes });
    } else if (last?.kind === 'paragraph') last.nodes.push({ kind: 'text', text: '\n' }, ...nodes);
    else blocks.push({ kind: 'paragraph', nodes });
  }
  return blocks.filter((block, at) => block.kind !== 'paragraph' || blocks.length === 1 || !isEmptyAt(blocks, at));
}

/** Blank lines beside a list or a quote are only its distance. */
function isEmptyAt(blocks: readonly MarkupBlock[], at: number): boolean {
  const block = blocks[at];
  return block?.kind === 'paragraph' && block.nodes.every((node) => node.kind === 'text' && node.text.trim() === '');
}

/** Only emoji, and few of them: shown larger. */
export function isJumbo(text: string): boolean {
  const bare = text.trim();
  if (bare === '' || bare.length > 32 || !/^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\p{Regional_Indicator}|\u200D|\uFE0F)+$/u.test(bare)) return false;
  if (/^[\d#*]+$/u.test(bare)) return false;
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(bare)].length <= 3;
}
