/**
 * Entry of every suite that runs inside VS Code: the extension host requires this file and calls `run()`. It loads the
 * `*.test.cjs` files beside it and leaves a report at VIRTLENS_TEST_REPORT. The same bundle serves code-server and a
 * desktop VS Code, so nothing here may ask which of them it is.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';

interface TestRecord {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly ms?: number;
  readonly error?: string;
}

/** The report file tells the outcome; the extension host's console is full of the editor's own lines. */
class Silent extends Mocha.reporters.Base {}

/** Runs the suite. Rejects when a test failed or none ran; the editor's exit code follows that. */
export async function run(): Promise<void> {
  const wanted = process.env['VIRTLENS_TEST_GREP'];
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    color: false,
    reporter: Silent,
    ...(wanted && { grep: new RegExp(wanted) }),
  });
  for (const file of fs.readdirSync(__dirname).sort()) {
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, file));
  }
  const tests: TestRecord[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => tests.push({ title: test.fullTitle(), state: 'passed', ms: test.duration ?? 0 }));
    runner.on('pending', (test) => tests.push({ title: test.fullTitle(), state: 'skipped' }));
    runner.on('fail', (test, error: Error) =>
      tests.push({
        title: test.fullTitle(),
        state: 'failed',
        ms: test.duration ?? 0,
        error: error.stack ?? error.message,
      }),
    );
  });
  const report = process.env['VIRTLENS_TEST_REPORT'];
  if (report) fs.writeFileSync(report, JSON.stringify({ failures, tests }, null, 1));
  if (failures > 0) throw new Error(`${failures} of ${tests.length} tests failed`);
  if (tests.length === 0) throw new Error('no test ran');
}
