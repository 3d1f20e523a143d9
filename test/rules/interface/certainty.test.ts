/** How sure the rules of interface values are of what KubeVirt accepts: no more than what is seen allows. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

interface Options {
  readonly release?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** `severity rule: titles of fixes` of each finding of the rules named. */
function judge(text: string, rules: readonly string[], { release = 'v1.9', files = {} }: Options = {}): string[] {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  const uri = 'file:///folder/vm.yaml';
  workspace.setDiskFile('file:///folder/.virtlens.yaml', `release: ${release}\n`);
  for (const [name, content] of Object.entries(files)) workspace.setDiskFile(`file:///folder/${name}`, content);
  workspace.setDiskFile(uri, text);
  return [...store.of(uri)].flatMap(({ index, findings }) => {
    const view = workspace.view(uri, index);
    return findings
      .filter(({ rule }) => rules.includes(rule))
      .map((finding) => {
        const titles = view ? store.fixes(view, finding).map(({ title }) => title) : [];
        return `${finding.severity} ${finding.rule}: ${titles.join(', ')}`;
      });
  });
}

const vm = (head: string): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: web
spec:
${head}
  template:
    spec:
      domain:
        devices:
          interfaces: [{ name: default, masquerade: {} }]
      networks: [{ name: default, pod: {} }]
`;

const vmi = (nic: string, source = 'pod: {}', binding = 'masquerade: {}'): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata:
  name: web
spec:
  domain:
    memory: { guest: 1Gi }
    devices:
      interfaces:
        - name: default
          ${binding}
          ${nic}
  networks:
    - name: default
      ${source}
`;

describe('spec.running', () => {
  const rules = ['deprecated-field', 'invalid-run-strategy'];

  it.each([
    ['running: true', ['information deprecated-field: Write runStrategy: Always']],
    ['running: false', ['information deprecated-field: Write runStrategy: Halted']],
    ['running: {{ .Values.running }}', ['information deprecated-field: ']],
    ['runStrategy: Always', []],
    ['running: null\n  runStrategy: Always', []],
    ['running: true\n  runStrategy: Halted', ['error invalid-run-strategy: Remove running, keep runStrategy: Halted']],
  ])('%s', (head, expected) => {
    expect(judge(vm(`  ${head}`), rules)).toEqual(expected);
  });

  it('is less than certain in a patch', () => {
    const files = { 'kustomization.yaml': 'kind: Kustomization\npatches:\n  - path: vm.yaml\n' };
    const patch = 'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata:\n  name: web\nspec:\n  running: true\n';
    expect(judge(patch, rules, { files })).toEqual(['information deprecated-field: Write runStrategy: Always']);
  });
});

describe('port 65536', () => {
  const rules = ['invalid-port-number'];
  const ports = 'ports: [{ port: 65536 }]';
  const fixes = 'Write port 65535, Remove the port';

  it.each([
    ['v1.6', 'warning'],
    ['v1.7', 'warning'],
    ['v1.8', 'warning'],
    ['v1.9', 'error'],
  ])('of KubeVirt %s is a matter of %s', (release, severity) => {
    expect(judge(vmi(ports), rules, { release })).toEqual([`${severity} invalid-port-number: ${fixes}`]);
  });

  it('is nobody’s business off the Pod network', () => {
    const text = vmi(ports, 'multus: { networkName: lan }', 'bridge: {}');
    expect(judge(text, rules, { release: 'v1.8' })).toEqual([]);
  });

  it('is less than certain where a template writes an interface', () => {
    const text = vmi(ports).replace(
      '  networks:',
      '        - name: {{ .Values.second }}\n          bridge: {}\n  networks:',
    );
    expect(judge(text, rules, { release: 'v1.8' })).toEqual([`information invalid-port-number: ${fixes}`]);
  });

  it('is one more where the release takes one: 65537 is refused by all', () => {
    const text = vmi('ports: [{ port: 65537 }]');
    expect(judge(text, rules, { release: 'v1.8' })).toEqual(['error invalid-port-number: Remove the port']);
  });
});

describe('the address of the bridge inside the Pod', () => {
  const rules = ['reserved-mac-address'];

  it.each([
    ['"02:00:00:00:00:00"', ['error']],
    ['02-00-00-00-00-00', ['warning']],
    ['"0200.0000.0000"', ['warning']],
    ['"02:00:00:00:00:01"', []],
  ])('as %s', (address, severities) => {
    const found = judge(vmi(`macAddress: ${address}`), rules).map((finding) => finding.split(' ')[0]);
    expect(found).toEqual(severities);
  });

  it('is free to other bindings', () => {
    const text = vmi('macAddress: 02-00-00-00-00-00', 'multus: { networkName: lan }', 'bridge: {}');
    expect(judge(text, rules)).toEqual([]);
  });
});

describe('what a template writes', () => {
  it.each([
    ['model: {{ .Values.model }}', 'unsupported-interface-model'],
    ['macAddress: "{{ .Values.mac }}"', 'malformed-mac-address'],
    ['state: {{ .Values.state }}', 'unsupported-interface-state'],
    ['pciAddress: {{ .Values.pci }}', 'malformed-pci-address'],
    ['bootOrder: {{ .Values.order }}', 'invalid-boot-order'],
  ])('%s is not judged', (nic, rule) => {
    expect(judge(vmi(nic), [rule])).toEqual([]);
  });
});
