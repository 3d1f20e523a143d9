/**
 * Everything the product says by itself, over the corpus of public manifests: nothing fails, hints stand beside what they
 * are about, nothing that a template may still change is called a fault. The corpus lies beside the project; where it is
 * not there, the suite says so and only the vectors known to the project's own tests remain.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkNames } from '../../server/src/core/kubevirt/link-names.ts';
import { podInterfaces } from '../../server/src/core/kubevirt/name-scheme.ts';
import { releases } from '../../server/src/core/kubevirt/releases/index.ts';
import { find } from '../../server/src/core/yaml/locate.ts';
import { corpusFolder, readCorpus } from '../../tools/corpus/read-corpus.ts';
import { surveyFile, type Survey, type SurveyedHint } from '../../tools/corpus/survey.ts';
import { twoNetworks } from '../support/manifests.ts';
import { placeProblem } from './places.ts';

const folder = corpusFolder();
const isThere = existsSync(folder);
if (!isThere) console.log('corpus suite: not run, there is no ../shared/corpus');

interface HashVector {
  readonly networkName_in_vmi: string;
  readonly podInterface: string;
  readonly tap?: string;
  readonly bridge?: string;
}

describe('the judge of places', () => {
  const [first] = surveyFile({ name: 'vm.yaml', uri: 'file:///vm.yaml', text: twoNetworks }).hints;

  it('lets a right place pass', () => {
    expect(first && placeProblem(first)).toBeUndefined();
    expect(first).toBeDefined();
  });

  it.each([-3, -1, 1, 20])('notices a hint that is moved by %i', (by) => {
    if (!first) throw new Error('no hint');
    const text = first.before + first.after;
    const moved = { before: text.slice(0, first.before.length + by), after: text.slice(first.before.length + by) };
    expect(placeProblem({ ...first, ...moved, hint: { ...first.hint, offset: first.hint.offset + by } })).toBeDefined();
  });
});

describe.runIf(isThere)('the corpus', () => {
  const surveys = new Map<string, Survey>();
  const places = (): SurveyedHint[] => [...surveys.values()].flatMap(({ hints }) => hints);

  it('is read to its end', () => {
    const files = readCorpus(folder);
    for (const file of files) surveys.set(file.name, surveyFile(file));
    expect(surveys.size).toBeGreaterThan(800);
    expect(places().length).toBeGreaterThan(500);
  });

  it('has its hints beside what they are about', () => {
    const wrong = places().flatMap((place) => placeProblem(place) ?? []);
    expect(wrong).toEqual([]);
  });

  it('has a hover for every hint, with the text of the hint in it', () => {
    const silent = places().filter(({ hover }) => hover === undefined || hover === '');
    expect(silent.map(({ file, line, hint }) => `${file}:${line + 1} ${hint.kind}`)).toEqual([]);
    const names = places().filter(({ hint }) => hint.kind === 'podInterface');
    const missing = names.filter(({ hint, hover }) => !hint.parts.every(({ text }) => hover?.includes(text)));
    expect(missing.map(({ file, line, hint }) => `${file}:${line + 1} ${hint.parts[0]?.text ?? ''}`)).toEqual([]);
  });

  it('has findings in the text only, and none above Information that template text touches', () => {
    const wrong: string[] = [];
    for (const { file, line, view, finding } of [...surveys.values()].flatMap(({ findings }) => findings)) {
      const { start, end } = finding.span;
      if (!(start >= 0 && start <= end && end <= view.segment.text.length)) wrong.push(`${file}:${line + 1} outside`);
      if (finding.severity !== 'error' && finding.severity !== 'warning') continue;
      // A key alone is marked where something is missing: templates that write other values below it do not matter.
      const node =
        finding.on === 'value' ? view.document.root && find(view.document.root, finding.field)?.node : undefined;
      const around = { start: Math.min(start, node?.start ?? start), end: Math.max(end, node?.end ?? end) };
      if (view.document.templates.some((template) => template.start < around.end && template.end > around.start))
        wrong.push(`${file}:${line + 1} ${finding.rule} is ${finding.severity} beside a template`);
    }
    expect(wrong).toEqual([]);
  });

  it('has lenses only at the start of a VM', () => {
    for (const { lenses } of surveys.values())
      for (const { view, offset } of lenses) {
        const starts = view.resources.map(({ node }) => node.entries[0]?.keySpan.start ?? node.start);
        expect(starts).toContain(offset);
      }
  });
});

describe.runIf(isThere)('observed Pod interfaces', () => {
  const vectors = isThere
    ? readFileSync(path.join(folder, 'hash_vectors.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as HashVector)
    : [];

  it('are there', () => {
    expect(vectors.length).toBeGreaterThan(10);
  });

  it.each(vectors)(
    '$networkName_in_vmi is $podInterface',
    ({ networkName_in_vmi: name, podInterface, tap, bridge }) => {
      for (const release of releases) {
        const networks = [{ name, multus: { networkName: 'any', default: false } }];
        expect(podInterfaces(networks, 'hashed', release).get(name)).toBe(podInterface);
        const links = linkNames(podInterface, true);
        if (tap !== undefined) expect(links.tap).toBe(tap);
        if (bridge !== undefined) expect(links.bridge).toBe(bridge);
      }
    },
  );
});
