// Matches key presses against written keys. By `event.key`, never by position: German keyboards first.

export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const SEQUENCE_MS = 1000;

/** The written form of a press: "e", "?", "Mod+k", "Mod+Shift+Enter", "Shift+j". */
export function written(press: KeyPress): string | null {
  if (press.altKey || ['Shift', 'Control', 'Meta', 'Alt', 'AltGraph', 'Dead'].includes(press.key)) return null;
  const isLetter = /^\p{L}$/u.test(press.key);
  const key = press.key === ' ' ? 'Space' : isLetter ? press.key.toLowerCase() : press.key;
  const isNamed = key.length > 1;
  const mod = press.ctrlKey || press.metaKey ? 'Mod+' : '';
  // A sign such as "?" already says that shift was held.
  const shift = press.shiftKey && (isLetter || isNamed) ? 'Shift+' : '';
  return `${mod}${shift}${key}`;
}

/** Follows presses and finds what they mean, sequences such as "g i" included. */
export class KeyReader {
  #first: { key: string; at: number } | null = null;

  constructor(private readonly known: () => readonly string[]) {}

  /** The known keys this press completes, or null. `now` in milliseconds. */
  read(press: KeyPress, now: number): string | null {
    const key = written(press);
    if (key === null) return null;
    const all = this.known();
    const first = this.#first;
    this.#first = null;
    if (first !== null && now - first.at <= SEQUENCE_MS) {
      const both = `${first.key} ${key}`;
      if (all.includes(both)) return both;
    }
    if (all.some((one) => one.startsWith(`${key} `))) {
      this.#first = { key, at: now };
      return all.includes(key) ? key : null;
    }
    return all.includes(key) ? key : null;
  }

  reset(): void {
    this.#first = null;
  }
}

/** How keys are written on the screen of this machine: "⌘K", "Strg K", "G dann I". */
export function shownKeys(keys: string, isMac: boolean, locale: string): string {
  const names: Record<string, string> = {
    Mod: isMac ? '⌘' : locale === 'de' ? 'Strg' : 'Ctrl',
    Shift: '⇧',
    Enter: '↵',
    Escape: 'Esc',
    Space: locale === 'de' ? 'Leertaste' : 'Space',
  };
  return keys
    .split(' ')
    .map((press) =>
      press
        .split('+')
        .map((part) => names[part] ?? part.toLocaleUpperCase())
        .join(isMac ? '' : ' '),
    )
    .join(' ');
}

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform);
