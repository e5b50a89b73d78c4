// How long a finished ticket takes further messages, as a choice. Pure.

/** Minutes that are offered; the longest is the server's limit of 30 days. */
export const WINDOWS = [0, 60, 360, 720, 1440, 2880, 4320, 10_080, 43_200] as const;

/** The choices, with the present value among them even where somebody set it by the API. */
export function windowChoices(present: number): number[] {
  return [...new Set([...WINDOWS, present])].sort((a, b) => a - b);
}

/** A span in the largest unit that is whole: 90 → minutes, 2880 → days. */
export function spanOf(minutes: number): { amount: number; unit: 'minute' | 'hour' | 'day' } {
  if (minutes % 1440 === 0 && minutes >= 2880) return { amount: minutes / 1440, unit: 'day' };
  if (minutes % 60 === 0 && minutes > 0) return { amount: minutes / 60, unit: 'hour' };
  return { amount: minutes, unit: 'minute' };
}

export function spanText(minutes: number, locale: string): string {
  const { amount, unit } = spanOf(minutes);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
