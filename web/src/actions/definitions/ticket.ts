import AlarmClock from '@lucide/svelte/icons/alarm-clock';
import Check from '@lucide/svelte/icons/check';
import Flag from '@lucide/svelte/icons/flag';
import Hand from '@lucide/svelte/icons/hand';
import MailOpen from '@lucide/svelte/icons/mail';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import SquareCheck from '@lucide/svelte/icons/square-check';
import Tag from '@lucide/svelte/icons/tag';
import UserRoundCheck from '@lucide/svelte/icons/user-round-check';
import UserRoundPlus from '@lucide/svelte/icons/user-round-plus';
import { m } from '$lib/i18n/i18n.svelte';
import { app } from '$lib/store/app.svelte';
import { groupOf } from '$lib/store/lists';
import { markUnread } from '$lib/store/ticket-acts';
import { hasTargets, idsOf, type Action, type ActionContext } from '../action';
import { assign, reopen, solve } from '../ticket-changes';

const someOpen = (context: ActionContext): boolean => context.targets.some((ticket) => groupOf(ticket.status) !== 'done');

export const ticketActions: readonly Action[] = [
  { id: 'ticket.solve', group: 'ticket', label: () => m.act_solve(), icon: Check, keys: ['e'], when: someOpen, run: (context) => solve(context.targets) },
  {
    id: 'ticket.reopen',
    group: 'ticket',
    label: () => m.act_reopen(),
    icon: RotateCcw,
    when: (context) => hasTargets(context) && !someOpen(context),
    run: (context) => reopen(context.targets),
  },
  { id: 'ticket.snooze', group: 'ticket', label: () => m.act_snooze(), icon: AlarmClock, keys: ['h'], when: hasTargets, run: () => app.openPalette('snooze') },
  { id: 'ticket.assign', group: 'ticket', label: () => m.act_assign(), icon: UserRoundPlus, keys: ['a'], when: hasTargets, run: () => app.openPalette('assign') },
  {
    id: 'ticket.take',
    group: 'ticket',
    label: () => m.act_take(),
    icon: UserRoundCheck,
    keys: ['i'],
    when: (context) => context.targets.some((ticket) => ticket.owner.agent_id !== context.meId),
    run: (context) => assign(context.targets, { kind: 'agent', agent_id: context.meId }),
  },
  {
    id: 'ticket.free',
    group: 'ticket',
    label: () => m.act_free(),
    icon: Hand,
    when: (context) => context.targets.some((ticket) => ticket.owner.kind !== 'nobody'),
    run: (context) => assign(context.targets, { kind: 'nobody' }),
  },
  { id: 'ticket.tag', group: 'ticket', label: () => m.act_tag(), icon: Tag, keys: ['t'], when: hasTargets, run: () => app.openPalette('tag') },
  { id: 'ticket.priority', group: 'ticket', label: () => m.act_priority(), icon: Flag, keys: ['p'], when: hasTargets, run: () => app.openPalette('priority') },
  { id: 'ticket.status', group: 'ticket', label: () => m.act_status(), icon: SquareCheck, when: hasTargets, run: () => app.openPalette('status') },
  {
    id: 'ticket.unread',
    group: 'ticket',
    label: () => m.act_unread(),
    icon: MailOpen,
    keys: ['u'],
    when: hasTargets,
    run: (context) => void markUnread(idsOf(context)),
  },
];
