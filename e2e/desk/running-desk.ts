// One desk with its emulated WhatsApp, in a data directory of its own on ports of its own.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api, type SignedIn } from './api.ts';
import { Emulator } from './emulator.ts';
import { freeAddress, Program } from './program.ts';

/** The demo company's people that stories play with; all have the same password. */
export const PEOPLE = {
  jana: { email: 'jana@kaffeewerk.example', name: 'Jana Becker' },
  mara: { email: 'mara@kaffeewerk.example', name: 'Mara Kühn' },
  tom: { email: 'tom@kaffeewerk.example', name: 'Tom Petersen' },
  leyla: { email: 'leyla@kaffeewerk.example', name: 'Leyla Arslan' },
} as const;
export type Person = keyof typeof PEOPLE;

/** What every desk under test is a copy of. Made once per run by seed.ts. */
export interface Seed {
  dataDir: string;
  password: string;
  sessions: Record<Person, SignedIn>;
}

export function seed(): Seed {
  const text = process.env['TRESEN_E2E_SEED'];
  if (text === undefined) throw new Error('the seed was not made; run through playwright.config.ts');
  return JSON.parse(text) as Seed;
}

export class RunningDesk {
  #program: Program | null = null;

  private constructor(
    readonly dataDir: string,
    readonly address: string,
    readonly emulatorAddress: string,
    readonly seed: Seed,
  ) {}

  /** A fresh copy of the seeded company, running. */
  static async start(): Promise<RunningDesk> {
    const kept = seed();
    const dataDir = mkdtempSync(join(tmpdir(), 'tresen-e2e-'));
    cpSync(kept.dataDir, dataDir, { recursive: true });
    const desk = new RunningDesk(dataDir, await freeAddress(), await freeAddress(), kept);
    await desk.startAgain();
    return desk;
  }

  get url(): string {
    return `http://${this.address}`;
  }

  get emulator(): Emulator {
    return new Emulator(`http://${this.emulatorAddress}`);
  }

  as(person: Person): Api {
    return new Api(this.url, this.seed.sessions[person]);
  }

  async startAgain(): Promise<void> {
    this.#program = new Program(['demo', '--data-dir', this.dataDir, '--listen', this.address, '--emulator-listen', this.emulatorAddress]);
    await this.#program.prints('Sign in');
  }

  async kill(): Promise<void> {
    await this.#program?.kill();
  }

  async stop(): Promise<void> {
    await this.#program?.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** For the report of a failed story. */
  get output(): string {
    return this.#program?.output ?? '';
  }
}
