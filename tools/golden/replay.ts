/**
 * Replays golden files by the rules of their README ("Comparing"): per field and release, how many cases agree, differ
 * or are not covered. The unit is one case and one field; a field not computed yet is never counted as agreeing.
 */
import { findRelease } from '../../server/src/core/kubevirt/releases/index.ts';
import type { Computed, FieldReplay, GoldenCase, Json, JsonObject, ReleaseDifference } from './case.ts';
import { isEqual } from './equality.ts';
import { readGoldenFolders, type GoldenFile } from './files.ts';
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
  /** Undefined: nothing. */
  readonly expected: Json | undefined;
  readonly actual: Json | undefined;
}

export interface Report {
  /** Lines of case files; lines of difference files describe the same cases for other releases and are not counted. */
  cases: number;
  /** By field (`create.pod`), then by release (`v1.9.0`; `kubectl` for texts). */
  readonly fields: Record<string, Record<string, Tally>>;
  readonly differences: Difference[];
}

/** The release that case files record; others are told by difference files. */
const baseRelease = 'v1.9.0';
/** What stands for the release of texts, which kubectl reads. */
const yamlReader = 'kubectl';

/** Replays every `*.jsonl` at or below the folders. Throws on files that cannot be read or hold no JSON lines. */
export function replay(folders: readonly string[]): Report {
  const report: Report = { cases: 0, fields: {}, differences: [] };
  for (const file of readGoldenFolders(folders)) {
    report.cases += file.lines.length;
    for (const line of file.lines) {
      if (Array.isArray(line['docs'])) replayYaml(line as unknown as YamlCase, file.folder, report);
      else replayCase(line as unknown as GoldenCase, file.differences, report);
    }
  }
  return report;
}

function replayCase(input: GoldenCase, differences: GoldenFile['differences'], report: Report): void {
  replayRelease(input, input.result, baseRelease, report);
  for (const [release, byId] of differences) replayRelease(input, resultOf(input, byId.get(input.id)), release, report);
}

/** What a case gives in a release. */
export function resultOf({ result }: GoldenCase, difference: ReleaseDifference | undefined): JsonObject {
  const changed: JsonObject = { ...result, ...difference?.set };
  for (const field of difference?.unset ?? []) delete changed[field];
  return changed;
}

function replayRelease(input: GoldenCase, result: JsonObject, release: string, report: Report): void {
  const facts = findRelease(release);
  const { fields = {}, applies } = kinds[input.kind] ?? {};
  for (const name of new Set([...Object.keys(fields), ...Object.keys(result)])) {
    const replayed: FieldReplay = fields[name] ?? { missing: 'not-applicable' };
    const expected = result[name];
    if (applies?.(name, input, result) === false || (expected === undefined && replayed.missing === 'not-applicable'))
      continue;
    const field = `${input.kind}.${name}`;
    if (!replayed.compute || !facts) {
      tally(report, field, release).uncovered++;
      continue;
    }
    const computed = replayed.compute(input, facts);
    if (agrees(replayed, expected, computed)) tally(report, field, release).agree++;
    else differ(report, { id: input.id, release, field, expected, actual: shown(computed) });
  }
}

function agrees(field: FieldReplay, expected: Json | undefined, computed: Computed): boolean {
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
  const count = (part: 'values' | 'refusals', isSame: boolean): void => {
    const field = `yaml.${part}`;
    const [expected, given] = [recorded[part], actual[part]].map((value) => JSON.parse(JSON.stringify(value)) as Json);
    if (isSame) tally(report, field, yamlReader).agree++;
    else differ(report, { id, release: yamlReader, field, expected, actual: given });
  };
  count('values', sameValues(recorded, actual, isEqual));
  count('refusals', isEqual(recorded.refusals as unknown as Json, actual.refusals as unknown as Json));
}

function differ(report: Report, difference: Difference): void {
  tally(report, difference.field, difference.release).differ++;
  report.differences.push(difference);
}

function tally(report: Report, field: string, release: string): Tally {
  const releases = (report.fields[field] ??= {});
  return (releases[release] ??= { agree: 0, differ: 0, uncovered: 0 });
}
