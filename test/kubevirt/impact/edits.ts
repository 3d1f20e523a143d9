/** Short ways to write the edits of VMs that these tests judge; everything is known unless a test says otherwise. */
import { type ClusterConfiguration, decodeConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import type { NoImpact, VmImpact } from '../../../server/src/core/kubevirt/impact/impact.ts';
import { judgeEdit, type VmEdit } from '../../../server/src/core/kubevirt/impact/judge-edit.ts';
import { hashedPodInterface } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { findRelease, newestRelease, type Release } from '../../../server/src/core/kubevirt/releases/index.ts';

export interface VmParts {
  readonly interfaces?: readonly object[];
  readonly networks?: readonly object[];
  readonly devices?: object;
  readonly domain?: object;
  /** Beside domain and networks. */
  readonly spec?: object;
  /** Of the VM, beside its template. */
  readonly vm?: object;
  readonly metadata?: object;
  readonly templateMetadata?: object;
}

export const pod = { name: 'default', pod: {} };
export const masquerade = { name: 'default', masquerade: {} };
export const nad = (name: string, networkName = `${name}-nad`): object => ({ name, multus: { networkName } });
export const bridge = (name: string, more: object = {}): object => ({ name, bridge: {}, ...more });

/** A VM with a Pod NIC, unless its parts say otherwise. */
export function vmOf(parts: VmParts = {}): object {
  const { interfaces = [masquerade], networks = [pod], devices = {}, domain = {}, spec = {}, vm = {} } = parts;
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'web', namespace: 'tenant', ...parts.metadata },
    spec: {
      runStrategy: 'Always',
      ...vm,
      template: {
        ...(parts.templateMetadata && { metadata: parts.templateMetadata }),
        spec: {
          architecture: 'amd64',
          domain: {
            cpu: { sockets: 2, cores: 1, threads: 1 },
            memory: { guest: '2Gi' },
            devices: { ...(interfaces.length > 0 && { interfaces }), ...devices },
            ...domain,
          },
          ...(networks.length > 0 && { networks }),
          ...spec,
        },
      },
    },
  };
}

/** A VM with a Pod NIC and a bridge NIC `blue`. */
export function vmWithBlue(blue: object = bridge('blue'), network: object = nad('blue'), more: VmParts = {}): object {
  return vmOf({ interfaces: [masquerade, blue], networks: [pod, network], ...more });
}

export const releaseOf = (id: string): Release => findRelease(id) ?? newestRelease;

export const configured = (configuration: object): ClusterConfiguration => decodeConfiguration(configuration);

export const withGates = (...featureGates: readonly string[]): ClusterConfiguration =>
  configured({ developerConfiguration: { featureGates } });

export function editOf(before: unknown, after: unknown, facts: Partial<VmEdit> = {}): VmEdit {
  return {
    before,
    after,
    unknownFields: { before: [], after: [] },
    namespace: 'tenant',
    release: newestRelease,
    releaseIsKnown: true,
    configuration: configured({}),
    configurationIsKnown: true,
    updateMethods: ['LiveMigrate'],
    isMigratable: true,
    ...facts,
  };
}

export function impactOf(before: unknown, after: unknown, facts: Partial<VmEdit> = {}): VmImpact {
  const impact: VmImpact | NoImpact = judgeEdit(editOf(before, after, facts));
  if ('because' in impact) throw new Error(impact.because);
  return impact;
}

/** `blue restart, red live` */
export function nicsOf(impact: VmImpact): string {
  return impact.nics
    .filter(({ change }) => change !== 'unchanged')
    .map(({ network, outcome }) => `${network} ${outcome.kind}`)
    .join(', ');
}

/** `domain.cpu.sockets migration`, below the template's spec where they are. */
export function fieldsOf(impact: VmImpact): string {
  return impact.changes
    .map(({ field, outcome }) => `${field.replace(/^spec\.template\.spec\./, '')} ${outcome.kind}`)
    .join(', ');
}

/** `MigrationRequired=False AutoMigrationPending`, of the only change with one. */
export function conditionsOf(impact: VmImpact): readonly string[] {
  const told = impact.changes.flatMap(({ outcome: { condition } }) =>
    condition ? [`${condition.type}=${condition.status} ${condition.reason || condition.message}`.trim()] : [],
  );
  return [...new Set(told)];
}

/** A VMI that runs a VM, everything in its place; `names` are those of the Pod's NICs that are not hashed. */
export function running(vm: object, names: Readonly<Record<string, string>> = {}, status: object = {}): object {
  const { spec } = (vm as { spec: { template: { spec: { networks?: { name: string; pod?: object }[] } } } }).spec
    .template;
  return {
    metadata: { name: 'web', namespace: 'tenant' },
    spec,
    status: {
      phase: 'Running',
      conditions: [{ type: 'LiveMigratable', status: 'True' }],
      interfaces: (spec.networks ?? []).map((network) =>
        network.pod
          ? { name: network.name, infoSource: 'domain', podInterfaceName: 'eth0' }
          : {
              name: network.name,
              infoSource: 'domain, multus-status',
              podInterfaceName: names[network.name] ?? hashedPodInterface(network.name),
            },
      ),
      ...status,
    },
  };
}
