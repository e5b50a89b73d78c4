import type { Attachment } from 'svelte/attachments';

export interface Tip {
  text: string;
  /** The key that does the same, shown after the text. */
  keys?: string | undefined;
}

const DELAY_MS = 500;
let bubble: HTMLElement | null = null;

function show(anchor: HTMLElement, tip: Tip): void {
  hide();
  bubble = document.createElement('div');
  bubble.className = 'tip';
  bubble.setAttribute('popover', 'manual');
  bubble.setAttribute('aria-hidden', 'true');
  bubble.append(tip.text);
  if (tip.keys !== undefined) {
    const key = document.createElement('kbd');
    key.textContent = tip.keys;
    bubble.append(key);
  }
  document.body.append(bubble);
  bubble.showPopover();
  const box = anchor.getBoundingClientRect();
  const own = bubble.getBoundingClientRect();
  const below = box.bottom + 6 + own.height < innerHeight;
  const left = Math.min(innerWidth - own.width - 8, Math.max(8, box.left + box.width / 2 - own.width / 2));
  bubble.style.left = `${left}px`;
  bubble.style.top = `${below ? box.bottom + 6 : box.top - own.height - 6}px`;
}

function hide(): void {
  bubble?.remove();
  bubble = null;
}

/** Shows a short text beside a control while it is hovered or focused. The control needs its own accessible name. */
export function tooltip(tipOf: () => Tip): Attachment<HTMLElement> {
  return (anchor) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => show(anchor, tipOf()), DELAY_MS);
    };
    const off = (): void => {
      clearTimeout(timer);
      hide();
    };
    const onFocus = (): void => {
      if (anchor.matches(':focus-visible')) soon();
    };
    const onEnter = (event: PointerEvent): void => {
      if (event.pointerType === 'mouse') soon();
    };
    anchor.addEventListener('pointerenter', onEnter);
    anchor.addEventListener('pointerleave', off);
    anchor.addEventListener('pointerdown', off);
    anchor.addEventListener('focus', onFocus);
    anchor.addEventListener('blur', off);
    return () => {
      off();
      anchor.removeEventListener('pointerenter', onEnter);
      anchor.removeEventListener('pointerleave', off);
      anchor.removeEventListener('pointerdown', off);
      anchor.removeEventListener('focus', onFocus);
      anchor.removeEventListener('blur', off);
    };
  };
}
