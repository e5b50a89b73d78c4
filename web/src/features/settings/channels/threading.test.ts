import { describe, expect, it } from 'vitest';
import { spanText, windowChoices } from './threading';

describe('the threading window', () => {
  it('is read in the largest whole unit', () => {
    expect([60, 90, 1440, 4320].map((minutes) => spanText(minutes, 'de'))).toEqual(['1 Stunde', '90 Minuten', '24 Stunden', '3 Tage']);
    expect(spanText(2880, 'en')).toBe('2 days');
  });

  it('keeps a value that nobody would have chosen here', () => {
    expect(windowChoices(100)).toContain(100);
    expect(windowChoices(1440).filter((minutes) => minutes === 1440)).toHaveLength(1);
  });
});
