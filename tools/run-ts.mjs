// Runs a TypeScript entry point of the project on Node: bundles it with esbuild into .cache/ and imports the result.
// `node tools/run-ts.mjs FILE [ARGS…]`. Needed because the sources use `.ts` imports and Node 20 cannot read them.
import { build } from 'esbuild';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const [entry, ...args] = process.argv.slice(2);
if (!entry) {
  console.error('usage: node tools/run-ts.mjs FILE [ARGS…]');
  process.exit(2);
}
const outfile = path.join(root, '.cache', 'run', entry.replace(/[^A-Za-z0-9]+/g, '-') + '.mjs');
await mkdir(path.dirname(outfile), { recursive: true });
await build({
  entryPoints: [path.resolve(root, entry)],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'inline',
  logLevel: 'warning',
});
process.argv.splice(1, process.argv.length - 1, path.resolve(root, entry), ...args);
await import(pathToFileURL(outfile).href);
