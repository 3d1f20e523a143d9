/** What rests on something that is not seen here is never louder than information, whatever stands in the manifest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { manifestsWith, type Fault, type Plain } from '../fixes/generated-manifests.ts';
import { nicFaults, nicRules } from './nic-manifests.ts';

/** Findings of these rules above information, in a folder of files. */
function loud(files: Readonly<Record<string, string>>): readonly string[] {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  for (const [name, text] of Object.entries(files)) workspace.setDiskFile(`file:///folder/${name}`, text);
  return [...store.of('file:///folder/vm.yaml')].flatMap(({ findings }) =>
    findings
      .filter(({ rule, severity }) => nicRules.includes(rule) && severity !== 'information' && severity !== 'hint')
      .map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`),
  );
}

const release = 'release: v1.9\nconfiguration: {}\n';
const texts = (...more: readonly Fault[]) =>
  manifestsWith(nicFaults).map(({ manifest, text }) => {
    if (more.length === 0) return text;
    for (const change of more) change(manifest, ([first]) => first as never);
    return JSON.stringify(manifest.object, undefined, 1);
  });

const templated = '{{ .Values.of.another.file }}';

/** Everything that is text below a value, templated. */
function mask(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value as Plain))
    if (typeof inner === 'string') (value as Plain)[key] = templated;
    else mask(inner);
}

describe('nothing is louder than information', () => {
  const runs = { numRuns: 60 };

  it('is put to the test by manifests that say loud things when all is seen', () => {
    const said = fc
      .sample(texts(), { numRuns: 100, seed: 1 })
      .flatMap((text) => loud({ '.virtlens.yaml': release, 'vm.yaml': text }));
    expect(said.length).toBeGreaterThan(30);
  });

  it('in a patch', () => {
    const kustomization = 'kind: Kustomization\npatches:\n  - path: vm.yaml\n';
    fc.assert(
      fc.property(texts(), (text) => {
        expect(loud({ '.virtlens.yaml': release, 'kustomization.yaml': kustomization, 'vm.yaml': text })).toEqual([]);
      }),
      runs,
    );
  });

  it('in a release that is not known', () => {
    fc.assert(
      fc.property(texts(), (text) => {
        expect(loud({ '.virtlens.yaml': 'release: v9.9\n', 'vm.yaml': text })).toEqual([]);
      }),
      runs,
    );
  });

  it('where a template writes the texts of NICs, annotations, probes and volumes', () => {
    const change: Fault = ({ interfaces, networks, metadata, object, spec, volumes, devices }) => {
      for (const part of [interfaces, networks, metadata['annotations'], spec['readinessProbe'], spec['livenessProbe']])
        mask(part);
      mask((object['metadata'] as Plain)['annotations']);
      mask(volumes);
      for (const part of [devices, spec])
        for (const key of ['autoattachPodInterface', 'evictionStrategy']) if (key in part) part[key] = templated;
    };
    fc.assert(
      fc.property(texts(change), (text) => {
        expect(loud({ '.virtlens.yaml': release, 'vm.yaml': text }), text).toEqual([]);
      }),
      runs,
    );
  });
});
