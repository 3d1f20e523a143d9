/**
 * A KubeVirt resource's `spec.configuration`, as far as networks and the webhooks' verdict depend on it, and which
 * feature gates it turns on. It
 * must never guess: what is not written has KubeVirt's own default. Truth: `kubevirt/kubevirt ·
 * pkg/virt-config/{configuration,feature-gates}.go`, v1.6–v1.9.
 */
import * as go from './go-decode.ts';
import type { BindingPlugin } from './model.ts';
import type { Release } from './releases/release.ts';

export interface ClusterConfiguration {
  /** Registered network binding plugins by name. */
  readonly bindings: ReadonlyMap<string, BindingPlugin>;
  /** `bridge`, `masquerade` or `slirp`: the binding of the NIC that a VM without networks gets. */
  readonly defaultNetworkInterface: string;
  readonly permitBridgeInterfaceOnPodNetwork: boolean;
  readonly featureGates: readonly string[];
  readonly disabledFeatureGates: readonly string[];
  /** `LiveUpdate` or `Stage`: whether edits of a running VM are applied to it or wait for a restart. */
  readonly vmRolloutStrategy: string;
  /** CPU architecture of VMs that name none; the control plane's own unless configured. */
  readonly defaultArchitecture: string;
  /** Machine types that VMs may name, as patterns; undefined: by architecture. */
  readonly emulatedMachines: readonly string[] | undefined;
  /** Patterns of machine types by architecture, where configured. */
  readonly architectureMachines: Readonly<Record<string, readonly string[]>>;
  /** Eviction strategy of VMs that name none. */
  readonly evictionStrategy: string | undefined;
  /** How many virtual CPUs share a requested one. */
  readonly cpuAllocationRatio: number;
  readonly liveUpdate: LiveUpdateLimits;
}

/** How far CPUs and memory of a VM that names no maximum can be raised while it runs. */
export interface LiveUpdateLimits {
  /** The maximum as a multiple of what the VM starts with. */
  readonly maxHotplugRatio: number;
  /** Sockets that no VM exceeds; undefined: the ratio alone counts. */
  readonly maxCpuSockets: number | undefined;
  /** Guest memory that no VM exceeds, as it is written. */
  readonly maxGuest: string | undefined;
}

const plugin = go.struct<BindingPlugin>({
  sidecarImage: go.text,
  networkAttachmentDefinition: go.text,
  domainAttachmentType: go.text,
  downwardAPI: go.text,
  migration: go.optional(go.struct<{ method: string }>({ method: go.text })),
});

interface Written {
  readonly network: {
    readonly binding: ReadonlyMap<string, BindingPlugin>;
    readonly defaultNetworkInterface: string;
    readonly permitBridgeInterfaceOnPodNetwork: boolean | undefined;
  };
  readonly developerConfiguration: {
    readonly featureGates: readonly string[];
    readonly disabledFeatureGates: readonly string[];
    readonly memoryOvercommit: number;
    readonly cpuAllocationRatio: number;
    readonly pvcTolerateLessSpaceUpToPercent: number;
  };
  readonly imagePullPolicy: string;
  readonly vmRolloutStrategy: string;
  readonly architectureConfiguration: {
    readonly defaultArchitecture: string;
    readonly amd64: Machines;
    readonly arm64: Machines;
  };
  readonly emulatedMachines: readonly string[] | undefined;
  readonly evictionStrategy: string | undefined;
  readonly liveUpdateConfiguration: {
    readonly maxHotplugRatio: number;
    readonly maxCpuSockets: number | undefined;
    readonly maxGuest: string;
  };
}

interface Machines {
  readonly emulatedMachines: readonly string[];
}

const machines = go.struct<Machines>({ emulatedMachines: go.list(go.text) });

const decode = go.struct<Written>({
  network: go.struct<Written['network']>({
    binding: go.map(plugin),
    defaultNetworkInterface: go.text,
    permitBridgeInterfaceOnPodNetwork: go.optional(go.flag),
  }),
  developerConfiguration: go.struct<Written['developerConfiguration']>({
    featureGates: go.list(go.text),
    disabledFeatureGates: go.list(go.text),
    memoryOvercommit: go.integer,
    cpuAllocationRatio: go.integer,
    pvcTolerateLessSpaceUpToPercent: go.integer,
  }),
  imagePullPolicy: go.text,
  vmRolloutStrategy: go.text,
  architectureConfiguration: go.struct<Written['architectureConfiguration']>({
    defaultArchitecture: go.text,
    amd64: machines,
    arm64: machines,
  }),
  emulatedMachines: go.optional(go.list(go.text)),
  evictionStrategy: go.optional(go.text),
  liveUpdateConfiguration: go.struct<Written['liveUpdateConfiguration']>({
    maxHotplugRatio: go.uint32,
    maxCpuSockets: go.optional(go.uint32),
    maxGuest: go.text,
  }),
});

/** KubeVirt's own defaults. */
export const defaultConfiguration: ClusterConfiguration = {
  bindings: new Map(),
  defaultNetworkInterface: 'bridge',
  permitBridgeInterfaceOnPodNetwork: true,
  featureGates: [],
  disabledFeatureGates: [],
  vmRolloutStrategy: 'LiveUpdate',
  defaultArchitecture: 'amd64',
  emulatedMachines: undefined,
  architectureMachines: {},
  evictionStrategy: undefined,
  cpuAllocationRatio: 10,
  liveUpdate: { maxHotplugRatio: 4, maxCpuSockets: undefined, maxGuest: undefined },
};

const validDefaultInterfaces: readonly string[] = ['bridge', 'masquerade', 'slirp'];
const validPullPolicies: readonly string[] = ['Always', 'Never', 'IfNotPresent'];

/**
 * Reads `spec.configuration`, verbatim. One invalid value in it makes KubeVirt keep its defaults for everything, so the
 * result is then `defaultConfiguration`; `configurationFaults` tells why.
 */
export function decodeConfiguration(value: unknown): ClusterConfiguration {
  const written = decode(value, '', []);
  if (faultsOf(written).length > 0) return defaultConfiguration;
  const { network, developerConfiguration, architectureConfiguration: architectures } = written;
  const { maxHotplugRatio, maxCpuSockets, maxGuest } = written.liveUpdateConfiguration;
  const configured = (['amd64', 'arm64'] as const).filter((name) => architectures[name].emulatedMachines.length > 0);
  return {
    bindings: network.binding,
    defaultNetworkInterface: network.defaultNetworkInterface || defaultConfiguration.defaultNetworkInterface,
    permitBridgeInterfaceOnPodNetwork:
      network.permitBridgeInterfaceOnPodNetwork ?? defaultConfiguration.permitBridgeInterfaceOnPodNetwork,
    featureGates: developerConfiguration.featureGates,
    disabledFeatureGates: developerConfiguration.disabledFeatureGates,
    vmRolloutStrategy: written.vmRolloutStrategy || defaultConfiguration.vmRolloutStrategy,
    defaultArchitecture: architectures.defaultArchitecture || defaultConfiguration.defaultArchitecture,
    emulatedMachines: written.emulatedMachines,
    architectureMachines: Object.fromEntries(configured.map((name) => [name, architectures[name].emulatedMachines])),
    evictionStrategy: written.evictionStrategy,
    cpuAllocationRatio: developerConfiguration.cpuAllocationRatio || defaultConfiguration.cpuAllocationRatio,
    liveUpdate: {
      maxHotplugRatio: maxHotplugRatio || defaultConfiguration.liveUpdate.maxHotplugRatio,
      maxCpuSockets,
      maxGuest: maxGuest || undefined,
    },
  };
}

export interface ConfigurationFault {
  /** Below `spec.configuration`. */
  readonly field: string;
  /** What may stand there; empty for numbers. */
  readonly allowed: readonly string[];
}

/** The values for which KubeVirt does not take a `spec.configuration`. */
export function configurationFaults(value: unknown): readonly ConfigurationFault[] {
  return faultsOf(decode(value, '', []));
}

/** Zero is what is left out when the resource is stored, and so stands for the default. */
function faultsOf({ network, developerConfiguration, imagePullPolicy }: Written): readonly ConfigurationFault[] {
  const { memoryOvercommit, cpuAllocationRatio, pvcTolerateLessSpaceUpToPercent: tolerated } = developerConfiguration;
  const chosen = (field: string, text: string, allowed: readonly string[]): readonly ConfigurationFault[] =>
    text === '' || allowed.includes(text) ? [] : [{ field, allowed }];
  const ranged = (key: string, isInRange: boolean): readonly ConfigurationFault[] =>
    isInRange ? [] : [{ field: `developerConfiguration.${key}`, allowed: [] }];
  return [
    ...chosen('network.defaultNetworkInterface', network.defaultNetworkInterface, validDefaultInterfaces),
    ...chosen('imagePullPolicy', imagePullPolicy, validPullPolicies),
    ...ranged('memoryOvercommit', memoryOvercommit >= 0),
    ...ranged('cpuAllocationRatio', cpuAllocationRatio >= 0),
    ...ranged('pvcTolerateLessSpaceUpToPercent', tolerated >= 0 && tolerated <= 100),
  ];
}

/**
 * Whether a feature gate is on in a release: GA ones always; then whatever `featureGates` lists; then beta ones, where
 * the release turns them on by itself, unless `disabledFeatureGates` lists them.
 */
export function isGateEnabled(release: Release, configuration: ClusterConfiguration, gate: string): boolean {
  const stage = release.gates[gate];
  if (stage === 'ga') return true;
  if (configuration.featureGates.includes(gate)) return true;
  if (configuration.disabledFeatureGates.includes(gate)) return false;
  return stage === 'beta' && release.betaGatesOnByDefault;
}
