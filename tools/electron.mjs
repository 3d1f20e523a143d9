// Runs the suites of test/vscode in a desktop VS Code through @vscode/test-electron: `npm run test:electron [-- SUITE…]`.
// It downloads VS Code, or takes the executable named by VSCODE_EXE. VirtLens is installed from its .vsix, as in the suites
// under code-server. Where neither works it says so and fails. Linux without a display: put `xvfb-run -a` in front.
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundleSuite, suiteNames } from './editor/bundle-suites.mjs';
import { readReport } from './editor/suite-report.mjs';
import { freshRun, notedLines, writeStubExtension } from './editor/workbench.mjs';
import { packages } from './package.mjs';
import { root, runCommand } from './run-command.mjs';

const names = process.argv.slice(2);
if (!existsSync(packages.vsix)) {
  console.error(`${path.relative(root, packages.vsix)} is missing: run \`npm run package\` first.`);
  process.exit(2);
}
const executable = await findVsCode();
const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of names.length > 0 ? names : suiteNames()) {
  const report = await runSuite(name);
  for (const line of report.lines) console.log(line);
  for (const key of Object.keys(total)) total[key] += report[key];
}
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** The editor's executable; ends the command with the reason where there is none. */
async function findVsCode() {
  const named = process.env.VSCODE_EXE;
  if (named) {
    if (existsSync(named)) return named;
    console.error(`VSCODE_EXE names ${named}, which does not exist.`);
    process.exit(1);
  }
  try {
    return await downloadAndUnzipVSCode({
      version: process.env.VSCODE_VERSION ?? 'stable',
      cachePath: path.join(root, '.cache/vscode-test'),
    });
  } catch (error) {
    console.error(
      `VS Code cannot be downloaded here: ${error.message}\n` +
        'Set VSCODE_EXE to the executable of an installed VS Code or VSCodium (the program itself, not its `code` script), ' +
        'or run the same suites under code-server: npm run test:vscode.',
    );
    process.exit(1);
  }
}

async function runSuite(name) {
  const suite = await bundleSuite(name);
  const run = freshRun(suite);
  const places = ['--user-data-dir', run.data, '--extensions-dir', run.extensions];
  let exit;
  let trouble;
  try {
    await installIntoDesktop(places);
    exit = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: writeStubExtension(run),
      extensionTestsPath: suite.entry,
      extensionTestsEnv: { ...suite.env, VIRTLENS_TEST_REPORT: run.report, VIRTLENS_TEST_NOTES: run.notes },
      launchArgs: [
        run.workspace,
        ...places,
        ...(suite.language === undefined ? [] : ['--locale', suite.language]),
        ...['--disable-workspace-trust', '--disable-gpu', '--skip-welcome', '--skip-release-notes'],
        ...withoutSandbox(),
      ],
    });
  } catch (error) {
    // A failed test ends the editor with a code that runTests throws; the report tells which one it was.
    exit = 1;
    if (!existsSync(run.report)) trouble = error.message;
  }
  const report = readReport(name, run.report, exit, trouble);
  report.lines.push(...notedLines(run).map((line) => `  note ${line}`));
  run.remove();
  return report;
}

/** Installs the .vsix with the command that lies beside the executable: `bin/code`, `bin/codium` and the like. */
async function installIntoDesktop(places) {
  const folder = process.platform === 'darwin' ? '../../Resources/app/bin' : 'bin';
  const bin = path.join(path.dirname(executable), folder);
  const ending = process.platform === 'win32' ? '.cmd' : '';
  const name = ['code', 'codium', 'code-insiders'].find((each) => existsSync(path.join(bin, each + ending)));
  if (name === undefined) throw new Error(`no command to install an extension with in ${bin}`);
  const cli = path.join(bin, name + ending);
  const [program, ...first] = process.platform === 'win32' ? ['cmd.exe', '/d', '/c', cli] : [cli];
  const args = [...places, '--install-extension', packages.vsix, '--force', ...withoutSandbox()];
  const { code, output } = await runCommand(program, [...first, ...args], { limit: 120_000 });
  if (code !== 0) throw new Error(`${cli} could not install the extension (${code}):\n${output}`);
}

/** Chromium refuses to run as root with its sandbox on. */
function withoutSandbox() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
