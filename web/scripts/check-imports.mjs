// Holds the arrows of src/: routes -> features -> {actions, lib, ui, api}; features never import features
// (the routes put them together), ui imports only lib, api imports nothing of ours.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = join(dirname(fileURLToPath(import.meta.url)), '../src');
const ALLOWED = {
  routes: ['features', 'actions', 'ui', 'lib', 'api'],
  features: ['actions', 'ui', 'lib', 'api'],
  actions: ['ui', 'lib', 'api'],
  ui: ['lib'],
  lib: ['api'],
  api: [],
};
const MAX_LINES = 350;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield* files(path);
    } else if (/\.(ts|svelte)$/.test(entry.name)) yield path;
  }
}

function targetOf(from, spec) {
  const alias = /^\$(api|ui|features|actions|lib)(?:\/(.*))?$/.exec(spec);
  if (alias) return `${alias[1]}/${alias[2] ?? ''}`;
  if (spec.startsWith('.')) return relative(src, join(dirname(from), spec));
  return null;
}

const sins = [];
for (const file of files(src)) {
  const here = relative(src, file);
  const [room, feature] = here.split('/');
  const text = readFileSync(file, 'utf8');
  const lines = text.split('\n').length;
  if (file.endsWith('.svelte') && lines > MAX_LINES) sins.push(`${here}: ${lines} lines, at most ${MAX_LINES}`);
  if (!(room in ALLOWED)) continue;
  for (const hit of text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)) {
    const target = targetOf(file, hit[1]);
    if (target === null) continue;
    const [room2, feature2] = target.split('/');
    if (room2 === room) {
      if (room === 'features' && feature2 !== feature) sins.push(`${here}: a feature imports the feature ${feature2}`);
    } else if (room2 in ALLOWED && !ALLOWED[room].includes(room2)) sins.push(`${here}: ${room} must not import ${room2}`);
  }
}
if (sins.length > 0) {
  console.error(sins.join('\n'));
  process.exit(1);
}
