// Runs the suites of test/vscode in a real VS Code (code-server and a browser) with VirtLens installed from its .vsix:
// `node tools/editor/run-suite.mjs [SUITE…] [--vsix FILE]`. It uses VS Code's own extension-test hooks: the page's address
// names a development extension (an empty one) and the suite, and the workbench calls back with the outcome.
import { chromium } from 'playwright-core';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../run-command.mjs';
import { bundleSuite, suiteNames } from './bundle-suites.mjs';
import { runEditorCommand } from './editor-command.mjs';
import { readReport } from './suite-report.mjs';
import {
  freshRun,
  installVsix,
  keepLog,
  notedLines,
  remoteUri,
  startWorkbench,
  workbenchUrl,
  writeStubExtension,
} from './workbench.mjs';

/**
 * Runs one suite; answers `{ passed, failed, skipped, lines }`. `browser` comes from findBrowser, `vsix` is absolute,
 * `say` gets progress lines. All processes are ended and the run's folder is removed (kept with VIRTLENS_KEEP=1). What
 * the editor prints goes to test/artefacts/vscode-<suite>.log.
 */
export async function runSuite(name, { browser, vsix, say }) {
  const suite = await bundleSuite(name);
  const run = freshRun(suite);
  let workbench;
  let session;
  let exit;
  let trouble;
  try {
    await installVsix(run, vsix);
    const env = { ...suite.env, VIRTLENS_TEST_REPORT: run.report, VIRTLENS_TEST_NOTES: run.notes };
    workbench = await startWorkbench(run, { env, hooks: true });
    session = await chromium.launch(browser.options);
    exit = await runInPage(await session.newPage(), workbench, run, suite);
  } catch (error) {
    trouble = `${error.message}; see ${keepLog(run, name)}`;
  } finally {
    await session?.close().catch(() => {});
    await workbench?.stop();
  }
  const report = readReport(name, run.report, exit, trouble);
  report.lines.push(...notedLines(run).map((line) => `  note ${line}`));
  if (process.env.VIRTLENS_KEEP) say(`kept ${run.folder}`);
  run.remove();
  return report;
}

/** Loads the page and waits for the workbench's call back; answers the extension host's exit code. */
async function runInPage(page, workbench, run, suite) {
  const limit = suite.limitSeconds * 1000;
  const hostLog = openHostLog(suite.name);
  let timer;
  const exited = new Promise((resolve, reject) => {
    // An address the workbench does not accept for tests opens an ordinary window and says nothing: hence the limit.
    timer = setTimeout(() => reject(new Error(`no result within ${suite.limitSeconds} s`)), limit);
    page.on('crash', () => reject(new Error('the page crashed')));
    void page.exposeFunction('codeAutomationExit', resolve);
    void page.exposeFunction('codeAutomationLog', (_type, args) => hostLog.write(`${[args].flat().join(' ')}\n`));
  });
  exited.catch(() => {}); // looked at below, after the page is loaded
  try {
    await page.goto(
      workbenchUrl(workbench, suite.workspace && run.workspace, [
        ['extensionDevelopmentPath', remoteUri(workbench, writeStubExtension(run))],
        ['extensionTestsPath', remoteUri(workbench, suite.entry)],
        ['skipWelcome', 'true'],
        ['skipReleaseNotes', 'true'],
      ]),
    );
    return await exited;
  } finally {
    clearTimeout(timer);
    hostLog.end();
  }
}

/** Everything the workbench and the extension host print, the editor's own warnings included, is kept for a look. */
function openHostLog(name) {
  const folder = path.join(root, 'test/artefacts');
  mkdirSync(folder, { recursive: true });
  return createWriteStream(path.join(folder, `vscode-${name}.log`));
}

/** Runs several suites one after the other and adds up. */
export async function runSuites(names, options) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    const began = Date.now();
    const report = await runSuite(name, options);
    for (const line of report.lines) options.say(line);
    for (const key of Object.keys(total)) total[key] += report[key];
    options.say(
      `suite ${name}: ${report.passed} passed, ${report.failed} failed (${Math.round((Date.now() - began) / 1000)} s)`,
    );
  }
  return total;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runEditorCommand(suiteNames(), runSuites);
}
