// Reads what a suite inside VS Code left behind and joins it with the editor's exit code. Both are looked at: an editor
// that runs no test at all also ends well.
import { existsSync, readFileSync } from 'node:fs';

/**
 * Answers `{ passed, failed, skipped, lines }` for one run; `lines` tell each test. `exit` is what the editor said (0 is
 * good), `trouble` an error that came before. A run without report, without tests, or with a bad exit that no failed test
 * explains counts as one failure.
 */
export function readReport(name, file, exit, trouble) {
  const tests = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).tests : undefined;
  const count = (state) => (tests ?? []).filter((test) => test.state === state).length;
  const lines = (tests ?? []).flatMap((test) => [
    `  ${test.state === 'passed' ? 'ok  ' : test.state === 'failed' ? 'FAIL' : 'skip'} ${test.title} (${test.ms ?? 0} ms)`,
    ...(test.error ? test.error.split('\n').map((line) => `       ${line}`) : []),
  ]);
  let failed = count('failed');
  const wrong = (reason) => {
    lines.push(`  FAIL ${name}: ${reason}`);
    failed++;
  };
  if (trouble) wrong(trouble);
  else if (!tests) wrong('no report: the suite never finished');
  else if (tests.length === 0) wrong('no test ran');
  else if (exit !== 0 && failed === 0) wrong(`the editor ended with ${exit} though no test failed`);
  else if (exit === 0 && failed > 0) lines.push(`  note: the editor ended with 0 though ${failed} failed`);
  return { passed: count('passed'), failed, skipped: count('skipped'), lines };
}
