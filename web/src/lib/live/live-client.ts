import type { Changes, LiveCommand, LiveFrame } from '$api/types';

export type LiveState = 'connecting' | 'live' | 'offline';

export interface LiveEvents {
  onState(state: LiveState): void;
  onHello(frame: Extract<LiveFrame, { type: 'hello' }>): void;
  onChanges(frame: Changes): void;
  /** The server no longer has what we missed: what is on screen must be fetched again. */
  onReset(seq: number): void;
  onPresence(frame: Extract<LiveFrame, { type: 'presence' }>): void;
  onSessionEnded(): void;
}

/** The part of a WebSocket that is used; tests bring their own. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface LiveWorld {
  open(since: number): Socket;
  after(ms: number, run: () => void): () => void;
  random(): number;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
const PING_MS = 20_000;
const SILENCE_MS = 45_000;

/**
 * Follows the server's changes without a hole. Every `changes` frame must begin where the last one ended;
 * if one does not, the connection is opened again from the last number that is certain.
 */
export class LiveClient {
  #seq: number;
  #socket: Socket | null = null;
  #failures = 0;
  #cancelRetry: (() => void) | null = null;
  #cancelPing: (() => void) | null = null;
  #cancelSilence: (() => void) | null = null;
  #isStopped = false;
  #state: LiveState | null = null;

  constructor(
    seq: number,
    private readonly events: LiveEvents,
    private readonly world: LiveWorld,
  ) {
    this.#seq = seq;
  }

  get seq(): number {
    return this.#seq;
  }

  start(): void {
    this.#isStopped = false;
    this.#connect();
  }

  stop(): void {
    this.#isStopped = true;
    this.#drop();
    this.#cancelRetry?.();
  }

  /** The network came back or the tab was woken: try now rather than when the wait is over. */
  wake(): void {
    if (this.#isStopped || this.#socket !== null) return;
    this.#failures = 0;
    this.#cancelRetry?.();
    this.#connect();
  }

  send(command: LiveCommand): void {
    if (this.#state === 'live') this.#socket?.send(JSON.stringify(command));
  }

  #setState(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.events.onState(state);
  }

  #connect(): void {
    if (this.#failures === 0) this.#setState('connecting');
    const socket = this.world.open(this.#seq);
    this.#socket = socket;
    this.#watchSilence(socket);
    socket.onmessage = (event) => {
      if (this.#socket !== socket || typeof event.data !== 'string') return;
      this.#watchSilence(socket);
      const frame = parse(event.data);
      if (frame !== null) this.#take(frame);
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#lost();
    };
  }

  #take(frame: LiveFrame): void {
    switch (frame.type) {
      case 'hello':
        this.#failures = 0;
        this.#setState('live');
        this.#keepAlive();
        this.events.onHello(frame);
        return;
      case 'changes':
        if (frame.to <= this.#seq) return;
        if (frame.from !== this.#seq) {
          this.#reconnect();
          return;
        }
        this.#seq = frame.to;
        this.events.onChanges(frame);
        return;
      case 'reset':
        this.#seq = frame.seq;
        this.events.onReset(frame.seq);
        return;
      case 'presence':
        this.events.onPresence(frame);
        return;
      case 'bye':
        if (frame.reason === 'session_ended') {
          this.stop();
          this.events.onSessionEnded();
        } else this.#lost();
        return;
      case 'pong':
        return;
    }
  }

  #keepAlive(): void {
    this.#cancelPing?.();
    this.#cancelPing = this.world.after(PING_MS, () => {
      this.send({ type: 'ping' });
      this.#keepAlive();
    });
  }

  #watchSilence(socket: Socket): void {
    this.#cancelSilence?.();
    this.#cancelSilence = this.world.after(SILENCE_MS, () => {
      if (this.#socket === socket) this.#lost();
    });
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#cancelPing?.();
    this.#cancelSilence?.();
    socket?.close();
  }

  #reconnect(): void {
    this.#drop();
    this.#connect();
  }

  #lost(): void {
    this.#drop();
    if (this.#isStopped) return;
    this.#failures += 1;
    this.#setState('offline');
    const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#failures - 1));
    this.#cancelRetry?.();
    this.#cancelRetry = this.world.after(most * (0.5 + this.world.random() / 2), () => this.#connect());
  }
}

function parse(text: string): LiveFrame | null {
  try {
    return JSON.parse(text) as LiveFrame;
  } catch {
    return null;
  }
}
