/** What a scan tells of a file is what a full reading tells of it, in corpus, written and changed manifests. */
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { resourcesOf } from '../../server/src/core/resources/resources.ts';
import { documentFacts } from '../../server/src/core/workspace/document-facts.ts';
import { FactScanner, scanDocument } from '../../server/src/core/workspace/fact-scan.ts';
import { isEmpty, type DocumentFacts } from '../../server/src/core/workspace/facts.ts';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import { maskTemplates } from '../../server/src/core/yaml/template-mask.ts';
import { TextStore, type Segment } from '../../server/src/core/yaml/text-store.ts';
import { corpusFolder, readCorpus } from '../../tools/corpus/read-corpus.ts';
import { apply, mutation, replacementOf } from '../fuzz/mutations.ts';
import { blueNad, handWritten, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';

const uri = 'file:///w/some/manifest.yaml';

function readFacts(segment: Segment): { facts: DocumentFacts; refused: boolean } {
  const document = readDocument(segment.text);
  const refused = document.refused || readDocument(maskTemplates(segment.text).text).refused;
  return { facts: documentFacts(uri, segment, document, resourcesOf(document)), refused };
}

/** Compares both for every document of a text that the scan settles by itself; how many there were with facts. */
function compare(text: string): number {
  let compared = 0;
  for (const segment of TextStore.of(text).segments) {
    const scanned = scanDocument(uri, segment);
    if (!scanned) continue;
    const { facts, refused } = readFacts(segment);
    // What kubectl refuses is anybody's guess, also where templates might still mend it.
    if (refused) continue;
    expect(scanned, segment.text).toEqual(facts);
    if (!isEmpty(facts)) compared++;
  }
  return compared;
}

const manifests = [
  twoNetworks,
  blueNad,
  kubevirtWith('passt'),
  pluginVm('passt'),
  handWritten,
  blueNad.replace(/config: .*/, 'config: |\n    {"type": "bridge",\n     "name": "net"}').replaceAll('\n', '\r\n'),
  blueNad.replace(/config: .*/, 'config: \'{\n      "type": "macvlan"\n    }\''),
  'kind: Kustomization\nnamespace: lab\npatches:\n- path: one.yaml\n- target: {kind: Pod}\nresources:\n- ./base\n',
  `apiVersion: v1\nkind: List\nitems:\n${twoNetworks.replace(/^/gm, '  ').replace('  ', '- ')}`,
];

describe('a scan', () => {
  it.each(manifests)('settles a manifest as people write it', (text) => {
    const scanner = new FactScanner(newCounters());
    const [found] = scanner.scan(uri, text);
    expect(found?.facts).toEqual(readFacts(TextStore.of(text).segments[0]!).facts);
  });

  it('agrees with a full reading of manifests changed at random', () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.constantFrom(...manifests), fc.array(mutation, { maxLength: 3 }), (manifest, mutations) => {
        compared += compare(mutations.reduce((now, one) => apply(now, replacementOf(now, one)), manifest));
      }),
      { numRuns: 1500 },
    );
    expect(compared).toBeGreaterThan(400);
  });

  it('tells where each document begins', () => {
    const scanner = new FactScanner(newCounters());
    const found = scanner.scan(uri, `# first\nkind: Secret\n---\n${blueNad}---\n${twoNetworks}`);
    expect(found.map(({ startLine, facts }) => [startLine, facts.nads.length, facts.machines.length])).toEqual([
      [2, 1, 0],
      [10, 0, 1],
    ]);
  });

  it('hands over what its lines do not settle, and counts that', () => {
    const counters = newCounters();
    const scanner = new FactScanner(counters);
    const inFlow = blueNad.replace(/metadata:\n.*\n.*\n/, 'metadata: {name: vlan100, namespace: tenant-a}\n');
    expect(scanner.scan(uri, inFlow)[0]?.facts.nads[0]?.name).toBe('vlan100');
    expect(counters).toMatchObject({ filesScanned: 1, documentsParsed: 1 });
    expect(counters.charactersRead).toBe(inFlow.length);
    scanner.scan(uri, blueNad);
    expect(counters).toMatchObject({ filesScanned: 2, documentsParsed: 1 });
  });

  it('keeps an unknown name unknown where a template writes it', () => {
    const [found] = new FactScanner(newCounters()).scan(uri, twoNetworks.replace('name: router', 'name: {{ .name }}'));
    expect(found?.facts.machines[0]?.name).toEqual({ state: 'unknown' });
  });
});

const folder = corpusFolder();
describe.runIf(existsSync(folder))('the corpus', () => {
  it('tells the same by lines and read in full', () => {
    let compared = 0;
    for (const { text } of readCorpus(folder)) compared += compare(text);
    expect(compared).toBeGreaterThan(250);
  });
});
