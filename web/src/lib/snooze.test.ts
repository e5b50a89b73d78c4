import { describe, expect, it } from 'vitest';
import { parseSnooze, snoozeChoices } from './snooze';

const sunday = new Date(2026, 10, 22, 15, 0).getTime();
const at = (day: number, hour: number, minute = 0, month = 10): number => new Date(2026, month, day, hour, minute).getTime();

describe('snooze', () => {
  it('the first choice is tomorrow morning', () => {
    expect(snoozeChoices(sunday)[0]).toEqual({ id: 'tomorrow', at: at(23, 8) });
  });
  it('Monday is not offered twice on a Sunday', () => {
    expect(snoozeChoices(sunday).some((choice) => choice.id === 'monday')).toBe(false);
    expect(snoozeChoices(at(24, 9)).find((choice) => choice.id === 'monday')?.at).toBe(at(30, 8));
  });
  it.each([
    ['2h', sunday + 2 * 3_600_000],
    ['30 min', sunday + 30 * 60_000],
    ['morgen 9', at(23, 9)],
    ['do 15:30', at(26, 15, 30)],
    ['thursday', at(26, 8)],
    ['so', at(29, 8)],
    ['17', at(22, 17)],
    ['9:15', at(23, 9, 15)],
    ['24.12. 8:00', at(24, 8, 0, 11)],
  ])('reads %s', (text, expected) => expect(parseSnooze(text, sunday)).toBe(expected));
  it('refuses what is no moment', () => {
    expect(parseSnooze('irgendwann', sunday)).toBeNull();
    expect(parseSnooze('', sunday)).toBeNull();
    expect(parseSnooze('heute 9', sunday)).toBeNull();
    expect(parseSnooze('morgen 25', sunday)).toBeNull();
  });
});
