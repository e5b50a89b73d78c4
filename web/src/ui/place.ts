/** Puts a floating box beside its anchor and keeps it inside the window. */
export function placeBeside(box: HTMLElement, anchor: HTMLElement, align: 'start' | 'end' = 'start', gap = 4): void {
  const at = anchor.getBoundingClientRect();
  const own = box.getBoundingClientRect();
  const fitsBelow = at.bottom + gap + own.height <= innerHeight - 8;
  const fitsAbove = at.top - gap - own.height >= 8;
  const top = fitsBelow || !fitsAbove ? at.bottom + gap : at.top - gap - own.height;
  const left = align === 'start' ? at.left : at.right - own.width;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - own.width - 8))}px`;
  box.style.top = `${Math.max(8, Math.min(top, innerHeight - own.height - 8))}px`;
}
