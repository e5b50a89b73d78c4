// Reads a browser's self-portrait just far enough to recognise one's own machine. Pure.

export interface Machine {
  browser: string | null;
  system: string | null;
  isPhone: boolean;
}

// The order matters: Edge calls itself Chrome too, Chrome calls itself Safari too.
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdgA?\/|EdgiOS\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

const first = (table: readonly [RegExp, string][], text: string): string | null => table.find(([sign]) => sign.test(text))?.[1] ?? null;

export function machineOf(userAgent: string | null): Machine {
  const text = userAgent ?? '';
  const system = first(SYSTEMS, text);
  return { browser: first(BROWSERS, text), system, isPhone: system === 'iPhone' || (system === 'Android' && /Mobile/.test(text)) };
}
