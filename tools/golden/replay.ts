/**
 * Replays golden files by the rules of their README ("Comparing"): per field and release, how many cases agree, differ
 * or are not covered. The unit is one case and one field; a field not computed yet is never counted as agreeing.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Computed, FieldReplay, GoldenCase, Json, JsonObject } from './case.ts';
import { isEqual } from './equality.ts';
import { kinds } from './kinds/index.ts';
import { readAsKubectl, recordedReading, sameValues, textOf, type YamlCase } from './yaml-replay.ts';

export interface Tally {
  agree: number;
  differ: number;
  uncovered: number;
}

export interface Difference {
  readonly id: string;
  readonly release: string;
  readonly field: string;
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
}

export interface Report {
  /** Lines of case files; lines of difference files describe the same cases for other releases and are not counted. */
  cases: number;
  readonly fields: Record<string, Record<string, Tally>>;
  readonly differences: Difference[];
}

interface ReleaseDiff {
  readonly id: string;
  readonly set?: JsonObject;
  readonly unset?: readonly string[];
}

const baseRelease = 'v1.9.0';
const diffFile = /^(.*?)diff-(v\d+\.\d+\.\d+)\.jsonl$/;

/** Replays every `*.jsonl` at or below the paths. Throws on files that cannot be read or hold no JSON lines. */
export function replay(paths: readonly string[]): Report {
  const report: Report = { cases: 0, fields: {}, differences: [] };
  const byFolder = new Map<string, string[]>();
  for (const file of paths.flatMap(goldenFiles)) {
    const folder = path.dirname(file);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), path.basename(file)]);
  }
  for (const [folder, names] of byFolder) replayFolder(folder, names, report);
  return report;
}

function goldenFiles(start: string): string[] {
  if (statSync(start).isFile()) return [start];
  return readdirSync(start)
    .sort()
    .flatMap((name) => {
      const inner = path.join(start, name);
      return statSync(inner).isDirectory() ? goldenFiles(inner) : name.endsWith('.jsonl') ? [inner] : [];
    });
}

/** Difference files apply to the case files of their folder that begin with the same prefix (`repo-`, or none). */
function replayFolder(folder: string, names: readonly string[], report: Report): void {
  const diffs = new Map<string, Map<string, ReleaseDiff>>();
  for (const name of readdirSync(folder)) {
    const match = diffFile.exec(name);
    if (!match || !existsSync(path.join(folder, name))) continue;
    const release = match[2] ?? '';
    const ofRelease = diffs.get(release) ?? new Map<string, ReleaseDiff>();
    for (const line of lines(path.join(folder, name))) {
      const diff = line as unknown as ReleaseDiff;
      ofRelease.set(diff.id, diff);
    }
    diffs.set(release, ofRelease);
  }
  for (const name of names) {
    if (diffFile.test(name)) continue;
    for (const line of lines(path.join(folder, name))) {
      report.cases++;
      if (Array.isArray(line['docs'])) replayYaml(line as unknown as YamlCase, folder, report);
      else replayCase(line as unknown as GoldenCase, diffs, report);
    }
  }
}

function replayCase(input: GoldenCase, diffs: ReadonlyMap<string, ReadonlyMap<string, ReleaseDiff>>, report: Report): void {
  replayRelease(input, input.result, baseRelease, report);
  for (const [release, ofRelease] of diffs) {
    const diff = ofRelease.get(input.id);
    const result: JsonObject = { ...input.result, ...diff?.set };
    for (const field of diff?.unset ?? []) delete result[field];
    replayRelease(input, result, release, report);
  }
}

function replayRelease(input: GoldenCase, result: JsonObject, release: string, report: Report): void {
  const fields = kinds[input.kind] ?? {};
  // What Go cannot decode it does not look at any further.
  const isDecoded = result['decodeError'] === undefined;
  for (const name of new Set([...Object.keys(fields), ...Object.keys(result)])) {
    const field = `${input.kind}.${name}`;
    const expected = result[name];
    if (!isDecoded && name !== 'decodeError') continue;
    const covered = fields[name];
    if (!covered) {
      if (expected !== undefined) tally(report, field, release).uncovered++;
      continue;
    }
    if (expected === undefined && covered.missing === 'nothing-unless-refused' && isRefused(result)) continue;
    const computed = covered.compute(input, release);
    if (matches(covered, expected, computed)) tally(report, field, release).agree++;
    else differ(report, { id: input.id, release, field, expected, actual: shown(computed) });
  }
}

/** Whether the record says that mutation or the start of the VM was refused. */
function isRefused({ admit, start, schema }: JsonObject): boolean {
  const isObject = typeof admit === 'object' && admit !== null && !Array.isArray(admit);
  return start !== undefined || schema !== undefined || (isObject && admit['mutate'] !== undefined);
}

function matches(field: FieldReplay, expected: Json | undefined, computed: Computed): boolean {
  const isPanic = typeof expected === 'object' && expected !== null && !Array.isArray(expected) && 'panic' in expected;
  if ('panic' in computed) return isPanic;
  if (isPanic) return computed.value === undefined;
  return (field.agrees ?? isEqual)(expected, computed.value);
}

function shown(computed: Computed): Json | undefined {
  return 'panic' in computed ? { panic: 'no value' } : computed.value;
}

function replayYaml(yamlCase: YamlCase, folder: string, report: Report): void {
  const id = yamlCase.id ?? yamlCase.file ?? '';
  const recorded = recordedReading(yamlCase);
  const actual = readAsKubectl(textOf(yamlCase, folder));
  const count = (field: string, agrees: boolean, part: 'values' | 'refusals'): void => {
    if (agrees) tally(report, field, 'kubectl').agree++;
    else
      differ(report, {
        id,
        release: 'kubectl',
        field,
        expected: JSON.parse(JSON.stringify(recorded[part])) as Json,
        actual: JSON.parse(JSON.stringify(actual[part])) as Json,
      });
  };
  count('yaml.values', sameValues(recorded, actual, isEqual), 'values');
  count('yaml.refusals', JSON.stringify(recorded.refusals) === JSON.stringify(actual.refusals), 'refusals');
}

function differ(report: Report, difference: Difference): void {
  tally(report, difference.field, difference.release).differ++;
  report.differences.push(difference);
}

function tally(report: Report, field: string, release: string): Tally {
  const releases = (report.fields[field] ??= {});
  return (releases[release] ??= { agree: 0, differ: 0, uncovered: 0 });
}

function lines(file: string): JsonObject[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line) as JsonObject];
      } catch (problem) {
        throw new Error(`${file}:${index + 1}: ${problem instanceof Error ? problem.message : String(problem)}`);
      }
    });
}
