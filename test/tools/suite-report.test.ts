/** A run in a real editor counts as good only when the editor, the report and the tests in it all say so. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReport } from '../../tools/editor/suite-report.mjs';

const good = { title: 'a', state: 'passed', ms: 1 };
const bad = { title: 'b', state: 'failed', ms: 1, error: 'Error: no\n at c' };
const left = { title: 'd', state: 'skipped' };

describe('the outcome of a suite in VS Code', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'virtlens-report-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function outcome(tests: readonly object[] | undefined, exit: number | undefined, trouble?: string) {
    const file = path.join(folder, 'report.json');
    if (tests) writeFileSync(file, JSON.stringify({ tests }));
    const { passed, failed, skipped } = readReport('main', file, exit, trouble);
    return { passed, failed, skipped };
  }

  it.each([
    ['all is well', [good, left], 0, undefined, { passed: 1, failed: 0, skipped: 1 }],
    ['a test failed', [good, bad], 1, undefined, { passed: 1, failed: 1, skipped: 0 }],
    ['a test failed and the editor ended well', [good, bad], 0, undefined, { passed: 1, failed: 1, skipped: 0 }],
    ['the editor ended badly though no test failed', [good], 1, undefined, { passed: 1, failed: 1, skipped: 0 }],
    ['the editor never called back', [good], undefined, undefined, { passed: 1, failed: 1, skipped: 0 }],
    ['no report was left', undefined, 0, undefined, { passed: 0, failed: 1, skipped: 0 }],
    ['no test ran', [], 0, undefined, { passed: 0, failed: 1, skipped: 0 }],
    ['the time was up before the report', undefined, undefined, 'no result', { passed: 0, failed: 1, skipped: 0 }],
    ['the time was up after the report', [good], undefined, 'no result', { passed: 1, failed: 1, skipped: 0 }],
  ])('%s', (_, tests, exit, trouble, expected) => expect(outcome(tests, exit, trouble)).toEqual(expected));

  it('tells each test, with the error of one that failed', () => {
    const file = path.join(folder, 'report.json');
    writeFileSync(file, JSON.stringify({ tests: [good, bad] }));
    expect(readReport('main', file, 1).lines).toEqual([
      '  ok   a (1 ms)',
      '  FAIL b (1 ms)',
      '       Error: no',
      '        at c',
    ]);
  });
});
