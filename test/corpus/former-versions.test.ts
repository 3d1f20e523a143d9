/**
 * Objects of API versions that are served no more, in the corpus: each file labelled so has one finding that says it, and no
 * cascade behind it. The corpus lies beside the project; where it is not there, the suite says so.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { corpusFolder } from '../../tools/corpus/read-corpus.ts';
import { surveyFile } from '../../tools/corpus/survey.ts';

const folder = corpusFolder();
const labels = path.join(folder, 'positives.jsonl');
const isThere = existsSync(labels);
if (!isThere) console.log('former versions suite: not run, there is no ../shared/corpus');

/** What has meant the same in v1alpha2 already. */
const sameMeaning = [
  'discontinued-binding',
  'duplicate-interface-name',
  'duplicate-network-name',
  'interface-without-network',
  'network-without-interface',
];

interface Label {
  readonly verdict: string;
  readonly file: string;
}

function formerFiles(): readonly string[] {
  const read = readFileSync(labels, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Label)
    .filter(({ verdict }) => verdict === 'legacy-api')
    .map(({ file }) => file);
  return [...new Set(read)];
}

describe.runIf(isThere)('files of former API versions', () => {
  it('are some', () => {
    expect(formerFiles().length).toBeGreaterThan(5);
  });

  it.each(isThere ? formerFiles() : [])('%s has one finding that says so', (name) => {
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    const found = surveyFile({ name, uri: pathToFileURL(file).href, text }).findings.map(({ finding }) => finding);
    const old = found.filter(({ rule }) => rule === 'old-api-version');
    expect(old.map(({ severity }) => severity)).toEqual(['error']);
    const allowed = text.includes('kubevirt.io/v1alpha1') ? [] : sameMeaning;
    const others = found.filter(({ rule }) => rule !== 'old-api-version' && !allowed.includes(rule));
    expect(others.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});
