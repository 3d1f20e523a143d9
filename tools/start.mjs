// `npm start [-- --no-editor]`: installs what is missing, builds, prints the terminal view of examples/, then opens a real
// VS Code with VirtLens installed from its .vsix on examples/. Plain Node: on a bare machine nothing is installed yet.
import './node-version.mjs';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { atEnd, interruptionIsOrdinary } from './at-end.mjs';
import { installPackages } from './npm-install.mjs';
import { root, runCommand } from './run-command.mjs';

const say = (line) => console.log(line);
const withEditor = !process.argv.includes('--no-editor');
const examples = path.join(root, 'examples');
const firstFile = 'multi-nic-vm.yaml';

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

/**
 * The command of an installed desktop VS Code, if one can open a window here: not on a Linux without display, and not in
 * the terminal of a remote VS Code, whose `code` opens files in that window and knows no profiles of its own.
 */
async function installedCode() {
  if (!hasDisplay() || process.env.VSCODE_IPC_HOOK_CLI) return undefined;
  for (const name of ['code', 'codium']) {
    // On Windows the command is a script, which only the command interpreter starts.
    const command = process.platform === 'win32' ? ['cmd.exe', '/d', '/c', `${name}.cmd`] : [name];
    const { code } = await runCommand(command[0], [...command.slice(1), '--version'], { limit: 20_000 });
    if (code === 0) return command;
  }
  return undefined;
}

/** A throw-away profile, so that nobody's own editor is changed. */
async function openInstalled([command, ...first]) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'virtlens-'));
  atEnd(() => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  const own = [
    ...[...first, '--user-data-dir', path.join(profile, 'data'), '--extensions-dir', path.join(profile, 'extensions')],
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  const { code, output } = await runCommand(command, [...own, '--install-extension', packages.vsix, '--force']);
  if (code !== 0) throw new Error(`${command} could not install the extension:\n${output}`);
  say('\nopening VS Code on examples/ with a throw-away profile; close its window to end.');
  const files = [examples, path.join(examples, firstFile)];
  const editor = spawn(command, [...own, '--disable-workspace-trust', '--new-window', '--wait', ...files], {
    stdio: 'inherit',
  });
  interruptionIsOrdinary();
  atEnd(() => editor.kill());
  await new Promise((resolve) => editor.on('close', resolve));
}

/** code-server from npm, on the loopback interface only, with a password of this run. */
async function openCodeServer() {
  const { codeServerRefusal, installCodeServer } = await import('./editor/code-server.mjs');
  const { freshRun, installVsix, startWorkbench } = await import('./editor/workbench.mjs');
  const refusal = codeServerRefusal();
  if (refusal) {
    console.error(`\nNo VS Code is installed, and there is no other way to open one here: ${refusal}`);
    process.exit(1);
  }
  await installCodeServer(say);
  const run = freshRun({ workspace: examples });
  await installVsix(run, packages.vsix);
  const password = randomBytes(9).toString('base64url');
  const workbench = await startWorkbench(run, { password });
  const address = `${workbench.base}/?folder=${encodeURIComponent(run.workspace)}`;
  say(`\nVS Code with VirtLens is at\n\n  ${address}\n  password: ${password}\n`);
  say(`It shows a copy of examples/; begin with ${firstFile}. Only this machine can reach it. Ctrl-C ends it.`);
  openInBrowser(address);
  interruptionIsOrdinary();
  await workbench.stopped;
  await workbench.stop();
  run.remove();
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Best effort: the address is on the screen in any case. */
function openInBrowser(address) {
  if (!hasDisplay()) return;
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
