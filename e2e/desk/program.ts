// A started `tresen`: its output is kept for the report, its end is awaited.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const BINARY = process.env['TRESEN_BIN'] || fileURLToPath(new URL('../../target/debug/tresen', import.meta.url));

export class Program {
  #child: ChildProcess;
  #output = '';
  #ended: Promise<void>;
  #hasEnded = false;

  constructor(args: readonly string[], environment: Record<string, string> = {}) {
    if (!existsSync(BINARY)) throw new Error(`there is no binary at ${BINARY}; run \`cargo build\` or set TRESEN_BIN`);
    this.#child = spawn(BINARY, args, { env: { ...withoutSettings(), TRESEN_LOG_LEVEL: 'warn', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    const keep = (chunk: Buffer): void => void (this.#output += chunk.toString());
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
    this.#ended = new Promise((resolve) =>
      this.#child.once('close', () => {
        this.#hasEnded = true;
        resolve();
      }),
    );
  }

  get output(): string {
    return this.#output;
  }


  /** Waits until `address` answers well; says what the program printed if it never does. */
  async answers(address: string, withinMs = 60_000): Promise<void> {
    const until = Date.now() + withinMs;
    for (;;) {
      if (this.#hasEnded) throw new Error(`tresen ended before it was ready:\n${this.#output}`);
      const isReady = await fetch(address).then((answer) => answer.ok, () => false);
      if (isReady) return;
      if (Date.now() > until) throw new Error(`${address} did not answer within ${withinMs} ms:\n${this.#output}`);
      await pause(20);
    }
  }

  /** Waits for a line of its output. */
  prints(words: string, withinMs = 120_000): Promise<true> {
    return eventually(`"${words}" in the output of tresen`, async () => {
      if (this.#hasEnded) throw new Error(`tresen ended before it was ready:\n${this.#output}`);
      return this.#output.includes(words);
    }, withinMs);
  }

  /** Waits for the program to end by itself. */
  async ended(): Promise<string> {
    await this.#ended;
    return this.#output;
  }

  async stop(): Promise<void> {
    if (!this.#hasEnded) this.#child.kill('SIGTERM');
    await this.#ended;
  }

  /** As if the machine lost its power: nothing is said, nothing is finished. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

/** Settings of the person who runs the tests must not reach the desk under test. */
function withoutSettings(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !name.startsWith('TRESEN_'));
  return Object.fromEntries(kept) as Record<string, string>;
}

/** Between two looks at something outside of the browser. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks again until `look` gives something; the last complaint is thrown. */
export async function eventually<T>(what: string, look: () => Promise<T | null | undefined | false>, withinMs = 10_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > until) throw new Error(`within ${withinMs} ms there was no ${what}`);
    await pause(25);
  }
}

/** An address of this machine that nobody listens on. */
export function freeAddress(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(`127.0.0.1:${address.port}`);
      });
    });
  });
}
