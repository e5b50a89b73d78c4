// One clock for the whole page. It shows the server's time, ticks once a second and stops in a hidden tab.

let offset = 0;
let second = $state(Date.now());
let minute = $state(floorMinute(Date.now()));
let timer: ReturnType<typeof setInterval> | null = null;

function floorMinute(at: number): number {
  return Math.floor(at / 60_000) * 60_000;
}

function tick(): void {
  second = Date.now() + offset;
  const whole = floorMinute(second);
  if (whole !== minute) minute = whole;
}

export const clock = {
  /** Server time in milliseconds; a reader repaints once a second. */
  get second(): number {
    return second;
  },
  /** Server time floored to the minute; a reader repaints once a minute. */
  get minute(): number {
    return minute;
  },
  /** Server time right now, without becoming a reader. */
  now(): number {
    return Date.now() + offset;
  },
  /** Takes the server's time from an answer that was received just now. */
  sync(serverTime: string): void {
    const at = Date.parse(serverTime);
    if (Number.isNaN(at)) return;
    const next = at - Date.now();
    // Small differences are the network, not the clock; following them would make the seconds jitter.
    if (Math.abs(next - offset) > 750) {
      offset = next;
      tick();
    }
  },
  start(): () => void {
    timer ??= setInterval(tick, 1000);
    const onVisible = (): void => {
      if (!document.hidden) tick();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      document.removeEventListener('visibilitychange', onVisible);
    };
  },
};
