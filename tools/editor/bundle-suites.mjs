// Bundles the suites that run inside VS Code: test/vscode/<suite>/*.test.ts with the mocha entry into
// out/test/vscode/<suite>/*.cjs. `vscode` is the editor's, and mocha is taken from node_modules at run time.
import { build } from 'esbuild';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../run-command.mjs';

const sources = path.join(root, 'test/vscode');

/** Names of all suites: the folders of test/vscode that have a suite.json. */
export function suiteNames() {
  return readdirSync(sources).filter((name) => existsSync(path.join(sources, name, 'suite.json')));
}

/**
 * Bundles one suite and reads its suite.json: `{ name, entry, workspace, settings, language, env, limitSeconds }`. `workspace` is
 * given there relative to the suite's folder and absolute here, undefined for a window without a folder; `env` reaches
 * the extension host and the server.
 */
export async function bundleSuite(name) {
  const folder = path.join(sources, name);
  const settingsFile = path.join(folder, 'suite.json');
  if (!existsSync(settingsFile)) throw new Error(`no such suite: ${name} (there are ${suiteNames().join(', ')})`);
  const {
    workspace,
    settings = {},
    language,
    env = {},
    limitSeconds = 180,
  } = JSON.parse(readFileSync(settingsFile, 'utf8'));
  const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  if (tests.length === 0) throw new Error(`suite ${name} has no *.test.ts`);
  const outdir = path.join(root, 'out/test/vscode', name);
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: [
      { in: path.join(sources, 'run-mocha.ts'), out: 'index' },
      ...tests.map((file) => ({ in: path.join(folder, file), out: file.replace(/\.ts$/, '') })),
    ],
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    mainFields: ['module', 'main'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const entry = path.join(outdir, 'index.cjs');
  const opened = workspace === undefined ? undefined : path.resolve(folder, workspace);
  return { name, entry, workspace: opened, settings, language, env, limitSeconds };
}
