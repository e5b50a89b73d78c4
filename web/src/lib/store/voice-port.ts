// The door between the "play" key and the last voice message on screen.

let play: (() => void) | null = null;

/** Called by the thread when it shows a voice message; the returned function takes it back. */
export function registerVoice(toggle: () => void): () => void {
  play = toggle;
  return () => {
    if (play === toggle) play = null;
  };
}

export function playLastVoice(): void {
  play?.();
}
