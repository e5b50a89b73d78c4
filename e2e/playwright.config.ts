// Browser stories on the real binary. Nothing is retried: a story that fails now and then is a fault to be found.
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const chromium = process.env['TRESEN_CHROMIUM'] || '/usr/bin/chromium';
if (!existsSync(chromium)) throw new Error(`there is no Chromium at ${chromium}; install the Debian package or set TRESEN_CHROMIUM`);

export default defineConfig({
  globalSetup: './desk/seed.ts',
  outputDir: './test-results',
  fullyParallel: false,
  workers: Number(process.env['TRESEN_E2E_WORKERS'] ?? 2),
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: chromium,
      // Nothing may be asked of the network: what is not on this machine is not there.
      args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run', '--autoplay-policy=no-user-gesture-required'],
    },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'stories', testDir: './stories' },
    // One at a time: they measure.
    { name: 'budgets', testDir: './budgets', timeout: 180_000, use: { trace: 'off' } },
    { name: 'screenshots', testDir: './screenshots', use: { trace: 'off' } },
  ],
});
