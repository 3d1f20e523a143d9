/**
 * `npm run golden -- DIR… [--json]`: replays the golden files below the folders (see `replay.ts`) and prints the counts.
 * Exit code 0: nothing differs (fields not covered do not matter), 1: something does, 2: the replay could not be run.
 */
import { parseArgs } from 'node:util';
import { replay, type Report } from './replay.ts';

const usage = 'usage: npm run golden -- DIR… [--json]';
/** How many differences the table shows in full; `--json` gives them all. */
const shownDifferences = 10;

process.exitCode = run();

function run(): number {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
    if (positionals.length === 0) throw new Error(usage);
    const report = replay(positionals);
    if (report.cases === 0) throw new Error(`no golden cases (*.jsonl) below ${positionals.join(', ')}`);
    console.log(values.json ? toJson(report) : toText(report));
    return report.differences.length > 0 ? 1 : 0;
  } catch (problem) {
    console.error(problem instanceof Error ? problem.message : String(problem));
    return 2;
  }
}

/** One object; `null` stands for nothing in a difference. */
function toJson(report: Report): string {
  const differences = report.differences.map(({ expected = null, actual = null, ...place }) => ({
    ...place,
    expected,
    actual,
  }));
  return JSON.stringify({ ...report, differences });
}

function toText({ cases, fields, differences }: Report): string {
  const rows = Object.entries(fields)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([field, releases]) =>
      Object.entries(releases)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([release, { agree, differ, uncovered }]) => [field, release, agree, differ, uncovered].map(String)),
    );
  const table = [['field', 'release', 'agree', 'differ', 'uncovered'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  for (const { id, release, field, expected, actual } of differences.slice(0, shownDifferences)) {
    lines.push('', `${id}  ${release}  ${field}`, `  expected ${written(expected)}`, `  actual   ${written(actual)}`);
  }
  const left = differences.length - shownDifferences;
  if (left > 0) lines.push('', `… and ${left} more differences`);
  const sum = (column: number): number => rows.reduce((total, row) => total + Number(row[column]), 0);
  lines.push('', `${cases} cases: ${sum(2)} fields agree, ${sum(3)} differ, ${sum(4)} are not covered`);
  return lines.join('\n');
}

function written(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
