// Only one recording is heard at a time.
let playing: HTMLMediaElement | null = null;

export function startedPlaying(element: HTMLMediaElement): void {
  if (playing !== null && playing !== element) playing.pause();
  playing = element;
}

/** Pauses what is heard now; false when nothing is. */
export function pausePlaying(): boolean {
  if (playing === null || playing.paused) return false;
  playing.pause();
  return true;
}
