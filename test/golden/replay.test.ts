/**
 * The replay must notice: every covered field is spoiled, removed and added to in a copy of recorded cases, and each
 * change has to come back as a difference, in its release and nowhere else. What the core computes is judged by the same
 * command, on the fixtures here and on the whole golden data where it is at hand.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { GoldenCase, Json, JsonObject } from '../../tools/golden/case.ts';
import { kinds } from '../../tools/golden/kinds/index.ts';
import { replayToJson, runReplay, sharedFolder, type JsonReport } from './run-replay.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');

/** What has to be computed today, whatever comes on top. */
const requiredFields = [
  'create.cni',
  'create.pod',
  'create.defaulted',
  'create.net',
  'create.netCreation',
  'create.notMigratable',
  'create.schema',
  'create.admit',
  'create.vmSpec',
  'create.start',
  'create.decodeError',
  'impact.admitUpdate',
  'impact.netRestartRequired',
  'impact.restartRequiredBySpec',
  'impact.restartRequired',
  'impact.vmiAfter',
  'impact.vmAfter',
  'impact.vmiChanges',
  'impact.evaluate',
  'impact.migration',
  'impact.activePod',
  'impact.statusAfter',
  'impact.migratedVolumes',
  'impact.syncErrors',
  'vmiupdate.admitUpdate',
  'names.names',
  'status.activePod',
  'status.migrationTarget',
  'status.podIfaceByNetwork',
  'status.hasOrdinalStatus',
  'status.status',
  'status.evaluate',
  'status.evaluateAfterStatus',
  'status.migration',
  'yaml.values',
  'yaml.refusals',
];

const allReleases = ['v1.6.6', 'v1.7.4', 'v1.8.4', 'v1.9.0'];

function readLines<T>(name: string): T[] {
  return readFileSync(path.join(fixtures, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A new folder with these files, one JSON object a line. */
function folderWith(files: Readonly<Record<string, readonly unknown[]>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'golden-'));
  folders.push(folder);
  for (const [name, lines] of Object.entries(files))
    writeFileSync(path.join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return folder;
}

function totals(report: JsonReport, field: string): { agree: number; differ: number; uncovered: number } {
  const sum = { agree: 0, differ: 0, uncovered: 0 };
  for (const { agree, differ, uncovered } of Object.values(report.fields[field] ?? {})) {
    sum.agree += agree;
    sum.differ += differ;
    sum.uncovered += uncovered;
  }
  return sum;
}

/** Another value of the same shape. */
function spoil(value: Json): Json {
  // Of what a decoder says only the field counts.
  if (typeof value === 'string')
    return value.includes(' of type ') ? value.replace(' of type ', 'x of type ') : `${value}x`;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (value === null) return 'x';
  if (Array.isArray(value)) return value.length === 0 ? ['x'] : [spoil(value[0] ?? null), ...value.slice(1)];
  const [first, ...others] = Object.entries(value);
  return first ? { [first[0]]: spoil(first[1]), ...Object.fromEntries(others) } : { x: 'x' };
}

/** The value with one member more. */
function addTo(value: Json): Json {
  if (Array.isArray(value)) return [...value, 'x'];
  if (typeof value === 'object' && value !== null) return { ...value, x: 'x' };
  return spoil(value);
}

describe('a replay of spoiled records', () => {
  const cases = ['create', 'names', 'status', 'impact', 'vmiupdate'].flatMap((name) =>
    readLines<GoldenCase>(`${name}.jsonl`),
  );
  const decodable = cases.filter(({ result }) => result['decodeError'] === undefined);
  const changed: GoldenCase[] = [];
  const covered: string[] = [];
  const uncovered: string[] = [];
  const withoutFixture: string[] = [];
  for (const [kind, { fields }] of Object.entries(kinds)) {
    for (const [name, { compute }] of Object.entries(fields)) {
      const field = `${kind}.${name}`;
      const ofKind = (name === 'decodeError' ? cases : decodable).filter(
        (one) => one.kind === kind && (kind !== 'impact' || one.vmi !== undefined),
      );
      const recorded = ofKind.find(({ result }) => {
        const value = result[name];
        return value !== undefined && !(typeof value === 'object' && value !== null && 'panic' in value);
      });
      const value = recorded?.result[name];
      if (!recorded || value === undefined) {
        // Rare fields are not in the fixtures before they are covered.
        if (compute) withoutFixture.push(field);
        continue;
      }
      (compute ? covered : uncovered).push(field);
      const others: JsonObject = { ...recorded.result };
      delete others[name];
      const bare = ofKind.find(({ result }) => result[name] === undefined);
      const change = (id: string, from: GoldenCase, result: JsonObject): void => {
        changed.push({ ...from, id: `${id}/${field}`, result });
      };
      change('spoiled', recorded, { ...others, [name]: spoil(value) });
      change('removed', recorded, others);
      if (bare) change('added', bare, { ...bare.result, [name]: addTo(value) });
      else change('added', recorded, { ...others, [name]: addTo(value) });
    }
  }
  const { code, report } = replayToJson(folderWith({ 'spoiled.jsonl': changed }));

  it('covers what it has to', () => {
    expect([...covered, 'yaml.values', 'yaml.refusals']).toEqual(expect.arrayContaining(requiredFields));
    expect(withoutFixture, 'covered fields that no fixture records').toEqual([]);
    expect(code).toBe(1);
    expect(report.cases).toBe(changed.length);
  });

  it.each(covered)('reports every change of %s, and nothing else of that case', (field) => {
    const [kind = '', name = ''] = field.split('.');
    const isNothing = kinds[kind]?.fields[name]?.missing !== 'not-applicable';
    // What Go cannot decode has no other fields: without the error, all of them are missing.
    const seen = report.differences.filter(
      ({ id, field: reported }) => id.endsWith(`/${field}`) && (name !== 'decodeError' || reported === field),
    );
    expect(seen.map(({ id, field: reported, release }) => [id, reported, release])).toEqual(
      ['spoiled', ...(isNothing ? ['removed'] : []), 'added'].map((change) => [`${change}/${field}`, field, 'v1.9.0']),
    );
    expect(totals(report, field).uncovered).toBe(0);
    if (isNothing) expect(seen.find(({ id }) => id.startsWith('removed'))).toMatchObject({ expected: null });
  });

  it.each(uncovered)('counts %s as not covered', (field) => {
    expect(totals(report, field)).toMatchObject({ agree: 0, differ: 0 });
    expect(totals(report, field).uncovered).toBeGreaterThanOrEqual(2);
    expect(report.differences.filter((difference) => difference.field === field)).toEqual([]);
  });
});

describe('a replay of another release', () => {
  const [recorded] = readLines<GoldenCase>('names.jsonl');

  it('reports a spoiled difference file for its release alone', () => {
    const names = spoil(recorded?.result['names'] ?? null);
    const { code, report } = replayToJson(
      folderWith({
        'names.jsonl': [recorded],
        'diff-v1.8.4.jsonl': [{ id: recorded?.id, set: { names } }],
        'diff-v1.7.4.jsonl': [{ id: recorded?.id, set: {}, unset: ['names'] }],
        'diff-v1.6.6.jsonl': [],
      }),
    );
    expect(report.differences.map(({ release }) => release).sort()).toEqual(['v1.7.4', 'v1.8.4']);
    expect(report.fields['names.names']).toEqual({
      'v1.9.0': { agree: 1, differ: 0, uncovered: 0 },
      'v1.8.4': { agree: 0, differ: 1, uncovered: 0 },
      'v1.7.4': { agree: 0, differ: 1, uncovered: 0 },
      'v1.6.6': { agree: 1, differ: 0, uncovered: 0 },
    });
    expect(code).toBe(1);
    expect(report.cases).toBe(1);
  });

  it('applies a difference file to the case files of its prefix', () => {
    const spoiled = { id: recorded?.id, set: { names: [] } };
    const { report } = replayToJson(folderWith({ 'names.jsonl': [recorded], 'repo-diff-v1.8.4.jsonl': [spoiled] }));
    expect(report.fields['names.names']).toEqual({ 'v1.9.0': { agree: 1, differ: 0, uncovered: 0 } });
    const both = replayToJson(
      folderWith({ 'repo-names.jsonl': [recorded], 'diff-v1.8.4.jsonl': [], 'repo-diff-v1.8.4.jsonl': [spoiled] }),
    );
    expect(both.report.fields['names.names']?.['v1.8.4']).toEqual({ agree: 0, differ: 1, uncovered: 0 });
  });

  it('has no answer for a release without facts', () => {
    const { code, report } = replayToJson(folderWith({ 'names.jsonl': [recorded], 'diff-v9.9.0.jsonl': [] }));
    expect(report.fields['names.names']?.['v9.9.0']).toEqual({ agree: 0, differ: 0, uncovered: 1 });
    expect(code).toBe(0);
  });
});

describe('a replay of texts', () => {
  const text = 'a: 1\n---\nb: [2\n';
  const docs = [{ json: { a: 1 } }, { error: 'any wording' }];

  it.each([
    ['the record', docs, []],
    ['another value', [{ json: { a: 2 } }, docs[1]], ['yaml.values']],
    ['a document less', [docs[0]], ['yaml.refusals', 'yaml.values']],
    ['a document more', [...docs, docs[0]], ['yaml.refusals', 'yaml.values']],
    ['no refusal', [docs[0], { json: { b: [2] } }], ['yaml.refusals', 'yaml.values']],
    ['a refusal', [{ error: 'x' }, docs[1]], ['yaml.refusals']],
  ])('with %s', (_, recorded, fields) => {
    const { report } = replayToJson(folderWith({ 'yaml.jsonl': [{ id: 'text', text, docs: recorded }] }));
    expect(report.differences.map(({ field }) => field).sort()).toEqual(fields);
    expect(Object.keys(report.fields).sort()).toEqual(['yaml.refusals', 'yaml.values']);
  });
});

describe('the command', () => {
  it('prints a table and the first differences in full', () => {
    const [recorded] = readLines<GoldenCase>('names.jsonl');
    const { code, stdout } = runReplay(folderWith({ 'names.jsonl': [{ ...recorded, result: { names: [] } }] }));
    expect(code).toBe(1);
    expect(stdout).toMatch(/^field +release +agree +differ +uncovered\nnames\.names +v1\.9\.0 +0 +1 +0\n/);
    expect(stdout).toContain(`${recorded?.id}  v1.9.0  names.names\n  expected []\n  actual   [{"network":`);
    expect(stdout.trim().split('\n').at(-1)).toBe('1 cases: 0 fields agree, 1 differ, 0 are not covered');
  });

  it.each([
    ['no folder', []],
    ['a folder that is not there', [path.join(fixtures, 'nothing')]],
    ['an unknown option', [fixtures, '--unknown']],
    ['a folder without cases', [folderWith({})]],
    ['a file that is no JSON', [folderWith({ 'names.jsonl': [] }), folderWith({ 'x.jsonl': [1] })]],
  ])('refuses %s', (_, args) => {
    const { code, stdout, stderr } = runReplay(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });
});

function expectProof({ code, report }: ReturnType<typeof replayToJson>): void {
  expect(report.differences).toEqual([]);
  expect(code).toBe(0);
  for (const field of requiredFields) {
    expect(totals(report, field), field).toMatchObject({ differ: 0, uncovered: 0 });
    const releases = field.startsWith('yaml.') ? ['kubectl'] : allReleases;
    expect(Object.keys(report.fields[field] ?? {}).sort(), field).toEqual(releases);
    for (const release of releases) expect(report.fields[field]?.[release]?.agree, field).toBeGreaterThan(0);
  }
}

describe('what the core computes', () => {
  it('agrees with the fixtures', () => {
    expectProof(replayToJson(fixtures));
  });

  const golden = path.join(sharedFolder, 'golden');
  if (existsSync(golden)) {
    it('agrees with all golden data', () => {
      expectProof(replayToJson(golden));
    });
  } else {
    console.log(`not run: replay of all golden data, since ${golden} is not there`);
  }
});
