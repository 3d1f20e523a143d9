// `npm start [-- --no-editor]`: installs what is missing, builds, prints the terminal view of examples/, then opens a real
// VS Code with VirtLens installed from its .vsix on examples/. Plain Node: on a bare machine nothing is installed yet.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { installPackages } from './npm-install.mjs';
import { root, runCommand } from './run-command.mjs';

const say = (line) => console.log(line);
const withEditor = !process.argv.includes('--no-editor');
const examples = path.join(root, 'examples');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`VirtLens needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

await installPackages(root, say);
const { buildAll, packAll, packages } = await import('./package.mjs');
say('building …');
await buildAll();
await printExamples();
if (!withEditor) process.exit(0);

say('\npacking the extension …');
await packAll();
const installed = await installedCode();
if (installed) await openInstalled(installed);
else await openCodeServer();

/** What a reader of pull requests or a script sees. */
async function printExamples() {
  const cli = path.join(root, 'dist/cli.cjs');
  for (const args of [
    ['names', 'examples'],
    ['annotate', 'examples'],
    ['check', 'examples'],
  ]) {
    say(`\n$ virtlens ${args.join(' ')}\n`);
    // `check` finds what the examples show, and so ends with 1.
    const { code, output } = await runCommand('node', [cli, ...args]);
    process.stdout.write(output);
    if (code !== (args[0] === 'check' ? 1 : 0)) {
      console.error(`virtlens ${args.join(' ')} ended with ${code}`);
      process.exit(1);
    }
  }
}

/** The name of an installed VS Code's command, if there is one. */
async function installedCode() {
  for (const command of ['code', 'codium']) {
    const { code } = await runCommand(command, ['--version'], { limit: 20_000 });
    if (code === 0) return command;
  }
  return undefined;
}

/** A throw-away profile, so that nobody's own editor is changed. */
async function openInstalled(command) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'virtlens-'));
  const own = ['--user-data-dir', path.join(profile, 'data'), '--extensions-dir', path.join(profile, 'extensions')];
  const { code, output } = await runCommand(command, [...own, '--install-extension', packages.vsix, '--force']);
  if (code !== 0) throw new Error(`${command} could not install the extension:\n${output}`);
  say(`\nopening ${command} on examples/ with a throw-away profile; close its window to end.`);
  const editor = spawn(
    command,
    [...own, '--disable-workspace-trust', '--new-window', '--wait', examples, path.join(examples, 'multi-nic-vm.yaml')],
    {
      stdio: 'inherit',
    },
  );
  await new Promise((resolve) => editor.on('close', resolve));
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}

/** code-server from npm, on the loopback interface only, with a password of this run. */
async function openCodeServer() {
  const { installCodeServer } = await import('./editor/code-server.mjs');
  const { freshRun, installVsix, startWorkbench } = await import('./editor/workbench.mjs');
  await installCodeServer(say);
  const run = freshRun({ workspace: examples });
  await installVsix(run, packages.vsix);
  const password = randomBytes(9).toString('base64url');
  const workbench = await startWorkbench(run, { password });
  const address = `${workbench.base}/?folder=${encodeURIComponent(run.workspace)}`;
  say(
    `\nVS Code with VirtLens is at\n\n  ${address}\n  password: ${password}\n\nIt shows a copy of examples/. Ctrl-C ends it.`,
  );
  openInBrowser(address);
  const end = async () => {
    await workbench.stop();
    run.remove();
    process.exit(0);
  };
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
  await new Promise(() => {});
}

/** Best effort: the address is on the screen in any case. */
function openInBrowser(address) {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['explorer', address]
        : ['xdg-open', address];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.on('error', () => {});
  opener.unref();
}
