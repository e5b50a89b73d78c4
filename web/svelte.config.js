import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  compilerOptions: { runes: true },
  kit: {
    // TRESEN_WEB_OUT lets the Rust build write straight into its own output folder.
    adapter: adapter({
      pages: process.env.TRESEN_WEB_OUT ?? 'build',
      assets: process.env.TRESEN_WEB_OUT ?? 'build',
      fallback: '200.html',
      precompress: true,
    }),
    alias: {
      $api: 'src/api',
      $ui: 'src/ui',
      $features: 'src/features',
      $actions: 'src/actions',
      // Made by scripts/messages.mjs.
      $messages: '.svelte-kit/messages',
    },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'media-src': ['self', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        // The demo shows the customer phone, which the emulator serves from its own port.
        'frame-src': ['self', 'http:', 'https:'],
        'object-src': ['none'],
        'base-uri': ['none'],
        'form-action': ['self'],
      },
    },
    version: { pollInterval: 0 },
    serviceWorker: { register: false },
  },
};
