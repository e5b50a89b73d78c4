// Every state a story ends in is accessible: no violation of WCAG 2.2 A and AA or of good practice.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { target: string[]; html: string; failureSummary?: string }[];
}

export async function axe(page: Page, exclude: readonly string[] = []): Promise<void> {
  await page.evaluate(source);
  const violations = await page.evaluate(async (without) => {
    const runner = (globalThis as unknown as { axe: { run(context: unknown, options: unknown): Promise<{ violations: Violation[] }> } }).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const result = await runner.run({ exclude: without.map((selector) => [selector]) }, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return result.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map(({ target, html, failureSummary }) => ({ target, html: html.slice(0, 200), failureSummary })) }));
  }, exclude);
  expect(violations, `${page.url()} is not accessible`).toEqual([]);
}
