/**
 * The `kubevirt.io/network-info` annotation: devices and addresses of SR-IOV and device-info NICs, as the Pod's
 * network-status reports them. Truth: `kubevirt/kubevirt · pkg/network/downwardapi/networkinfo.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from './configuration.ts';
import { goJson } from './go-json.ts';
import type { DeviceInfo, Interface, Network, PodNetworkStatus } from './model.ts';
import { podInterfaces, schemeOfPod } from './name-scheme.ts';
import type { Release } from './releases/release.ts';

interface Input {
  readonly interfaces: readonly Interface[];
  readonly networks: readonly Network[];
  readonly statuses: readonly PodNetworkStatus[];
  readonly configuration: ClusterConfiguration;
  readonly release: Release;
}

/** The annotation's text; undefined when no NIC calls for it or the Pod reports none of them. */
export function networkInfoAnnotation({ interfaces, networks, statuses, configuration, release }: Input): string | undefined {
  const wanted = new Set(
    interfaces
      .filter((own) => own.sriov ?? (own.binding && configuration.bindings.get(own.binding.name)?.downwardAPI === 'device-info'))
      .map((own) => own.name),
  );
  if (wanted.size === 0) return undefined;
  const names = podInterfaces(networks, schemeOfPod(statuses), release);
  // The last entry of an interface name counts.
  const reported = new Map(statuses.map((status) => [status.interface, status]));
  const { withoutDeviceInfo, mac, mtu } = release.networkInfo;
  const entries = new Map<string, unknown>();
  for (const { name } of networks) {
    const status = wanted.has(name) ? reported.get(names.get(name) ?? '') : undefined;
    if (!status || (!withoutDeviceInfo && !status.deviceInfo)) continue;
    entries.set(name, {
      network: name,
      ...(status.deviceInfo && { deviceInfo: orderedDeviceInfo(status.deviceInfo) }),
      ...(mac && status.mac !== '' && { mac: status.mac }),
      ...(mtu && status.mtu !== 0 && { mtu: status.mtu }),
    });
  }
  if (entries.size === 0) return undefined;
  const sorted = [...entries].sort(([one], [other]) => compareBytes(one, other)).map(([, entry]) => entry);
  return goJson({ interfaces: sorted });
}

/** Members of the device info in the order of its Go type; members the type lacks are dropped, empty ones left out. */
function orderedDeviceInfo(info: DeviceInfo): Record<string, unknown> {
  return pick(info, {
    type: null,
    version: null,
    pci: { 'pci-address': null, 'vhost-net': null, 'rdma-device': null, 'pf-pci-address': null, 'representor-device': null },
    vdpa: {
      'parent-device': null,
      driver: null,
      path: null,
      'pci-address': null,
      'pf-pci-address': null,
      'representor-device': null,
    },
    'vhost-user': { mode: null, path: null },
    memif: { role: null, path: null, mode: null },
  });
}

interface Shape {
  readonly [member: string]: Shape | null;
}

function pick(value: DeviceInfo, shape: Shape): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(shape)) {
    const member = value[key];
    if (member === undefined || member === null || member === '') continue;
    result[key] = inner && typeof member === 'object' ? pick(member as DeviceInfo, inner) : member;
  }
  return result;
}

/** Go compares strings by their UTF-8 bytes, which is by code point. */
function compareBytes(one: string, other: string): number {
  const left = [...one];
  const right = [...other];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
