// A throw-away VS Code for one run: its folder with settings, extensions and a copy of the workspace, the code-server
// process, and the addresses that open it. Everything lies in one temporary folder and goes with it; nothing of the
// person's own editor is read or written. It listens on loopback only.
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { atEnd } from '../at-end.mjs';
import { endGroup, root } from '../run-command.mjs';
import { codeServer } from './code-server.mjs';

/** What every throw-away profile sets: no welcome pages, experiments, telemetry, updates or gallery; nothing on its own. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'security.workspace.trust.enabled': false,
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'editor.minimap.enabled': false,
  'git.enabled': false,
  'chat.disableAIFeatures': true,
};

/**
 * Makes a fresh folder for one run, right under the system's temporary folder: socket paths in it must stay short.
 * `workspace` (a folder, optional) is copied; `settings` are added to the profile's User settings; `language` is
 * that of the person, English unless given. With VIRTLENS_KEEP set the folder stays.
 */
export function freshRun({ workspace, settings = {}, language } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'vl-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  const forget = process.env.VIRTLENS_KEEP ? undefined : atEnd(removeFolder);
  const run = {
    folder,
    language,
    data: path.join(folder, 'data'),
    extensions: path.join(folder, 'ext'),
    workspace: path.join(folder, 'ws'),
    config: path.join(folder, 'config.yaml'),
    report: path.join(folder, 'report.json'),
    notes: path.join(folder, 'notes.txt'),
    log: path.join(folder, 'code-server.log'),
    remove: () => {
      if (!forget) return;
      removeFolder();
      forget();
    },
  };
  mkdirSync(path.join(run.data, 'User'), { recursive: true });
  mkdirSync(run.extensions);
  if (workspace) cpSync(workspace, run.workspace, { recursive: true });
  else mkdirSync(run.workspace);
  writeFileSync(run.config, ''); // else code-server writes one into the home folder
  writeFileSync(path.join(run.data, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  if (language !== undefined) writeLanguagePack(run);
  return run;
}

/**
 * A language pack without a text, noted down where VS Code looks for installed ones: the editor itself stays English, and
 * extensions are told the language and bring their own texts, as they are where Microsoft's pack is installed.
 */
function writeLanguagePack({ data, language }) {
  const texts = path.join(data, 'no-texts.json');
  writeFileSync(texts, '{"version":"1.0.0","contents":{}}');
  const extension = { extensionIdentifier: { id: 'virtlens-tests.no-texts' }, version: '1.0.0' };
  const pack = { hash: 'no-texts', label: language, extensions: [extension], translations: { vscode: texts } };
  writeFileSync(path.join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/** An extension that does nothing, to be the one "under development": what is tested is then the installed one. */
export function writeStubExtension(run) {
  const folder = path.join(run.folder, 'stub');
  mkdirSync(folder);
  const manifest = { name: 'stub', publisher: 'virtlens-tests', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** Installs a .vsix into the run's extensions folder. Throws with code-server's output when that fails. */
export async function installVsix(run, vsix) {
  const child = startEntry(run, ['--install-extension', vsix, '--force'], {});
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0 || !output.includes('was successfully installed')) {
    throw new Error(`installing ${vsix} ended with ${code}\n${output}`);
  }
}

/**
 * Starts code-server on a free loopback port and waits for its "listening" line. Options: `env` for the server and
 * with it the extension host; `password` (else no log-in is asked); `hooks` opens the gate for extension tests, hides
 * toasts and skips dialogs.
 * Answers `{ base, authority, stopped, stop }`; `stop` ends the server, the extension host and the language server.
 */
export async function startWorkbench(run, { env = {}, password, hooks = false } = {}) {
  const child = startEntry(
    run,
    [
      ...['--bind-addr', '127.0.0.1:0', '--auth', password === undefined ? 'none' : 'password'],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-proxy'],
      ...['--disable-getting-started-override', '--ignore-last-opened'],
      ...(run.language === undefined ? [] : ['--locale', run.language]),
      ...(hooks ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    { ...env, ...(password !== undefined && { PASSWORD: password }) },
    true,
  );
  const log = createWriteStream(run.log);
  // One process group holds server, extension host and language server; only that group is signalled.
  const endNow = () => endGroup(child.pid, 'SIGKILL');
  const forget = atEnd(endNow);
  const stopped = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      endGroup(child.pid, 'SIGTERM');
      const timer = setTimeout(() => endGroup(child.pid, 'SIGKILL'), 5_000);
      await stopped;
      clearTimeout(timer);
    }
    endNow(); // stragglers of the group
    forget();
    log.end();
  };
  try {
    const base = await listeningAddress(child, log);
    return { base, authority: new URL(base).host, stopped, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listeningAddress(child, log) {
  let text = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`code-server did not listen within 60 s\n${text}`)), 60_000);
    const read = (part) => {
      log.write(part);
      text += part;
      const found = /HTTP server listening on (http:\/\/[\d.]+:\d+)/.exec(text);
      if (!found) return;
      clearTimeout(timer);
      text = '';
      resolve(found[1]);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`code-server ended with ${code}\n${text}`));
    });
  });
}

function startEntry(run, args, extra, detached = false) {
  const places = ['--user-data-dir', run.data, '--extensions-dir', run.extensions, '--config', run.config];
  return spawn(codeServer.node, [codeServer.entry, ...places, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached,
    env: {
      ...cleanEnvironment(),
      XDG_RUNTIME_DIR: run.folder,
      XDG_CONFIG_HOME: path.join(run.folder, 'cfg'),
      ...extra,
    },
  });
}

/** No gallery look-ups, and nothing of an editor's terminal that this command may have been started in. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|CODE_SERVER_|ELECTRON_|npm_|NODE_OPTIONS$|PORT$|PASSWORD$|HASHED_PASSWORD$)/.test(name),
  );
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}

/** The page that opens `folder`, or none where that is undefined; `payload` is a list of `[name, value]` the workbench reads. */
export function workbenchUrl(workbench, folder, payload = []) {
  const url = new URL(workbench.base);
  if (folder === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set('folder', folder);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** A file of this machine as the workbench in the browser names it. */
export function remoteUri(workbench, file) {
  return `vscode-remote://${workbench.authority}${file}`;
}

/** Copies the server's log to test/artefacts/ before the run's folder goes; answers the copy's path from the root. */
export function keepLog(run, name) {
  const copy = path.join('test/artefacts', `code-server-${name}.log`);
  mkdirSync(path.join(root, 'test/artefacts'), { recursive: true });
  if (existsSync(run.log)) copyFileSync(run.log, path.join(root, copy));
  return copy;
}

/** The lines the suite noted down while it ran. */
export function notedLines(run) {
  return existsSync(run.notes) ? readFileSync(run.notes, 'utf8').trimEnd().split('\n') : [];
}
