import { describe, expect, it } from 'vitest';
import { byteSize } from './size';
import { clockTime, listTime, longDuration, mediaTime, momentText, shortDuration } from './time';
import { hueOf, initials, phoneText } from './person';

const now = new Date(2026, 10, 22, 15, 0).getTime();

describe('times', () => {
  it('a list row shows the time today, then the day', () => {
    expect(listTime(new Date(2026, 10, 22, 9, 41).getTime(), now, 'de')).toBe('09:41');
    expect(listTime(new Date(2026, 10, 21, 23, 59).getTime(), now, 'de')).toBe('Gestern');
    expect(listTime(new Date(2026, 10, 18, 8, 0).getTime(), now, 'de')).toBe('Mi');
    expect(listTime(new Date(2026, 9, 3, 8, 0).getTime(), now, 'de')).toBe('03.10.');
    expect(listTime(new Date(2025, 9, 3, 8, 0).getTime(), now, 'en')).toContain('25');
  });
  it('midnight is 00:00 in both languages', () => {
    expect(clockTime(new Date(2026, 10, 22, 0, 5).getTime(), 'en')).toBe('00:05');
  });
  it('a moment names the day where it is not today', () => {
    expect(momentText(new Date(2026, 10, 23, 9, 41).getTime(), now, 'de')).toBe('morgen, 09:41');
    expect(momentText(new Date(2026, 10, 22, 18, 0).getTime(), now, 'de')).toBe('18:00');
  });
  it('durations lose precision as they grow', () => {
    expect(shortDuration(462_000)).toBe('7:42');
    expect(shortDuration(26 * 60_000)).toBe('26 min');
    expect(shortDuration(3.9 * 3_600_000)).toBe('3 h');
    expect(longDuration(23 * 3_600_000 + 58 * 60_000)).toBe('23 h 58 min');
    expect(mediaTime(42_000)).toBe('0:42');
  });
});

describe('people', () => {
  it('initials come from the first and last word', () => {
    expect(initials('Katharina Vogel')).toBe('KV');
    expect(initials('Praxis Dr. Hellwig')).toBe('PH');
    expect(initials('@öko_laden')).toBe('ÖL');
    expect(initials('+49 171 228')).toBe('');
  });
  it('an id keeps its hue', () => {
    expect(hueOf('a')).toBe(hueOf('a'));
    expect(hueOf('a')).toBeLessThan(360);
  });
  it('numbers are grouped', () => {
    expect(phoneText('+4915123456789')).toBe('+49 151 2345 6789');
    expect(phoneText('+494315558821')).toBe('+49 431 555 8821');
    expect(phoneText('+34612345678')).toBe('+34 612 345 678');
    expect(phoneText('ABC')).toBe('ABC');
  });
  it('sizes are short', () => {
    expect(byteSize(845, 'de')).toBe('845 B');
    expect(byteSize(2_340_000, 'de')).toBe('2,3 MB');
  });
});
