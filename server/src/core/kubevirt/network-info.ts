/**
 * The `kubevirt.io/network-info` annotation: devices and addresses of SR-IOV and device-info NICs, as the Pod's
 * network-status reports them. A NIC the Pod does not report is left out, never invented. Truth: `kubevirt/kubevirt ·
 * pkg/network/downwardapi/networkinfo.go` and `pkg/network/pod/annotations/generator.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from './configuration.ts';
import { goJson } from './go-json.ts';
import type { DeviceInfo, Interface, Network, PodNetworkStatus } from './model.ts';
import { podInterfaces, schemeOfPod } from './name-scheme.ts';
import type { Release } from './releases/release.ts';

export interface NetworkInfoInput {
  readonly interfaces: readonly Interface[];
  readonly networks: readonly Network[];
  readonly statuses: readonly PodNetworkStatus[];
  readonly configuration: ClusterConfiguration;
  readonly release: Release;
}

/** The annotation's text; undefined when no NIC calls for it or the Pod reports none of them. */
export function networkInfoAnnotation(input: NetworkInfoInput): string | undefined {
  const { interfaces, networks, statuses, configuration, release } = input;
  const wanted = interfaces.filter((own) => own.sriov !== undefined || tellsDeviceInfo(own, configuration));
  if (wanted.length === 0) return undefined;
  const names = podInterfaces(networks, schemeOfPod(statuses), release);
  // The last entry of an interface name counts.
  const reported = new Map(statuses.map((status) => [status.interface, status]));
  const { withoutDeviceInfo, mac, mtu } = release.networkInfo;
  const entries = new Map<string, unknown>();
  for (const { name } of wanted) {
    // A network that has no Pod interface finds an entry that names none: KubeVirt joins both by the empty text.
    const status = reported.get(names.get(name) ?? '');
    if (!status || (!withoutDeviceInfo && !status.deviceInfo)) continue;
    entries.set(name, {
      network: name,
      ...(status.deviceInfo && { deviceInfo: withoutEmptyMembers(status.deviceInfo) }),
      ...(mac && status.mac !== '' && { mac: status.mac }),
      ...(mtu && status.mtu !== 0 && { mtu: status.mtu }),
    });
  }
  if (entries.size === 0) return undefined;
  const sorted = [...entries].sort(([one], [other]) => compareCodePoints(one, other)).map(([, entry]) => entry);
  return goJson({ interfaces: sorted });
}

function tellsDeviceInfo({ binding }: Interface, { bindings }: ClusterConfiguration): boolean {
  return binding !== undefined && bindings.get(binding.name)?.downwardAPI === 'device-info';
}

/** Members in the order of the Go type, whatever the order in which they were reported. */
function withoutEmptyMembers(info: DeviceInfo): Record<string, unknown> {
  const { pci, vdpa, memif } = info;
  const vhostUser = info['vhost-user'];
  return {
    ...nonEmptyTexts({ type: info.type, version: info.version }),
    ...(pci && {
      pci: nonEmptyTexts({
        'pci-address': pci['pci-address'],
        'vhost-net': pci['vhost-net'],
        'rdma-device': pci['rdma-device'],
        'pf-pci-address': pci['pf-pci-address'],
        'representor-device': pci['representor-device'],
      }),
    }),
    ...(vdpa && {
      vdpa: nonEmptyTexts({
        'parent-device': vdpa['parent-device'],
        driver: vdpa.driver,
        path: vdpa.path,
        'pci-address': vdpa['pci-address'],
        'pf-pci-address': vdpa['pf-pci-address'],
        'representor-device': vdpa['representor-device'],
      }),
    }),
    ...(vhostUser && { 'vhost-user': nonEmptyTexts({ mode: vhostUser.mode, path: vhostUser.path }) }),
    ...(memif && { memif: nonEmptyTexts({ role: memif.role, path: memif.path, mode: memif.mode }) }),
  };
}

function nonEmptyTexts(members: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(members).filter(([, text]) => text !== ''));
}

/** Go compares strings by their UTF-8 bytes, which is by code point; JavaScript's `<` is by UTF-16 unit. */
function compareCodePoints(one: string, other: string): number {
  const left = [...one];
  const right = [...other];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
