// Moments to put a ticket away until. In the agent's own time zone.
export interface SnoozeChoice {
  id: 'hour' | 'three_hours' | 'evening' | 'tomorrow' | 'monday' | 'week' | 'typed';
  at: number;
}

function dayAt(now: number, days: number, hour: number, minute = 0): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  day.setHours(hour, minute, 0, 0);
  return day.getTime();
}

/** The first is the most likely: `h ↵` puts a ticket away until tomorrow morning. */
export function snoozeChoices(now: number): SnoozeChoice[] {
  const weekday = new Date(now).getDay();
  const toMonday = ((8 - weekday) % 7) || 7;
  const choices: SnoozeChoice[] = [
    { id: 'tomorrow', at: dayAt(now, 1, 8) },
    { id: 'hour', at: now + 3_600_000 },
    { id: 'three_hours', at: now + 3 * 3_600_000 },
  ];
  const evening = dayAt(now, 0, 17);
  if (evening - now > 3_600_000) choices.push({ id: 'evening', at: evening });
  if (toMonday > 1) choices.push({ id: 'monday', at: dayAt(now, toMonday, 8) });
  choices.push({ id: 'week', at: dayAt(now, 7, 8) });
  return choices;
}

const DAYS: readonly (readonly string[])[] = [
  ['so', 'sonntag', 'sun', 'sunday'],
  ['mo', 'montag', 'mon', 'monday'],
  ['di', 'dienstag', 'tue', 'tuesday'],
  ['mi', 'mittwoch', 'wed', 'wednesday'],
  ['do', 'donnerstag', 'thu', 'thursday'],
  ['fr', 'freitag', 'fri', 'friday'],
  ['sa', 'samstag', 'sat', 'saturday'],
];
const UNITS: Record<string, number> = { m: 60_000, min: 60_000, h: 3_600_000, std: 3_600_000, d: 86_400_000, t: 86_400_000 };

/** Reads "2h", "30 min", "morgen 9", "do 15:30", "24.12. 8:00". Null when it is not a moment in the future. */
export function parseSnooze(text: string, now: number): number | null {
  const words = text.trim().toLowerCase().replace(/\bum\b|\bat\b|\buhr\b|,/g, ' ').split(/\s+/u).join(' ');
  if (words === '') return null;
  const span = /^(\d{1,3}) ?(min|m|std|h|d|t)\w*$/.exec(words);
  if (span) return now + Number(span[1]) * (UNITS[span[2] ?? ''] ?? 0);
  const time = /(?:^| )(\d{1,2})(?::(\d{2}))?(?: ?h)?$/.exec(words);
  const hour = time ? Number(time[1]) : 8;
  const minute = time?.[2] ? Number(time[2]) : 0;
  if (hour > 23 || minute > 59) return null;
  const day = (time ? words.slice(0, time.index) : words).trim();
  const at = dayFrom(day, now, hour, minute);
  return at !== null && at > now ? at : null;
}

function dayFrom(day: string, now: number, hour: number, minute: number): number | null {
  if (day === '') {
    const today = dayAt(now, 0, hour, minute);
    return today > now ? today : dayAt(now, 1, hour, minute);
  }
  if (['heute', 'today'].includes(day)) return dayAt(now, 0, hour, minute);
  if (['morgen', 'tomorrow'].includes(day)) return dayAt(now, 1, hour, minute);
  if (['übermorgen'].includes(day)) return dayAt(now, 2, hour, minute);
  const weekday = DAYS.findIndex((names) => names.includes(day.replace(/^(next|nächste[nr]?) /, '')));
  if (weekday >= 0) return dayAt(now, ((weekday - new Date(now).getDay() + 6) % 7) + 1, hour, minute);
  const date = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(day);
  if (!date) return null;
  const year = date[3] ? Number(date[3]) : new Date(now).getFullYear();
  const at = new Date(year, Number(date[2]) - 1, Number(date[1]), hour, minute).getTime();
  return at <= now && !date[3] ? new Date(year + 1, Number(date[2]) - 1, Number(date[1]), hour, minute).getTime() : at;
}
