import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// The server to develop against: the mock by default, the real one with TRESEN_DEV_SERVER.
const server = process.env.TRESEN_DEV_SERVER ?? 'http://127.0.0.1:5174';

export default defineConfig({
  plugins: [sveltekit()],
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': { target: server, ws: true },
    },
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // Without this every icon and every small module of ours is a request of its own.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'icons', test: /@lucide/ },
            { name: 'base', test: /[\\/]src[\\/](ui|lib|api|actions)[\\/]|node_modules[\\/](svelte|esm-env|clsx|virtua|@sveltejs)[\\/]/, minShareCount: 2 },
          ],
        },
      },
    },
  },
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs'],
    environment: 'node',
  },
});
