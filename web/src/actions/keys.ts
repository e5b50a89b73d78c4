// The one listener for keys of the whole page.
import { locale } from '$lib/i18n/i18n.svelte';
import { app } from '$lib/store/app.svelte';
import { desk } from '$lib/store/desk.svelte';
import type { Action } from './action';
import { contextNow, isOffered } from './action';
import { actions } from './all';
import { isMac, KeyReader, shownKeys } from './keymap';

const allKeys = actions.flatMap((action) => action.keys ?? []);
const reader = new KeyReader(() => allKeys);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Space and Enter belong to a focused control. */
function isControlKey(event: KeyboardEvent): boolean {
  const target = event.target;
  return (event.key === ' ' || event.key === 'Enter') && target instanceof HTMLElement && target.closest('button, a, summary, [role="option"]') !== null;
}

function overlayIsOpen(): boolean {
  return document.querySelector('dialog[open], [role="menu"]:popover-open') !== null;
}

/** The palette is being fetched: what is typed meanwhile belongs into its field, and is no shortcut. */
function typeAhead(event: KeyboardEvent): void {
  if (app.palette === null || event.key.length !== 1 || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  app.palette = { ...app.palette, query: app.palette.query + event.key };
}

function candidatesFor(keys: string): Action[] {
  return actions.filter((action) => action.keys?.includes(keys));
}

export function onKeydown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || desk.me === null || isControlKey(event)) return;
  const isTypingNow = isTyping(event.target);
  if (isTypingNow && !event.ctrlKey && !event.metaKey) return;
  if (overlayIsOpen()) return;
  if (app.palette !== null) return typeAhead(event);
  const isSingle = !event.ctrlKey && !event.metaKey;
  if (isSingle && desk.me.agent.preferences?.keys_off === true) return;
  const keys = reader.read(event, event.timeStamp);
  if (keys === null) return;
  const context = contextNow();
  const action = candidatesFor(keys).find((one) => (!isTypingNow || one.worksInInputs === true) && isOffered(one, context));
  if (action === undefined) return;
  event.preventDefault();
  action.run(context);
}

/** The keys of an action as this machine writes them; undefined when it has none or keys are switched off. */
export function keysOf(action: Action | undefined): string | undefined {
  const keys = action?.keys?.[0];
  if (keys === undefined) return undefined;
  if (desk.me?.agent.preferences?.keys_off === true && !keys.startsWith('Mod')) return undefined;
  return shownKeys(keys, isMac(), locale.current);
}
