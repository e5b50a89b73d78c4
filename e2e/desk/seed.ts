// Makes the demo company once and signs its people in; every desk under test is a copy of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeAddress, Program } from './program.ts';
import { signInAll } from './running-desk.ts';

export default async function makeSeed(): Promise<() => void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tresen-e2e-seed-'));
  const address = await freeAddress();
  const program = new Program(['demo', '--data-dir', dataDir, '--listen', address, '--emulator-listen', await freeAddress()]);
  try {
    await program.prints('Sign in');
    if ((await (await fetch(`http://${address}/`)).text()).includes('TRESEN_UI=skip')) throw new Error('this binary was built without the UI; build it with TRESEN_UI=build');
    const seed = await signInAll(`http://${address}`, dataDir);
    process.env['TRESEN_E2E_SEED'] = JSON.stringify(seed);
  } finally {
    await program.stop();
  }
  return () => rmSync(dataDir, { recursive: true, force: true });
}
