// Reports what the first page costs and fails above the budget. Needs a build: npm run build.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const KB = 1024;
const BUDGET = { 'inbox route JS': 120 * KB, CSS: 20 * KB, font: 50 * KB, 'first load': 200 * KB };
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const site = process.env.TRESEN_WEB_OUT ?? join(root, 'build');
const manifestPath = join(root, '.svelte-kit/output/client/.vite/manifest.json');
if (!existsSync(manifestPath) || !existsSync(join(site, '200.html'))) {
  console.error('there is no build yet: npm run build');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));

/** A chunk and everything it needs before it runs. */
function withImports(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key]?.imports ?? []) withImports(next, seen);
  return seen;
}

const routeFiles = ['routes/+layout.svelte', 'routes/+layout.ts', 'routes/(desk)/+layout.svelte', 'routes/(desk)/+layout.ts', 'routes/(desk)/inbox/+layout.svelte', 'routes/(desk)/inbox/[view=view]/[[ticketId]]/+page.svelte'];
const isNode = (key, file) => new RegExp(`/nodes/\\d+\\.js$`).test(key) && readFileSync(join(root, key), 'utf8').includes(file);
const entries = Object.keys(manifest).filter(
  (key) => (manifest[key].isEntry && /(client\/entry\.js|client-optimized\/app\.js|\/start\.js)$/.test(key)) || routeFiles.some((file) => isNode(key, `${file}"`)) || key.endsWith('messages/de.ts'),
);
const keys = new Set(entries.flatMap((key) => [...withImports(key)]));
const jsFiles = [...new Set([...keys].map((key) => manifest[key]?.file).filter((file) => file?.endsWith('.js')))];
const cssFiles = [...new Set([...keys].flatMap((key) => manifest[key]?.css ?? []))];
const gz = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(join(site, file)), { level: 9 }).length, 0);

const assets = join(site, '_app/immutable/assets');
const font = readdirSync(assets).filter((name) => /inter-latin-wght.*woff2$/.test(name)).reduce((sum, name) => sum + readFileSync(join(assets, name)).length, 0);
const page = gzipSync(readFileSync(join(site, '200.html'))).length;
const sizes = { 'inbox route JS': gz(jsFiles), CSS: gz(cssFiles), font };
sizes['first load'] = sizes['inbox route JS'] + sizes.CSS + font + page;
let isOver = jsFiles.length < 3;
if (isOver) console.error('the chunks of the inbox route were not found');
for (const [name, size] of Object.entries(sizes)) {
  const over = size > BUDGET[name];
  isOver ||= over;
  console.log(`${name.padEnd(16)} ${(size / KB).toFixed(1).padStart(7)} KB  of ${BUDGET[name] / KB} KB${over ? '  TOO MUCH' : ''}`);
}
console.log(`${String(jsFiles.length).padStart(2)} scripts, ${cssFiles.length} style sheets`);
process.exit(isOver ? 1 : 0);
