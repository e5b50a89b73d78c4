// What a change will make of a ticket, shown before the server has answered, and how to take it back.
import type { Owner, OwnerChange, Ticket, TicketChange } from '$api/types';

function ownerAfter(owner: Owner, change: OwnerChange): Owner {
  switch (change.kind) {
    case 'agent':
      return { kind: 'agent', agent_id: change.agent_id, team_id: owner.team_id };
    case 'queue':
      return { kind: 'queue', agent_id: null, team_id: change.team_id };
    case 'nobody':
      return { kind: 'nobody', agent_id: null, team_id: null };
  }
}

function tagsAfter(tags: readonly string[], change: NonNullable<TicketChange['tags']>): string[] {
  const removed = new Set(change.remove ?? []);
  return [...new Set([...tags.filter((tag) => !removed.has(tag)), ...(change.add ?? [])])];
}

export function predict(ticket: Ticket, change: TicketChange, now: string): Ticket {
  const next: Ticket = { ...ticket, updated_at: now };
  if (change.subject !== undefined) next.subject = change.subject;
  if (change.priority !== undefined) next.priority = change.priority;
  if (change.type !== undefined) next.type = change.type;
  if (change.owner !== undefined) next.owner = ownerAfter(ticket.owner, change.owner);
  if (change.tags !== undefined) next.tags = tagsAfter(ticket.tags, change.tags);
  if (change.status !== undefined) {
    next.status = change.status;
    next.snoozed_until_at = change.status === 'snoozed' ? (change.snoozed_until ?? null) : null;
    next.solved_at = change.status === 'solved' ? now : null;
    if (change.status !== 'new' && change.status !== 'open') next.waiting_since_at = null;
  }
  return next;
}

function ownerBefore(owner: Owner): OwnerChange {
  if (owner.kind === 'agent' && owner.agent_id !== null) return { kind: 'agent', agent_id: owner.agent_id };
  if (owner.kind === 'queue' && owner.team_id !== null) return { kind: 'queue', team_id: owner.team_id };
  return { kind: 'nobody' };
}

/** The change that brings back what `change` will overwrite. `now` decides whether an old snooze still makes sense. */
export function inverse(ticket: Ticket, change: TicketChange, now: string): TicketChange {
  const back: TicketChange = {};
  if (change.subject !== undefined) back.subject = ticket.subject;
  if (change.priority !== undefined) back.priority = ticket.priority;
  if (change.type !== undefined) back.type = ticket.type;
  if (change.owner !== undefined) back.owner = ownerBefore(ticket.owner);
  if (change.tags !== undefined) {
    const had = new Set(ticket.tags);
    back.tags = {
      add: (change.tags.remove ?? []).filter((tag) => had.has(tag)),
      remove: (change.tags.add ?? []).filter((tag) => !had.has(tag)),
    };
  }
  if (change.status !== undefined) {
    const until = ticket.snoozed_until_at;
    if (ticket.status === 'snoozed' && until !== null && until > now) {
      back.status = 'snoozed';
      back.snoozed_until = until;
    } else back.status = ticket.status === 'new' || ticket.status === 'snoozed' ? 'open' : ticket.status;
  }
  return back;
}
