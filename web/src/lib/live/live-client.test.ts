import { describe, expect, it } from 'vitest';
import type { Changes, LiveFrame } from '$api/types';
import { LiveClient, type LiveState, type Socket } from './live-client';
import { FrameQueue } from './frame-queue';

class FakeSocket implements Socket {
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  sent: string[] = [];
  isClosed = false;
  constructor(readonly since: number) {}
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.isClosed = true;
  }
  say(frame: LiveFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

function desk(seq = 10) {
  const sockets: FakeSocket[] = [];
  const timers: { ms: number; run: () => void; isOff: boolean }[] = [];
  const states: LiveState[] = [];
  const seen: number[] = [];
  const resets: number[] = [];
  let ended = 0;
  const live = new LiveClient(
    seq,
    {
      onState: (state) => states.push(state),
      onHello: () => {},
      onChanges: (frame) => seen.push(frame.to),
      onReset: (to) => resets.push(to),
      onPresence: () => {},
      onSessionEnded: () => (ended += 1),
    },
    {
      open: (since) => {
        const socket = new FakeSocket(since);
        sockets.push(socket);
        return socket;
      },
      after: (ms, run) => {
        const timer = { ms, run, isOff: false };
        timers.push(timer);
        return () => (timer.isOff = true);
      },
      random: () => 1,
    },
  );
  live.start();
  const last = (): FakeSocket => sockets[sockets.length - 1] as FakeSocket;
  const hello = (): void => last().say({ type: 'hello', seq, server_time: '2026-11-22T10:00:00Z', build: 'x' });
  return { live, sockets, timers, states, seen, resets, last, hello, ended: () => ended };
}

const changes = (from: number, to: number): Changes => ({
  type: 'changes',
  from,
  to,
  server_time: '2026-11-22T10:00:00Z',
  tickets: [],
  messages: [],
  contacts: [],
  notices: [],
  gone_ticket_ids: [],
  refresh: [],
});

describe('live client', () => {
  it('takes frames that follow each other', () => {
    const it = desk();
    it.hello();
    it.last().say(changes(10, 12));
    it.last().say(changes(12, 13));
    expect(it.seen).toEqual([12, 13]);
    expect(it.live.seq).toBe(13);
  });
  it('opens again from the last certain number when a frame is missing', () => {
    const it = desk();
    it.hello();
    it.last().say(changes(10, 12));
    it.last().say(changes(14, 15));
    expect(it.seen).toEqual([12]);
    expect(it.sockets.map((socket) => socket.since)).toEqual([10, 12]);
    expect(it.sockets[0]?.isClosed).toBe(true);
  });
  it('does not take a frame twice', () => {
    const it = desk();
    it.hello();
    it.last().say(changes(10, 12));
    it.last().say(changes(10, 12));
    expect(it.seen).toEqual([12]);
    expect(it.sockets).toHaveLength(1);
  });
  it('follows a reset', () => {
    const it = desk();
    it.hello();
    it.last().say({ type: 'reset', seq: 900 });
    it.last().say(changes(900, 901));
    expect(it.resets).toEqual([900]);
    expect(it.seen).toEqual([901]);
  });
  it('waits longer after each failure and says it is offline', () => {
    const it = desk();
    it.last().onclose?.(undefined as never);
    const first = it.timers[it.timers.length - 1];
    first?.run();
    it.last().onclose?.(undefined as never);
    const second = it.timers[it.timers.length - 1];
    expect([first?.ms, second?.ms]).toEqual([500, 1000]);
    expect(it.states).toEqual(['connecting', 'offline']);
  });
  it('tries at once when woken', () => {
    const it = desk();
    it.last().onclose?.(undefined as never);
    it.live.wake();
    expect(it.sockets).toHaveLength(2);
  });
  it('stops when the session has ended', () => {
    const it = desk();
    it.hello();
    it.last().say({ type: 'bye', reason: 'session_ended' });
    expect(it.ended()).toBe(1);
    expect(it.sockets).toHaveLength(1);
  });
});

describe('frame queue', () => {
  it('hands over everything of one frame at once', () => {
    const runs: (() => void)[] = [];
    const got: number[][] = [];
    const queue = new FrameQueue<number>(
      (items) => got.push(items),
      (run) => runs.push(run),
    );
    queue.push(1);
    queue.push(2);
    runs.shift()?.();
    queue.push(3);
    runs.shift()?.();
    expect(got).toEqual([[1, 2], [3]]);
  });
});
