/** `npm run golden -- DIR… [--json]`: see tools/golden/replay.ts. Exit 0: nothing differs, 1: something does, 2: usage. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { replay, type Report } from './replay.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const missing = positionals.filter((folder) => !existsSync(folder));
if (positionals.length === 0 || missing.length > 0) {
  console.error(positionals.length === 0 ? 'usage: npm run golden -- DIR… [--json]' : `not found: ${missing.join(', ')}`);
  process.exit(2);
}
const report = replay(positionals);
if (values.json) console.log(JSON.stringify(report));
else print(report);
process.exitCode = report.differences.length > 0 ? 1 : 0;

function print({ cases, fields, differences }: Report): void {
  const rows = Object.entries(fields)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([field, releases]) =>
      Object.entries(releases).map(([release, tally]) => [field, release, tally.agree, tally.differ, tally.uncovered].map(String)),
    );
  const head = ['field', 'release', 'agree', 'differ', 'uncovered'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  console.log([head, ...rows].map(line).join('\n'));
  for (const { id, release, field, expected, actual } of differences.slice(0, 10)) {
    console.log(`\n${id}  ${release}  ${field}`);
    console.log(`  expected ${JSON.stringify(expected) ?? 'nothing'}`);
    console.log(`  actual   ${JSON.stringify(actual) ?? 'nothing'}`);
  }
  if (differences.length > 10) console.log(`\n… and ${differences.length - 10} more differences`);
  const sum = rows.reduce((total, row) => total + Number(row[2]), 0);
  console.log(`\n${cases} cases; ${sum} fields agree, ${differences.length} differ`);
}
