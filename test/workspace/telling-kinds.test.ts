/** Passing over texts by the kinds that they name never passes over one that tells facts. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resourcesOf } from '../../server/src/core/resources/resources.ts';
import { documentFacts, mayHoldFacts } from '../../server/src/core/workspace/document-facts.ts';
import { isEmpty } from '../../server/src/core/workspace/facts.ts';
import { mayTellOfKind } from '../../server/src/core/workspace/telling-kinds.ts';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import { TextStore } from '../../server/src/core/yaml/text-store.ts';
import { corpusFolder, readCorpus } from '../../tools/corpus/read-corpus.ts';

const uri = 'file:///lab/file.yaml';

describe('kinds that tell', () => {
  it.each([
    ['plain', 'kind: VirtualMachine\n'],
    ['quoted', '"kind" : \'VirtualMachine\'\n'],
    ['in JSON', '{"apiVersion":"v1","kind":"KubeVirt"}'],
    ['below its key', 'kind:\n  VirtualMachine\n'],
    ['behind an explicit key', '? kind\n: NetworkAttachmentDefinition\n'],
    ['behind a tag', 'kind: !!str VirtualMachine\n'],
    ['behind an anchor', 'kind: &k VirtualMachine\n'],
    ['behind a comment', 'kind: # of machine\n  VirtualMachine\n'],
    ['of a template', 'kind: {{ .Values.kind }}\n'],
    ['in a list', 'kind: List\nitems:\n  - kind: KubevirtMachineTemplate\n'],
    ['that deploys', 'kind: HelmRelease\n'],
    ['that makes Pods with networks', 'kind: Deployment\nx:\n  k8s.v1.cni.cncf.io/networks: a\n'],
    ['that runs a VM', 'kind: Pod\nmetadata: {labels: {kubevirt.io: virt-launcher, vm.kubevirt.io/name: a}}\n'],
    ['that is not written in letters', '"k\\x69nd": VirtualMachine\n'],
  ])('are found %s', (_, text) => {
    expect(mayTellOfKind(text)).toBe(true);
  });

  it.each([
    ['others', 'kind: ConfigMap\ndata:\n  text: a VirtualMachine of some kind\n'],
    ['what makes Pods without networks', 'apiVersion: apps/v1\nkind: "Deployment"\nspec: {}\n'],
    ['events of launcher Pods', 'kind: Event\ninvolvedObject: {kind: Pod, name: virt-launcher-a-x}\nreason: Pulled\n'],
    ['a list of others', 'kind: List\nitems:\n- kind: Service\n'],
  ])('are none of %s', (_, text) => {
    expect(mayTellOfKind(text)).toBe(false);
  });
});

const folder = corpusFolder();
describe.runIf(existsSync(folder))('the corpus', () => {
  it('has no document that tells facts and is passed over', () => {
    let telling = 0;
    let passed = 0;
    for (const { text } of readCorpus(folder))
      for (const segment of TextStore.of(text).segments) {
        const document = readDocument(segment.text);
        const tells = !isEmpty(documentFacts(uri, segment, document, resourcesOf(document)));
        const mayTell = mayHoldFacts(uri, segment.text);
        if (tells) expect(mayTell, segment.text).toBe(true);
        if (tells) telling++;
        if (!mayTell) passed++;
      }
    expect(telling).toBeGreaterThan(200);
    expect(passed).toBeGreaterThan(20);
  });
});
