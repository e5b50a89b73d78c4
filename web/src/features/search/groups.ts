// Orders what a search has found. Pure.
import type { SearchHit } from '$api/types';
import { ticketPath } from '$lib/nav';

export type HitKind = SearchHit['kind'];

export interface HitGroup {
  kind: HitKind;
  hits: { hit: SearchHit; at: number }[];
}

const ORDER: readonly HitKind[] = ['ticket', 'contact', 'message'];

/** What a hit is, for telling two apart: a page may bring one again that came before. */
export function hitId(hit: SearchHit): string {
  return `${hit.kind}.${(hit.kind === 'message' ? hit.message?.id : hit.kind === 'contact' ? hit.contact?.id : hit.ticket?.id) ?? ''}`;
}

/** Groups in a fixed order; `at` counts through all of them, for the arrow keys. */
export function groupHits(hits: readonly SearchHit[]): HitGroup[] {
  const seen = new Set<string>();
  const unique = hits.filter((hit) => {
    const id = hitId(hit);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
  let at = 0;
  return ORDER.flatMap((kind) => {
    const own = unique.filter((hit) => hit.kind === kind);
    if (own.length === 0) return [];
    return [{ kind, hits: own.map((hit) => ({ hit, at: at++ })) }];
  });
}

/** Where a hit leads: a message opens its ticket at that message. */
export function hitPath(hit: SearchHit): string | null {
  if (hit.kind === 'contact') return hit.contact === null ? null : `/contacts/${hit.contact.id}`;
  const ticketId = hit.ticket?.id ?? hit.message?.ticket_id ?? null;
  if (ticketId === null) return hit.message === null ? null : `/contacts/${hit.message.contact_id}`;
  return ticketPath(ticketId) + (hit.kind === 'message' && hit.message !== null ? `?message=${hit.message.id}` : '');
}
