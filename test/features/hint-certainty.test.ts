/** Hints say no more than what is known. */
import { describe, expect, it } from 'vitest';
import { surveyFile, surveyOpen, type Survey } from '../../tools/corpus/survey.ts';
import { newCounters } from '../../server/src/core/counters.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { implicitNic, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';

const uri = 'file:///repo/vm.yaml';
const annotationHint = ({ hints }: Survey): string | undefined =>
  hints
    .find(({ hint }) => hint.kind === 'annotation')
    ?.hint.parts.map(({ text }) => text)
    .join('');

/** A VM beside a KubeVirt resource. */
function besideKubevirt(text: string, kubevirt: string): Survey {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  workspace.setDiskFile('file:///repo/kubevirt.yaml', kubevirt);
  workspace.open(uri, 1, text);
  return surveyOpen(workspace, store, uri);
}

describe('the hint on networks', () => {
  it('leaves open whether a plugin is registered where nothing tells', () => {
    const survey = surveyFile({ name: 'vm.yaml', uri, text: pluginVm('passt') });
    expect(annotationHint(survey)).toBe('no launcher Pod, unless the binding plugin is registered');
    expect(survey.lenses[0]?.title).toBe('launcher Pod: none, unless the binding plugin is registered');
  });

  it('is certain where the KubeVirt resource registers others', () => {
    const survey = besideKubevirt(pluginVm('passt'), kubevirtWith('other'));
    expect(annotationHint(survey)).toBe('no launcher Pod');
    expect(survey.lenses[0]?.title).toBe('launcher Pod: cannot be rendered');
  });

  it('tells of a default network where there is no networks annotation', () => {
    const text = twoNetworks
      .replace('          pod: {}', '          multus: {networkName: backbone, default: true}')
      .replace(/ {12}- name: blue\n.*\n/, '')
      .replace(/ {8}- name: blue\n.*\n.*\n/, '');
    const said = annotationHint(surveyFile({ name: 'vm.yaml', uri, text }));
    expect(said).toBe('no networks annotation, default network backbone');
  });

  it('says that there is none for the Pod network alone', () => {
    const text = twoNetworks.replace(/ {12}- name: blue\n.*\n/, '').replace(/ {8}- name: blue\n.*\n.*\n/, '');
    expect(annotationHint(surveyFile({ name: 'vm.yaml', uri, text }))).toBe('no Multus annotation');
  });
});

describe('the hint of the implicit NIC', () => {
  const said = (text: string): readonly string[] =>
    surveyFile({ name: 'vm.yaml', uri, text })
      .hints.filter(({ hint }) => hint.kind === 'implicitInterface')
      .map(({ hint }) => hint.parts.map((part) => part.text).join(''));

  it('tells its binding', () => {
    expect(said(implicitNic)).toEqual(['implicit NIC default: bridge on the Pod network']);
  });

  it('names a preference that may change it', () => {
    const text = implicitNic.replace('  template:', '  preference:\n    name: fedora\n  template:');
    expect(said(text)).toEqual(['implicit NIC default: bridge on the Pod network preference fedora not seen']);
  });
});
