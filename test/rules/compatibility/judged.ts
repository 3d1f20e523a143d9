/** What the rules of NADs say of a machine among other files, and manifests for them. */
import { newCounters } from '../../../server/src/core/counters.ts';
import { FindingStore } from '../../../server/src/core/rules/findings.ts';
import type { Finding } from '../../../server/src/core/rules/rule.ts';
import { rules } from '../../../server/src/core/rules/registry.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

export const folder = 'file:///fleet/';

/** Rules of this folder: those that look at a machine and what it is connected to. */
export const compatibilityRules: ReadonlySet<string> = new Set([
  'binding-nad-mismatch',
  'default-network-without-ipam',
  'dhcp-ipam',
  'duplicate-ipam-address',
  'foreign-namespace-nad',
  'ipam-with-live-migration',
  'ipam-without-effect',
  'ipam-without-route',
  'malformed-nad-reference',
  'nic-without-device',
  'primary-network-reference',
  'repeated-nad',
  'resource-not-requested',
  'sriov-on-pod-network',
  'unqualified-default-nad',
  'unresolved-nad',
]);

export interface Judged {
  readonly finding: Finding;
  readonly said: string;
  readonly titles: readonly string[];
}

export interface Nic {
  readonly name: string;
  /** As it stands in the interface: `bridge: {}`. */
  readonly binding: string;
  /** `networkName`, or `pod`. */
  readonly on: string;
  readonly isDefault?: boolean;
}

/** Findings of these rules in `vm.yaml`, with the files that stand beside it. */
export function judged(vm: string, others: Readonly<Record<string, string>> = {}): readonly Judged[] {
  const workspace = new Workspace(newCounters());
  const store = new FindingStore(workspace);
  for (const [name, text] of Object.entries(others)) workspace.setDiskFile(folder + name, text);
  const uri = `${folder}vm.yaml`;
  workspace.setDiskFile(uri, vm);
  return [...store.of(uri)].flatMap(({ index, findings }) => {
    const view = workspace.view(uri, index);
    return findings
      .filter(({ rule }) => compatibilityRules.has(rule) && rules.some(({ id }) => id === rule))
      .map((finding) => ({
        finding,
        said: `${finding.severity} ${finding.rule}`,
        titles: view ? store.fixes(view, finding).map(({ title }) => title) : [],
      }));
  });
}

export function said(vm: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  return judged(vm, others).map((one) => one.said);
}

export function machine(
  nics: readonly Nic[],
  {
    namespace = 'team-a',
    spec = '',
    name = 'edge',
  }: { readonly namespace?: string; readonly spec?: string; readonly name?: string } = {},
): string {
  const networks = nics.map(({ name: own, on, isDefault }) =>
    on === 'pod'
      ? `    - { name: ${own}, pod: {} }`
      : `    - { name: ${own}, multus: { networkName: ${on}${isDefault === true ? ', default: true' : ''} } }`,
  );
  return `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata:
  name: ${name}
${namespace === '' ? '' : `  namespace: ${namespace}\n`}spec:
${spec}  domain:
    memory: { guest: 1Gi }
    devices:
      interfaces:
${nics.map(({ name: own, binding }) => `        - { name: ${own}, ${binding} }`).join('\n')}
  networks:
${networks.join('\n')}
`;
}

export function nad(
  name: string,
  config: string | Readonly<Record<string, unknown>>,
  { namespace = 'team-a', resource }: { readonly namespace?: string; readonly resource?: string } = {},
): string {
  const text = typeof config === 'string' ? config : JSON.stringify({ cniVersion: '0.3.1', name, ...config });
  return `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: ${name}
${namespace === '' ? '' : `  namespace: ${namespace}\n`}${
    resource === undefined ? '' : `  annotations: { k8s.v1.cni.cncf.io/resourceName: ${resource} }\n`
  }spec:
  config: '${text}'
`;
}

/** A KubeVirt resource with binding plugins by their `domainAttachmentType`. */
export function kubevirt(plugins: Readonly<Record<string, string>>, release = 'v1.9.0', more = ''): string {
  return `apiVersion: kubevirt.io/v1
kind: KubeVirt
metadata: { name: kubevirt, namespace: kubevirt }
spec:
  configuration:
${more}    network:
      binding:
${Object.entries(plugins)
  .map(([name, type]) => `        ${name}: { domainAttachmentType: ${type} }`)
  .join('\n')}
status: { observedKubeVirtVersion: ${release} }
`;
}
