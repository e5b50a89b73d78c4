// What a template's words mean for us. Pure. The platform's words come in either case.
import type { Template } from '$api/types';

export type StatusTone = 'accent' | 'warn' | 'bad' | 'plain';

const TONES: Readonly<Record<string, StatusTone>> = {
  approved: 'accent',
  pending: 'warn',
  in_appeal: 'warn',
  paused: 'bad',
  rejected: 'bad',
  disabled: 'bad',
  limit_exceeded: 'bad',
};

export const statusOf = (template: Pick<Template, 'status'>): string => template.status.toLowerCase();
export const toneOf = (template: Pick<Template, 'status'>): StatusTone => TONES[statusOf(template)] ?? 'plain';
export const isSendable = (template: Pick<Template, 'status'>): boolean => statusOf(template) === 'approved';

/** Examples by variable, to fill the preview. */
export function examplesOf(template: Template, place: 'header' | 'body'): Record<string, string> {
  return Object.fromEntries(template.variables.filter((one) => one.place === place).map((one) => [one.key, one.example === null || one.example === '' ? one.key : one.example]));
}

/** Those that can be sent first, then by name and language. */
export function sortTemplates(templates: readonly Template[]): Template[] {
  return [...templates].sort((a, b) => Number(isSendable(b)) - Number(isSendable(a)) || a.name.localeCompare(b.name) || a.language.localeCompare(b.language));
}

export function filterTemplates(templates: readonly Template[], query: string, status: string): Template[] {
  const words = query.toLowerCase().split(/\s+/u).filter((word) => word !== '');
  return templates.filter((template) => {
    const all = `${template.name} ${template.language} ${template.body}`.toLowerCase();
    const fits = status === 'all' || (status === 'approved') === isSendable(template);
    return fits && words.every((word) => all.includes(word));
  });
}
