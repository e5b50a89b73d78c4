/** Collects what arrives and hands it over once per animation frame; in a hidden tab after a short while. */
export class FrameQueue<T> {
  #waiting: T[] = [];
  #isScheduled = false;

  constructor(
    private readonly flush: (items: T[]) => void,
    private readonly schedule: (run: () => void) => void = scheduleFrame,
  ) {}

  push(item: T): void {
    this.#waiting.push(item);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.schedule(() => {
      this.#isScheduled = false;
      const items = this.#waiting;
      this.#waiting = [];
      if (items.length > 0) this.flush(items);
    });
  }

  clear(): void {
    this.#waiting = [];
  }
}

// Animation frames do not come in a hidden tab; the title and the notices still have to follow.
function scheduleFrame(run: () => void): void {
  if (document.hidden) setTimeout(run, 200);
  else {
    let done = false;
    const once = (): void => {
      if (done) return;
      done = true;
      run();
    };
    requestAnimationFrame(once);
    setTimeout(once, 250);
  }
}
