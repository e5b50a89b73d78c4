// F6 goes through the panes of the screen: list, messages, composer, panel.

const PANES = ['[role="listbox"]', '[role="log"]', '[data-pane="composer"] :is(textarea, input)', '[data-pane="panel"]'];

export function nextPane(back: boolean): void {
  const panes = PANES.flatMap((selector) => document.querySelector<HTMLElement>(selector) ?? []).filter((pane) => pane.offsetParent !== null);
  const active = document.activeElement;
  const holders = panes.map((pane) => pane.closest('[data-pane]') ?? pane);
  const now = holders.findIndex((holder) => holder.contains(active));
  const step = back ? -1 : 1;
  panes[now < 0 ? 0 : (now + step + panes.length) % panes.length]?.focus();
}
