// Measured figures, for people and for whoever compares runs: on the console and in test-results/figures.json.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';

const FILE = fileURLToPath(new URL('../test-results/figures.json', import.meta.url));

export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What must not be exceeded: the gates of the UX goals, wide enough for two busy cores. Null: only noted. */
  gate: number | null;
}

/** Notes a figure and holds it against its gate. */
export function measured(name: string, value: number, unit: string, gate: number): void {
  keep({ name, value: Math.round(value * 100) / 100, unit, gate });
  expect.soft(value, name).toBeLessThanOrEqual(gate);
}

/** Notes a figure that has no gate. */
export function noted(name: string, value: number, unit: string): void {
  keep({ name, value: Math.round(value * 100) / 100, unit, gate: null });
}

function keep(figure: Figure): void {
  console.log(`      ${figure.name}: ${figure.value} ${figure.unit}${figure.gate === null ? '' : ` (at most ${figure.gate})`}`);
  mkdirSync(new URL('.', `file://${FILE}`), { recursive: true });
  const before = readBefore().filter((one) => one.name !== figure.name);
  writeFileSync(FILE, `${JSON.stringify([...before, figure], null, 2)}\n`);
}

function readBefore(): Figure[] {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as Figure[];
  } catch {
    return [];
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new Error('nothing was measured');
  return found;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
