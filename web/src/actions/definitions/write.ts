import Lock from '@lucide/svelte/icons/lock';
import Play from '@lucide/svelte/icons/play';
import Reply from '@lucide/svelte/icons/reply';
import Zap from '@lucide/svelte/icons/zap';
import { m } from '$lib/i18n/i18n.svelte';
import { app } from '$lib/store/app.svelte';
import { focusComposer } from '$lib/store/composer-port';
import { playLastVoice } from '$lib/store/voice-port';
import type { Action, ActionContext } from '../action';

const hasOpen = (context: ActionContext): boolean => context.open !== null;

export const writeActions: readonly Action[] = [
  {
    id: 'write.reply',
    group: 'write',
    label: () => m.act_reply(),
    icon: Reply,
    keys: ['r'],
    when: hasOpen,
    run: (context) => context.open && focusComposer(context.open.id, 'reply'),
  },
  {
    id: 'write.note',
    group: 'write',
    label: () => m.act_note(),
    icon: Lock,
    keys: ['n'],
    when: hasOpen,
    run: (context) => context.open && focusComposer(context.open.id, 'note'),
  },
  { id: 'write.canned', group: 'write', label: () => m.act_canned(), icon: Zap, keys: ['m'], when: hasOpen, run: () => app.openPalette('canned') },
  { id: 'write.play', group: 'write', label: () => m.act_play(), icon: Play, keys: ['Space'], when: hasOpen, isHidden: true, run: () => playLastVoice() },
];
