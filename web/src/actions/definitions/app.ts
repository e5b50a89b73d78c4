import CircleHelp from '@lucide/svelte/icons/circle-question-mark';
import LogOut from '@lucide/svelte/icons/log-out';
import Moon from '@lucide/svelte/icons/moon';
import PanelRight from '@lucide/svelte/icons/panel-right';
import Search from '@lucide/svelte/icons/search';
import Undo from '@lucide/svelte/icons/undo-2';
import Languages from '@lucide/svelte/icons/languages';
import { goto } from '$app/navigation';
import { locale, m } from '$lib/i18n/i18n.svelte';
import { problemText } from '$lib/problem-text';
import { app } from '$lib/store/app.svelte';
import { changeSettings, signOut } from '$lib/store/session';
import { undoLast } from '$lib/store/ticket-acts';
import { toasts } from '$lib/store/toasts.svelte';
import type { Action } from '../action';

function report(act: Promise<void>): void {
  act.catch((error: unknown) => toasts.show(problemText(error), { tone: 'bad' }));
}

export const appActions: readonly Action[] = [
  { id: 'app.palette', group: 'app', label: () => m.act_palette(), icon: Search, keys: ['Mod+k'], worksInInputs: true, isHidden: true, run: () => app.openPalette() },
  { id: 'app.help', group: 'app', label: () => m.act_help(), icon: CircleHelp, keys: ['?'], run: () => (app.isHelpOpen = true) },
  { id: 'app.undo', group: 'app', label: () => m.act_undo(), icon: Undo, keys: ['z', 'Mod+z'], isHidden: true, run: () => undoLast() },
  {
    id: 'app.panel',
    group: 'app',
    label: () => m.act_panel(),
    icon: PanelRight,
    keys: ['.'],
    when: (context) => context.open !== null,
    run() {
      app.isPanelOpen = !app.isPanelOpen;
      if (app.hasPanelRoom) report(changeSettings({ preferences: { panel_open: app.isPanelOpen } }));
    },
  },
  {
    id: 'app.panel-close',
    group: 'app',
    label: () => m.act_panel(),
    icon: PanelRight,
    keys: ['Escape'],
    isHidden: true,
    when: () => app.isPanelOpen && !app.hasPanelRoom,
    run: () => (app.isPanelOpen = false),
  },
  {
    id: 'app.theme',
    group: 'app',
    label: () => m.act_theme(),
    icon: Moon,
    run: () => report(changeSettings({ theme: document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark' })),
  },
  {
    id: 'app.language',
    group: 'app',
    label: () => m.act_language(),
    icon: Languages,
    run: () => report(changeSettings({ locale: locale.current === 'de' ? 'en' : 'de' })),
  },
  { id: 'app.sign-out', group: 'app', label: () => m.act_sign_out(), icon: LogOut, run: () => report(signOut().then(() => goto('/login'))) },
];
