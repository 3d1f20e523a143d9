/** What is said of an edited text against its old one: by what the objects are, not by how or where they are written. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import type { EditImpact } from '../../server/src/core/workspace/edit-impact.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { plainValue } from '../../server/src/core/yaml/read-document.ts';
import { oldTexts } from '../support/baseline-texts.ts';

const uri = 'file:///w/vm.yaml';

const vm = (name: string, mac = '02:00:00:00:00:01', reference = 'vlan100'): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: ${name}
  namespace: tenant-a
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        memory: { guest: 1Gi }
        devices:
          interfaces:
            - name: default
              masquerade: {}
            - name: lan
              bridge: {}
              macAddress: ${mac}
      networks:
        - name: default
          pod: {}
        - name: lan
          multus:
            networkName: ${reference}
`;

/** What is said of each object of a file, by its name. */
function impactsOf(
  before: string,
  after: string,
  around: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, EditImpact | undefined> {
  const workspace = new Workspace(newCounters());
  workspace.baselines.useTexts(oldTexts({ [uri]: before }));
  for (const [other, text] of Object.entries(around)) workspace.setDiskFile(other, text);
  workspace.open(uri, 1, after);
  const findings = new FindingStore(workspace);
  const found = new Map<string, EditImpact | undefined>();
  for (const index of workspace.file(uri)?.store.segments.keys() ?? []) {
    const view = workspace.view(uri, index);
    for (const resource of view?.resources ?? [])
      if (view && resource.vm && resource.name.state === 'stated')
        found.set(resource.name.value, findings.impact(view, resource));
  }
  return found;
}

function shortly(impact: EditImpact | undefined): string {
  if (impact?.state !== 'judged') return impact?.state ?? 'nothing';
  return impact.impact.changes.length === 0 ? 'unchanged' : impact.impact.verdict;
}

const verdict = (before: string, after: string, around: Readonly<Record<string, string>> = {}): string =>
  shortly(impactsOf(before, after, around).get('a'));

describe('an edit that says the same', () => {
  const text = vm('a');

  it.each([
    ['nothing', text],
    ['comments', text.replace('      domain:', '      # the machine\n      domain: # all of it')],
    ['line ends', text.replaceAll('\n', '\r\n')],
    ['quotes', text.replace('name: lan', "name: 'lan'").replace('networkName: vlan100', 'networkName: "vlan100"')],
    ['flow style', text.replace(/ {10}pod: {}\n/, '          pod:\n            {}\n')],
    ['JSON', JSON.stringify({ ...asObject(text) })],
    [
      'the order of keys',
      text.replace('name: default\n              masquerade: {}', 'masquerade: {}\n              name: default'),
    ],
    [
      'the order of NICs',
      text.replace(
        /( {12}- name: default\n {14}masquerade: {}\n)((?: {12}- name: lan\n)(?: {14}.*\n)+)/,
        (_, first: string, second: string) => second + first,
      ),
    ],
    [
      'anchors',
      text
        .replace('memory: { guest: 1Gi }', 'memory: &m { guest: 1Gi }')
        .replace('    spec:\n', '    spec:\n      # aliases are copies\n'),
    ],
    ['another document before it', `${vm('b')}---\n${text}`],
    ['an unquoted number as a text', text.replace('guest: 1Gi', 'guest: 1024Mi')],
  ])('has no effect: %s', (_, after) => {
    expect(['unchanged', 'none']).toContain(verdict(text, after));
  });

  it('has no effect by naming the namespace of a NAD, where KubeVirt reads references', () => {
    const qualified = vm('a', undefined, 'tenant-a/vlan100');
    const of = (release: string): Readonly<Record<string, string>> => ({
      'file:///w/.virtlens.yaml': `release: ${release}\nconfiguration: {}\n`,
    });
    expect(verdict(text, qualified, of('v1.9'))).toBe('none');
    // Before, it compared the texts: it asks for a restart that brings nothing.
    expect(verdict(text, qualified, of('v1.7'))).toBe('restart');
  });

  it('has no effect by anchors that stand for what was written out', () => {
    const twice = text.replace('memory: { guest: 1Gi }', 'memory: &size { guest: 1Gi }');
    const aliased = text
      .replace('  namespace: tenant-a\n', '  namespace: &ns tenant-a\n')
      .replace('networkName: vlan100', 'networkName: vlan100')
      .replace('guest: 1Gi', 'guest: &g 1Gi');
    expect(verdict(twice, aliased)).toBe('unchanged');
  });
});

describe('an edit', () => {
  const text = vm('a');
  const edited = vm('a', '02:00:00:00:00:09');

  it('is judged, and judged no more when it is taken back', () => {
    expect(verdict(text, edited)).toBe('restart');
    expect(verdict(text, text)).toBe('unchanged');
    expect(verdict(edited, text)).toBe('restart');
  });

  it('is judged alike wherever the document stands', () => {
    const others = ['b', 'c', 'd'].map((name) => vm(name));
    const alone = impactsOf(text, edited).get('a');
    const said = JSON.stringify(alone?.state === 'judged' ? alone.impact : undefined);
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...others, text], { minLength: 4 }),
        fc.shuffledSubarray([...others, edited], { minLength: 4 }),
        (before, after) => {
          const impacts = impactsOf(before.join('---\n'), after.join('---\n'));
          const own = impacts.get('a');
          expect(JSON.stringify(own?.state === 'judged' ? own.impact : undefined)).toBe(said);
          for (const name of ['b', 'c', 'd']) expect(shortly(impacts.get(name))).toBe('unchanged');
        },
      ),
      { numRuns: 20 },
    );
  });

  it('of an object that was not there is new', () => {
    expect(verdict(vm('b'), `${vm('b')}---\n${text}`)).toBe('new');
  });

  it('cannot be judged in an unknown release, of a former API, or where a template writes it all', () => {
    expect(verdict(text, edited, { 'file:///w/.virtlens.yaml': 'release: v1.5\n' })).toBe('unknown');
    expect(verdict(text.replace('/v1\n', '/v1alpha2\n'), edited)).toBe('unknown');
    expect(verdict(text, text.replace(/ {6}domain:[^]*/, '      {{- toYaml .Values.spec | nindent 6 }}\n'))).toBe(
      'unknown',
    );
  });

  it('of a patch cannot be judged, and a patch that nobody edited is told nothing of', () => {
    const kustomization =
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{path: vm.yaml}]\n';
    const around = { 'file:///w/kustomization.yaml': kustomization };
    expect(verdict(text, edited, around)).toBe('unknown');
    expect(verdict(text, text, around)).toBe('unchanged');
  });

  it('in a field that a template writes is never certain', () => {
    const templated = vm('a', '{{ .Values.mac }}');
    const impact = impactsOf(templated, edited).get('a');
    if (impact?.state !== 'judged') throw new Error('not judged');
    expect(impact.impact.changes.length).toBeGreaterThan(0);
    for (const { dependsOn } of impact.impact.changes) expect(dependsOn).toContain('template');
  });
});

function asObject(text: string): object {
  const workspace = new Workspace(newCounters());
  workspace.open(uri, 1, text);
  const [resource] = workspace.view(uri, 0)?.resources ?? [];
  return resource ? (plainValue(resource.node) as object) : {};
}
