import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Tokens = ReadonlyMap<string, string>;

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function block(selector: string): Tokens {
  const from = css.indexOf(selector);
  const body = css.slice(css.indexOf('{', from) + 1, css.indexOf('}', from));
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((hit) => [hit[1] ?? '', (hit[2] ?? '').trim()]));
}

const themes: Record<string, Tokens> = { light: block("[data-theme='light'] {"), dark: block("[data-theme='dark'] {") };

function luminance(hex: string): number {
  const parts = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex);
  if (!parts) throw new Error(`${hex} is no colour of six digits`);
  const [r, g, b] = parts.slice(1).map((part) => {
    const value = Number.parseInt(part, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(theme: Tokens, front: string, back: string): number {
  const [a, b] = [luminance(theme.get(front) ?? ''), luminance(theme.get(back) ?? '')];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const GROUNDS = ['canvas', 'surface', 'surface-2', 'raised', 'sunken', 'hover', 'sel'];

/** Text needs 4.5:1. */
const TEXT: [string, string[]][] = [
  ['ink', GROUNDS],
  ['ink-2', GROUNDS],
  ['ink-3', GROUNDS],
  ['on-accent', ['accent', 'accent-h']],
  ['accent-ink', ['surface', 'accent-soft', 'sel', 'surface-2']],
  ['ink', ['bub-in', 'bub-out', 'note']],
  ['bub-meta', ['bub-in', 'bub-out']],
  ['note-ink', ['note']],
  ['warn', ['surface', 'warn-soft', 'sel']],
  ['bad', ['surface', 'bad-soft', 'raised']],
  ['ok', ['surface', 'ok-soft']],
  ['info', ['surface', 'info-soft']],
  ['bot', ['surface', 'bot-soft']],
];

/** Outlines and graphics need 3:1. */
const GRAPHICS: [string, string[]][] = [
  ['ctl', ['surface', 'surface-2']],
  ['focus', ['canvas', 'surface', 'surface-2', 'raised', 'sel']],
  ['tick', ['bub-out', 'surface']],
  ['sel-bar', ['sel']],
  ['warn-ring', ['surface']],
  ['bad-ring', ['surface']],
];

describe.each(Object.entries(themes))('the %s theme', (name, theme) => {
  it('defines every token of the other', () => {
    const other = themes[name === 'light' ? 'dark' : 'light'];
    expect([...theme.keys()].sort()).toEqual([...(other?.keys() ?? [])].sort());
    expect(theme.size).toBeGreaterThan(45);
  });
  it.each(TEXT.flatMap(([front, backs]) => backs.map((back) => [front, back] as const)))('text %s on %s can be read', (front, back) => {
    expect(contrast(theme, front, back)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(GRAPHICS.flatMap(([front, backs]) => backs.map((back) => [front, back] as const)))('%s on %s can be seen', (front, back) => {
    expect(contrast(theme, front, back)).toBeGreaterThanOrEqual(3);
  });
});
