/**
 * Known findings in public manifests, by the meaning of their verdicts: what must be found is found, what may only be
 * mentioned is no louder than information, and of an old API one finding says so. The corpus lies beside the project;
 * where it is not there, the suite says so.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusFolder, readCorpus } from '../../tools/corpus/read-corpus.ts';
import { surveyFile } from '../../tools/corpus/survey.ts';

const folder = corpusFolder();
const list = path.join(folder, 'positives.jsonl');
const isThere = existsSync(list);
if (!isThere) console.log('known findings of the corpus: not run, there is no ../shared/corpus');

interface Positive {
  readonly code: string;
  readonly verdict: string;
  readonly file: string;
}

/** Rules that tell what a code of the corpus means. */
const rulesOf: Readonly<Record<string, readonly string[]>> = {
  'network-no-iface': ['network-without-interface'],
  'iface-no-network': ['interface-without-network'],
  'network-no-source': ['missing-network-source'],
  'unknown-network-field': ['unknown-field'],
  'unknown-binding': ['unknown-field', 'missing-binding', 'interface-without-network', 'old-api-version'],
  'removed-binding': ['discontinued-binding'],
  'unresolved-nad': ['unresolved-nad', 'malformed-nad-reference'],
  'multus-no-name': ['missing-nad-reference', 'missing-field'],
  'duplicate-key': ['duplicate-key'],
  'nad-no-cniversion': ['missing-cni-version'],
  'nad-bad-json': ['unreadable-cni-config'],
  'ovn-no-netattachdefname': ['missing-ovn-topology', 'ovn-name-mismatch'],
  'wrong-nesting': ['unknown-field', 'missing-field', 'misplaced-field', 'old-api-version'],
};

describe.runIf(isThere)('known findings', () => {
  const positives = isThere
    ? readFileSync(list, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Positive)
    : [];
  const files = new Map(readCorpus(folder).map((file) => [file.name, file]));
  const findingsIn = (name: string) => {
    const file = files.get(name);
    if (!file) throw new Error(`no file ${name}`);
    return surveyFile(file).findings.map(({ finding }) => finding);
  };
  const isLoud = ({ severity }: { severity: string }): boolean => severity === 'error' || severity === 'warning';

  it('has a rule for every code', () => {
    expect(positives.length).toBeGreaterThan(40);
    for (const { code } of positives) expect(Object.keys(rulesOf)).toContain(code);
  });

  it.each(positives.filter(({ verdict, code }) => verdict === 'true-positive' && rulesOf[code]))(
    'finds $code in $file',
    ({ code, file }) => {
      const found = findingsIn(file).filter(isLoud);
      expect(found.map(({ rule }) => rule)).toEqual(
        expect.arrayContaining([expect.toSatisfy((rule: string) => rulesOf[code]?.includes(rule) ?? false)]),
      );
    },
  );

  it.each(positives.filter(({ verdict }) => ['info-only', 'elided-doc', 'must-not-flag'].includes(verdict)))(
    'is quiet about $code in $file',
    ({ code, file }) => {
      expect(findingsIn(file).filter((finding) => isLoud(finding) && rulesOf[code]?.includes(finding.rule))).toEqual(
        [],
      );
    },
  );

  it.each(positives.filter(({ verdict }) => verdict === 'legacy-api'))(
    'tells once of the old API in $file',
    ({ code, file }) => {
      const found = findingsIn(file);
      expect(found.filter(({ rule }) => rule === 'old-api-version').length).toBe(1);
      expect(found.filter(({ rule }) => rulesOf[code]?.includes(rule) && rule !== 'old-api-version')).toEqual([]);
    },
  );
});
