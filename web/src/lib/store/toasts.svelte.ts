export type ToastTone = 'plain' | 'ok' | 'bad';

export interface Toast {
  id: number;
  tone: ToastTone;
  text: string;
  action: { label: string; key?: string; run: () => void } | null;
  lastsMs: number;
}

let nextId = 1;

class Toasts {
  items = $state.raw<readonly Toast[]>([]);
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(text: string, options: { tone?: ToastTone; action?: Toast['action']; lastsMs?: number } = {}): number {
    const id = nextId;
    nextId += 1;
    const lastsMs = options.lastsMs ?? (options.tone === 'bad' ? 10_000 : 5000);
    this.items = [...this.items.slice(-3), { id, tone: options.tone ?? 'plain', text, action: options.action ?? null, lastsMs }];
    this.resume(id);
    return id;
  }

  hide(id: number): void {
    this.pause(id);
    this.items = this.items.filter((toast) => toast.id !== id);
  }

  /** Nobody loses a notice because they are reading it. */
  pause(id: number): void {
    const timer = this.#timers.get(id);
    if (timer !== undefined) clearTimeout(timer);
    this.#timers.delete(id);
  }

  resume(id: number): void {
    const toast = this.items.find((one) => one.id === id);
    if (toast === undefined || this.#timers.has(id)) return;
    this.#timers.set(
      id,
      setTimeout(() => this.hide(id), toast.lastsMs),
    );
  }
}

export const toasts = new Toasts();
