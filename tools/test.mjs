// `npm test [-- STAGE…]`: everything the project can check about itself, in order, one line per stage; the last line is
// the sum, `N passed, M failed`. Installs what it needs from npm and runs on a fresh clone, so it starts as plain Node.
// Each stage's output goes to test/artefacts/<stage>.log and is shown only where the stage failed.
import './node-version.mjs';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installPackages } from './npm-install.mjs';
import { root, runCommand } from './run-command.mjs';

const artefacts = path.join(root, 'test/artefacts');
const bin = (file) => path.join(root, 'node_modules', file);
const minutes = (count) => count * 60_000;

/**
 * The stages. `run` answers `{ passed, failed, skipped?, output, note? }`, and a stage that throws has failed once. `needs`
 * names a stage without which this one cannot run.
 */
const stages = [
  {
    name: 'generated',
    about: 'generated files are fresh',
    run: () => command('node', ['tools/generate.mjs', '--check']),
  },
  { name: 'types', about: 'TypeScript, all projects', run: () => command('node', [bin('typescript/bin/tsc'), '-b']) },
  { name: 'lint', about: 'eslint', run: () => command('node', [bin('eslint/bin/eslint.js'), '.']) },
  { name: 'layout', about: 'prettier', run: () => command('node', [bin('prettier/bin/prettier.cjs'), '--check', '.']) },
  {
    name: 'layers',
    about: 'direction of imports',
    run: () => command('node', [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'client', 'server']),
  },
  { name: 'unit', about: 'unit, property, golden and protocol suites', run: () => vitest('unit', 'vitest.config.ts') },
  { name: 'build', about: 'bundles', run: buildStage },
  { name: 'pack', about: '.vsix and npm package', needs: 'build', run: packStage },
  {
    name: 'package',
    about: 'what is in the packages, and that they work',
    needs: 'pack',
    run: () => vitest('package', 'test/package/vitest.config.ts'),
  },
  { name: 'editor', about: 'suites in a real VS Code', needs: 'pack', run: editorStage },
  { name: 'screenshots', about: 'what is drawn in a real VS Code', needs: 'pack', run: screenshotsStage },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !stages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`no such stage: ${unknown.join(', ')}. There are: ${stages.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
rmSync(artefacts, { recursive: true, force: true });
mkdirSync(artefacts, { recursive: true });
await installPackages(root, (line) => console.log(line));
// Files that are generated and not kept in git, which every other stage reads; what is stale is the first stage's affair.
if (wanted.length > 0 && !wanted.includes('generated')) await runCommand('node', ['tools/generate.mjs', '--check']);

const began = Date.now();
const total = { passed: 0, failed: 0, skipped: 0 };
const broken = new Set();
let browser; // found once, for the two stages that need one
for (const stage of stages) {
  if (wanted.length > 0 && !wanted.includes(stage.name)) continue;
  const result = await runStage(stage);
  if (result.failed > 0) broken.add(stage.name);
  for (const key of Object.keys(total)) total[key] += result[key];
}
const left = total.skipped > 0 ? `, ${total.skipped} skipped (see above)` : '';
console.log(`${seconds(Date.now() - began)} in all${left}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function runStage(stage) {
  const start = Date.now();
  let result;
  if (broken.has(stage.needs)) {
    result = { passed: 0, failed: 1, skipped: 0, output: `not run, because ${stage.needs} failed` };
  } else {
    try {
      result = { skipped: 0, ...(await stage.run()) };
    } catch (error) {
      result = { passed: 0, failed: 1, skipped: 0, output: error.stack ?? String(error) };
    }
  }
  const log = path.join(artefacts, `${stage.name}.log`);
  writeFileSync(log, result.output);
  const { passed, failed, skipped } = result;
  const counts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} FAILED`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  const line = [
    stage.name.padEnd(12),
    seconds(Date.now() - start).padStart(7),
    ` ${counts.join(', ').padEnd(28)}`,
    stage.about,
  ];
  console.log(line.join(' '));
  if (result.note) console.log(indent(result.note));
  if (failed > 0) console.log(`${indent(lastLines(result.output, 120))}\n    (all of it: ${path.relative(root, log)})`);
  return result;
}

/** A stage that is one check. */
async function command(program, args) {
  const { code, output } = await runCommand(program, args, { limit: minutes(5) });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

/** Runs vitest with one of the project's configurations and counts its tests. */
async function vitest(name, config) {
  const report = path.join(artefacts, `vitest-${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [bin('vitest/vitest.mjs'), 'run', '--config', config, ...reporters];
  const { code, output } = await runCommand('node', args, { limit: minutes(25), env: { NO_COLOR: '1' } });
  if (!existsSync(report)) return { passed: 0, failed: 1, output };
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // A file that does not even load has no tests to count, and an error outside a test shows in the exit code alone.
  const failed =
    numFailedTests > 0 ? numFailedTests : numFailedTestSuites > 0 || code !== 0 || numPassedTests === 0 ? 1 : 0;
  const notRun = output.split('\n').filter((line) => /not run/i.test(line) && /shared/i.test(line));
  return {
    passed: numPassedTests,
    failed,
    skipped: numPendingTests + numTodoTests,
    output,
    note: [...new Set(notRun)].join('\n'),
  };
}

async function buildStage() {
  const { buildAll } = await import('./package.mjs');
  await buildAll();
  return { passed: 1, failed: 0, output: '' };
}

async function packStage() {
  const { packAll } = await import('./package.mjs');
  await packAll();
  return { passed: 1, failed: 0, output: '' };
}

async function editorStage() {
  const { runSuites } = await import('./editor/run-suite.mjs');
  const { suiteNames } = await import('./editor/bundle-suites.mjs');
  return inRealEditor((options) => runSuites(suiteNames(), options));
}

async function screenshotsStage() {
  const { playScenes, sceneNames } = await import('./editor/screenshots.mjs');
  return inRealEditor((options) => playScenes(sceneNames(), options));
}

/**
 * Prepares code-server and a browser, then runs `play`. Where there is no real editor to be had that is said, and counts
 * as a failure only in CI: a machine without a browser can still run everything else.
 */
async function inRealEditor(play) {
  const { packages } = await import('./package.mjs');
  const { codeServerRefusal, installCodeServer } = await import('./editor/code-server.mjs');
  const { findBrowser } = await import('./editor/browser.mjs');
  const lines = [];
  const say = (line) => lines.push(line);
  const refusal = codeServerRefusal();
  if (!refusal) {
    await installCodeServer(progress);
    browser ??= await findBrowser(progress);
  }
  const reason = refusal ?? browser.reason;
  if (reason !== undefined) {
    const failed = isCi() ? 1 : 0;
    return { passed: 0, failed, output: reason, note: `not run: no real editor to be had here.\n${reason}` };
  }
  say(`browser: ${browser.name}`);
  const counts = await play({ browser, vsix: packages.vsix, say });
  const tries = lines.filter((line) => /\d tries/.test(line)).length;
  return {
    ...counts,
    output: lines.join('\n'),
    // Right after an edit it is normal to ask again; a sudden rise is worth a look.
    note: tries > 0 ? `the editor had to be asked more than once for ${tries} answers` : '',
  };
}

function progress(line) {
  console.log(`    ${line}`);
}

function isCi() {
  return process.env.CI !== undefined && !['', '0', 'false'].includes(process.env.CI);
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}

function lastLines(text, count) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
