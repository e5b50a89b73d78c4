// Times as agents read them. Pure: the moment and the language are arguments.

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(locale, options);
    formats.set(key, found);
  }
  return found;
}

export function clockTime(at: number, locale: string): string {
  return format(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

export function dayStart(at: number): number {
  const day = new Date(at);
  day.setHours(0, 0, 0, 0);
  return day.getTime();
}

/** Whole calendar days between two moments; 1 means "yesterday" for `at` before `now`. */
export function daysBetween(at: number, now: number): number {
  return Math.round((dayStart(now) - dayStart(at)) / 86_400_000);
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** "Gestern", "Morgen", "Heute" in the language of the screen. */
export function relativeDay(days: number, locale: string): string {
  return capital(new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day'));
}

/** Time in a list row: today the time, then yesterday, the weekday, the date. */
export function listTime(at: number, now: number, locale: string): string {
  const days = daysBetween(at, now);
  if (days <= 0) return clockTime(at, locale);
  if (days === 1) return relativeDay(1, locale);
  if (days < 7) return format(locale, { weekday: 'short' }).format(at);
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return isThisYear
    ? format(locale, { day: '2-digit', month: '2-digit' }).format(at)
    : format(locale, { day: '2-digit', month: '2-digit', year: '2-digit' }).format(at);
}

/** Heading over a day of a thread. */
export function dayTitle(at: number, now: number, locale: string): string {
  const days = daysBetween(at, now);
  if (days === 0 || days === 1) return relativeDay(days, locale);
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return format(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/** A moment ahead or behind, with the day where it is not today: "morgen, 09:41". */
export function momentText(at: number, now: number, locale: string): string {
  const days = daysBetween(at, now);
  const time = clockTime(at, locale);
  if (days === 0) return time;
  if (Math.abs(days) === 1) return `${new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day')}, ${time}`;
  if (days < 0 && days > -7) return `${format(locale, { weekday: 'long' }).format(at)}, ${time}`;
  return `${format(locale, { day: '2-digit', month: '2-digit' }).format(at)}, ${time}`;
}

/** Full date and time, for tooltips. */
export function fullTime(at: number, locale: string): string {
  return format(locale, { dateStyle: 'full', timeStyle: 'medium' }).format(at);
}

export function dateText(at: number, locale: string): string {
  return format(locale, { dateStyle: 'medium' }).format(at);
}

/** Length of a recording: 0:42, 1:02:03. */
export function mediaTime(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`;
}

/** A remaining time in a pill: 7:42 under ten minutes, 26 min, 3 h. */
export function shortDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

/** A remaining time in a banner: 23 h 58 min, 1 h 02 min, 12 min, 0:42. */
export function longDuration(ms: number): string {
  const minutes = Math.floor(Math.max(0, ms) / 60_000);
  if (minutes < 10) return shortDuration(ms);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
}
