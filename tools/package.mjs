// Packs what is published: dist/virtlens-<version>.vsix for editors and dist/virtlens-<version>.tgz for npm. Which files
// go in is said by .vscodeignore and .npmignore, both allow-lists. Builds first; `--no-build` packs what dist/ holds.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runCommand } from './run-command.mjs';

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Where the two packages lie, absolute. */
export const packages = {
  vsix: path.join(root, 'dist', `${name}-${version}.vsix`),
  tarball: path.join(root, 'dist', `${name}-${version}.tgz`),
};

/** Packs both from what dist/ holds. Throws with the packer's output. */
export async function packAll() {
  // A missing licence is found by the comparison with test/package/expected-vsix-files.txt; vsce would ask on the terminal.
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  await mustRun('node', [vsce, 'package', '--no-dependencies', '--skip-license', '--out', packages.vsix]);
  await mustRun('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', path.join(root, 'dist')]);
}

/** Builds dist/. Throws with the build's output. */
export async function buildAll() {
  await mustRun('node', [path.join(root, 'tools/build.mjs')]);
}

async function mustRun(command, args) {
  const { code, output } = await runCommand(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${output}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!process.argv.includes('--no-build')) await buildAll();
  await packAll();
  for (const file of Object.values(packages)) {
    console.log(`${path.relative(root, file)}  ${(statSync(file).size / 1000).toFixed(0)} kB`);
  }
}
