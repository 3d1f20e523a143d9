/**
 * A KubeVirt resource's `spec.configuration`, as far as networks depend on it, and which feature gates it turns on.
 * Truth: `kubevirt/kubevirt · pkg/virt-config/{virt-config,feature-gates,configuration}.go`, v1.6–v1.9.
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
}

const plugin = go.struct<BindingPlugin>({
  sidecarImage: go.text,
  networkAttachmentDefinition: go.text,
  domainAttachmentType: go.text,
  downwardAPI: go.text,
  migration: go.optional(go.struct<{ method: string }>({ method: go.text })),
});

const decode = go.struct<{
  network: {
    binding: ReadonlyMap<string, BindingPlugin>;
    defaultNetworkInterface: string;
    permitBridgeInterfaceOnPodNetwork: boolean | undefined;
  };
  developerConfiguration: { featureGates: readonly string[]; disabledFeatureGates: readonly string[] };
}>({
  network: go.struct({
    binding: go.map(plugin),
    defaultNetworkInterface: go.text,
    permitBridgeInterfaceOnPodNetwork: go.optional(go.flag),
  }),
  developerConfiguration: go.struct({
    featureGates: go.list(go.text),
    disabledFeatureGates: go.list(go.text),
  }),
});

/** KubeVirt's own defaults. */
export const defaultConfiguration: ClusterConfiguration = {
  bindings: new Map(),
  defaultNetworkInterface: 'bridge',
  permitBridgeInterfaceOnPodNetwork: true,
  featureGates: [],
  disabledFeatureGates: [],
};

/** The values of `defaultNetworkInterface` that KubeVirt takes. */
const knownDefaultInterfaces: readonly string[] = ['', 'bridge', 'slirp', 'masquerade'];

/**
 * Reads `spec.configuration`. An invalid `defaultNetworkInterface` makes KubeVirt keep its defaults for everything, this
 * setting's neighbours included; so does this.
 */
export function decodeConfiguration(value: unknown): ClusterConfiguration {
  const { network, developerConfiguration } = decode(value, '', []);
  if (!knownDefaultInterfaces.includes(network.defaultNetworkInterface)) return defaultConfiguration;
  return {
    bindings: network.binding,
    defaultNetworkInterface: network.defaultNetworkInterface || defaultConfiguration.defaultNetworkInterface,
    permitBridgeInterfaceOnPodNetwork: network.permitBridgeInterfaceOnPodNetwork ?? true,
    featureGates: developerConfiguration.featureGates,
    disabledFeatureGates: developerConfiguration.disabledFeatureGates,
  };
}

/** Whether a gate is on: GA always, then by the lists, then beta where the release turns beta gates on by itself. */
export function isGateOn(release: Release, configuration: ClusterConfiguration, gate: string): boolean {
  const stage = release.gates[gate];
  if (stage === 'ga') return true;
  if (configuration.featureGates.includes(gate)) return true;
  if (stage === undefined || configuration.disabledFeatureGates.includes(gate)) return false;
  return stage === 'beta' && release.betaGatesAreOn;
}
