// One desk with its emulated WhatsApp, in a data directory of its own on ports of its own.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api, type Channel, type SignedIn } from './api.ts';
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

/** Signs everybody in with the password that the demo keeps beside its data. */
export async function signInAll(url: string, dataDir: string): Promise<Seed> {
  const password = readFileSync(join(dataDir, 'demo-sign-in.txt'), 'utf8').trim().split(/\s+/u)[1];
  if (password === undefined) throw new Error('the demo kept no password');
  const sessions: Partial<Record<Person, SignedIn>> = {};
  for (const [person, { email }] of Object.entries(PEOPLE)) sessions[person as Person] = await Api.signIn(url, email, password);
  return { dataDir, password, sessions: sessions as Seed['sessions'] };
}

export function seed(): Seed {
  const text = process.env['TRESEN_E2E_SEED'];
  if (text === undefined) throw new Error('the seed was not made; run through playwright.config.ts');
  return JSON.parse(text) as Seed;
}

/**
 * How desk and platform run: `demo` in one process on a copy of the seed; `apart`, so that one may die without the
 * other; `fresh` as at a first start, when the customers' phones still have their pictures.
 */
export type Shape = 'demo' | 'apart' | 'fresh';

export class RunningDesk {
  #desk: Program | null = null;
  #platform: Program | null = null;
  readonly emulator: Emulator;

  private constructor(
    private readonly shape: Shape,
    readonly dataDir: string,
    readonly address: string,
    readonly emulatorAddress: string,
    public seed: Seed,
  ) {
    this.emulator = new Emulator(`http://${emulatorAddress}`);
  }

  /** A fresh copy of the seeded company, running. */
  static async start(shape: Shape = 'demo'): Promise<RunningDesk> {
    const kept = seed();
    const dataDir = mkdtempSync(join(tmpdir(), 'tresen-e2e-'));
    if (shape !== 'fresh') cpSync(kept.dataDir, dataDir, { recursive: true });
    const desk = new RunningDesk(shape, dataDir, await freeAddress(), await freeAddress(), kept);
    if (shape === 'apart') await desk.#startPlatform();
    await desk.startAgain();
    if (shape === 'apart') await desk.#connect();
    if (shape === 'fresh') desk.seed = await signInAll(desk.url, dataDir);
    return desk;
  }

  get url(): string {
    return `http://${this.address}`;
  }

  as(person: Person): Api {
    return new Api(this.url, this.seed.sessions[person]);
  }

  async startAgain(): Promise<void> {
    const place = ['--data-dir', this.dataDir, '--listen', this.address];
    if (this.shape !== 'apart') {
      this.#desk = new Program(['demo', ...place, '--emulator-listen', this.emulatorAddress]);
      await this.#desk.prints('Sign in');
    } else {
      this.#desk = new Program(['serve', ...place], {
        TRESEN_WHATSAPP_GRAPH_URL: this.emulator.url,
        TRESEN_WHATSAPP_APPS_DEMO_SECRET: APP.secret,
        TRESEN_WHATSAPP_APPS_DEMO_VERIFY_TOKEN: APP.verifyToken,
      });
      await this.#desk.answers(`${this.url}/readyz`);
    }
  }

  async kill(): Promise<void> {
    await this.#desk?.kill();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#desk?.stop(), this.#platform?.stop()]);
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** For the report of a failed story. */
  get output(): string {
    return `${this.#platform?.output ?? ''}${this.#desk?.output ?? ''}`;
  }

  async #startPlatform(): Promise<void> {
    this.#platform = new Program(['emulator', '--listen', this.emulatorAddress]);
    await this.#platform.answers(`${this.emulator.url}/control/state`);
  }

  /** The channel of the seeded company gets a token that this platform knows. */
  async #connect(): Promise<void> {
    const api = this.as('jana');
    const [channel] = await api.list<Channel>('/channels');
    if (channel === undefined) throw new Error('the seeded company has no channel');
    await this.emulator.putNumber({
      phone_number_id: channel.phone_number_id,
      waba_id: channel.waba_id,
      display_phone_number: channel.display_phone_number,
      verified_name: channel.name,
      access_token: APP.token,
      app_secret: APP.secret,
      verify_token: APP.verifyToken,
      webhook_url: `${this.url}/webhooks/whatsapp/demo`,
    });
    await api.ask('PATCH', `/channels/${channel.id}`, { access_token: APP.token });
  }
}

/** What desk and platform agreed on; made up, and of no use elsewhere. */
const APP = { secret: 'e2e-app-secret', verifyToken: 'e2e-verify-token', token: 'e2e-access-token' };
