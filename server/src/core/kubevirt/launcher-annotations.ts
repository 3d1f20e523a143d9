/**
 * All network annotations of a launcher Pod: a new one, the target of a migration, and updates of a running one. It
 * decides which NICs take part and in which order; it never refuses what admission would refuse. Truth:
 * `kubevirt/kubevirt · pkg/network/pod/annotations/generator.go`, `pkg/network/istio`, v1.6–v1.9.
 */
import {
  DEFAULT_NETWORK_ANNOTATION,
  ISTIO_KUBEVIRT_INTERFACES_ANNOTATION,
  ISTIO_REROUTE_ANNOTATION,
  NETWORKS_ANNOTATION,
  NETWORK_INFO_ANNOTATION,
} from './annotation-keys.ts';
import { isGateEnabled, type ClusterConfiguration } from './configuration.ts';
import { setDefaultNetworkInterface } from './interface-defaults.ts';
import type { Interface, Network, PodNetworkStatus, VmiSpec, VmiStatusInterface } from './model.ts';
import { generateCniAnnotation, type AnnotationElement, type CniAnnotation } from './multus-annotation.ts';
import { podInterfaces, podUsesOrdinalNames, schemeOfPod, type NameScheme } from './name-scheme.ts';
import { networkInfoAnnotation } from './network-info.ts';
import type { Release } from './releases/release.ts';

export type { AnnotationElement } from './multus-annotation.ts';

export interface LauncherInput {
  readonly namespace: string;
  readonly spec: VmiSpec;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
}

export interface LauncherAnnotations {
  readonly annotations: Readonly<Record<string, string>>;
  /** Elements of the networks annotation with their origin, in order. */
  readonly elements: readonly AnnotationElement[];
  /** Whether KubeVirt added the implicit NIC. */
  readonly defaulted: boolean;
  /** Interfaces and networks after KubeVirt's defaults. */
  readonly interfaces: readonly Interface[];
  readonly networks: readonly Network[];
  /** KubeVirt's text when it cannot render the Pod; `annotations` is then empty. */
  readonly error?: string;
}

/** The interface that Istio's proxy is told about; the same whatever the primary interface is called. */
const istioInterface = 'k6t-eth0';

/** The annotations of a new launcher Pod, on the spec after KubeVirt's defaults. */
export function freshLauncherAnnotations(input: LauncherInput): LauncherAnnotations {
  const defaulted = setDefaultNetworkInterface(input.spec, input.configuration);
  if ('error' in defaulted) {
    const { interfaces, networks } = input.spec;
    return { annotations: {}, elements: [], defaulted: false, interfaces, networks, error: defaulted.error };
  }
  const { spec, changed } = defaulted;
  const generated = generateAnnotations({ ...input, spec });
  const base = { defaulted: changed, interfaces: spec.interfaces, networks: spec.networks };
  return 'error' in generated
    ? { ...base, annotations: {}, elements: [], error: generated.error }
    : { ...base, annotations: generated.annotations, elements: generated.elements };
}

/** KubeVirt's generator for a new Pod, without defaults: only NICs that are not absent, in interface order. */
export function generateAnnotations(
  input: LauncherInput,
): { annotations: Record<string, string>; elements: readonly AnnotationElement[] } | { error: string } {
  const { spec } = input;
  const interfaces = spec.interfaces.filter((own) => own.state !== 'absent');
  const networks = networksOf(spec.networks, interfaces);
  const cni = generate(input, interfaces, networks, 'hashed');
  if ('error' in cni) return cni;
  // Every network kept here has its interface, so the Go code cannot crash on it.
  if ('panic' in cni) return { annotations: {}, elements: [] };
  const annotations: Record<string, string> = {};
  if (cni.value !== '') annotations[NETWORKS_ANNOTATION] = cni.value;
  const defaultNad = spec.networks.find((network) => network.multus?.default)?.multus?.networkName;
  if (defaultNad !== undefined) annotations[DEFAULT_NETWORK_ANNOTATION] = defaultNad;
  if (spec.interfaces.some((own) => own.masquerade)) {
    annotations[ISTIO_KUBEVIRT_INTERFACES_ANNOTATION] = istioInterface;
    annotations[ISTIO_REROUTE_ANNOTATION] = istioInterface;
  }
  return { annotations, elements: cni.elements };
}

/**
 * The annotations of a migration's target Pod: those of a new Pod, with the networks annotation replaced where ordinal
 * names have to be kept: over all networks in their own order, absent NICs included, even when it comes out empty.
 */
export function migrationTargetAnnotations(
  input: LauncherInput,
  sourceStatuses: readonly PodNetworkStatus[],
): Record<string, string> | { error: string } {
  const fresh = generateAnnotations(input);
  if ('error' in fresh) return { error: fresh.error };
  const { spec, release, configuration } = input;
  if (!podUsesOrdinalNames(sourceStatuses) || upgradesNames(release, configuration)) return fresh.annotations;
  const kept = generate(input, spec.interfaces, spec.networks, 'ordinal');
  if ('error' in kept) return { error: kept.error };
  return 'panic' in kept ? fresh.annotations : { ...fresh.annotations, [NETWORKS_ANNOTATION]: kept.value };
}

/** Whether a migration gives the NICs hashed names where they had ordinal ones. */
export function upgradesNames(release: Release, configuration: ClusterConfiguration): boolean {
  return (
    release.ordinalNamesOnMigration === 'kept-unless-upgraded' &&
    isGateEnabled(release, configuration, 'PodSecondaryInterfaceNamingUpgrade')
  );
}

export interface ActivePodInput extends LauncherInput {
  /** `status.interfaces` of the VMI. */
  readonly interfaceStatuses: readonly VmiStatusInterface[];
  /** The Pod's network-status. */
  readonly podStatuses: readonly PodNetworkStatus[];
  /** The Pod's present networks annotation; empty when it has none. */
  readonly current: string;
}

/** What KubeVirt changes on a running launcher Pod: network-info, and the networks annotation on hotplug or unplug. */
export function activePodAnnotations(input: ActivePodInput): Record<string, string> {
  const { spec, configuration, release, podStatuses } = input;
  const annotations: Record<string, string> = {};
  const info = networkInfoAnnotation({
    interfaces: spec.interfaces,
    networks: spec.networks,
    statuses: podStatuses,
    configuration,
    release,
  });
  if (info !== undefined) annotations[NETWORK_INFO_ANNOTATION] = info;
  const updated = hotplugAnnotation(input);
  if (updated !== undefined && updated !== input.current) annotations[NETWORKS_ANNOTATION] = updated;
  return annotations;
}

/** The networks annotation after a hotplug or unplug; undefined when neither is under way or it cannot be generated. */
function hotplugAnnotation(input: ActivePodInput): string | undefined {
  const { spec, interfaceStatuses, podStatuses } = input;
  const known = new Set(interfaceStatuses.map((status) => status.name));
  const present = spec.interfaces.filter((own) => own.state !== 'absent');
  // An SR-IOV NIC can only come with a migration, so a running Pod is not asked for it.
  const annotated = present.filter((own) => !own.sriov || known.has(own.name));
  const isUnplugging = spec.interfaces.length > present.length;
  const isPlugging = annotated.some((own) => !known.has(own.name));
  if (!isUnplugging && !isPlugging) return undefined;
  const cni = generate(input, annotated, networksOf(spec.networks, annotated), schemeOfPod(podStatuses));
  return 'value' in cni ? cni.value : undefined;
}

/** The networks annotation for some of the spec's interfaces and networks; elements carry their places in the spec. */
function generate(
  { namespace, spec, configuration, release }: LauncherInput,
  interfaces: readonly Interface[],
  networks: readonly Network[],
  scheme: NameScheme,
): CniAnnotation {
  const cni = generateCniAnnotation({
    namespace,
    interfaces,
    networks,
    names: podInterfaces(networks, scheme, release),
    bindings: configuration.bindings,
  });
  if (!('value' in cni)) return cni;
  const interfacePlaces = placesOf(interfaces, spec.interfaces);
  const networkPlaces = placesOf(networks, spec.networks);
  return {
    value: cni.value,
    elements: cni.elements.map((element) => ({
      ...element,
      interfaceIndex: interfacePlaces[element.interfaceIndex] ?? -1,
      networkIndex: networkPlaces[element.networkIndex] ?? -1,
    })),
  };
}

/** For each chosen member its index in the whole list. */
function placesOf<T>(chosen: readonly T[], whole: readonly T[]): readonly number[] {
  const indices = new Map(whole.map((member, index) => [member, index]));
  return chosen.map((member) => indices.get(member) ?? -1);
}

/** The networks of some interfaces, in interface order; of equal names the last network counts. */
export function networksOf(networks: readonly Network[], interfaces: readonly Interface[]): readonly Network[] {
  const byName = new Map(networks.map((network) => [network.name, network]));
  return interfaces.flatMap((own) => byName.get(own.name) ?? []);
}
