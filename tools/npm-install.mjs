// Installs a folder's npm packages from its committed lock file, only when they are not there already. Plain Node
// without packages: it runs on a fresh clone. Install scripts stay off; nothing here needs one.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './run-command.mjs';

/** Quiet, and no script of a package is run. */
export const quietInstall = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Makes `folder/node_modules` agree with `folder/package-lock.json`. `say` gets one line when work is done.
 * Throws with npm's output when the installation fails.
 */
export async function installPackages(folder, say) {
  if (isInstalled(folder)) return false;
  say(`installing npm packages${path.basename(folder).startsWith('.') ? ` of ${path.basename(folder)}` : ''} …`);
  const { code, output, ms } = await runCommand('npm', ['ci', ...quietInstall], { cwd: folder });
  if (code !== 0) throw new Error(`npm ci in ${folder} failed:\n${output}`);
  say(`npm packages installed (${Math.round(ms / 1000)} s)`);
  return true;
}

/**
 * True when npm's own record of what lies in node_modules names every package of the lock file in its version. File
 * times are not asked: a checkout changes them, and a copied tree has none to trust.
 */
export function isInstalled(folder) {
  const record = path.join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' || present[place]?.version === entry.version || (entry.optional === true && !(place in present)),
  );
}
