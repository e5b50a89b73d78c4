// Makes the demo company once and signs its people in; every desk under test is a copy of it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Api, type SignedIn } from './api.ts';
import { freeAddress, Program } from './program.ts';
import { PEOPLE, type Person, type Seed } from './running-desk.ts';

export default async function makeSeed(): Promise<() => void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tresen-e2e-seed-'));
  const address = await freeAddress();
  const program = new Program(['demo', '--data-dir', dataDir, '--listen', address, '--emulator-listen', await freeAddress()]);
  try {
    await program.prints('Sign in');
    if ((await (await fetch(`http://${address}/`)).text()).includes('TRESEN_UI=skip')) throw new Error('this binary was built without the UI; build it with TRESEN_UI=build');
    const password = readFileSync(join(dataDir, 'demo-sign-in.txt'), 'utf8').trim().split(/\s+/u)[1];
    if (password === undefined) throw new Error('the demo kept no password');
    const sessions: Partial<Record<Person, SignedIn>> = {};
    for (const [person, { email }] of Object.entries(PEOPLE)) sessions[person as Person] = await Api.signIn(`http://${address}`, email, password);
    const seed: Seed = { dataDir, password, sessions: sessions as Seed['sessions'] };
    process.env['TRESEN_E2E_SEED'] = JSON.stringify(seed);
  } finally {
    await program.stop();
  }
  return () => rmSync(dataDir, { recursive: true, force: true });
}
