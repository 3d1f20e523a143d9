/**
 * The `k8s.v1.cni.cncf.io/network-status` annotation: what Multus reports of a Pod's interfaces. Text that cannot be
 * read counts as far as Go decodes it, since KubeVirt only logs the error and goes on. Truth: `kubevirt/kubevirt ·
 * pkg/network/multus/status.go`, v1.6–v1.9, and `k8snetworkplumbingwg/network-attachment-definition-client ·
 * pkg/apis/k8s.cni.cncf.io/v1/types.go`.
 */
import * as go from './go-decode.ts';
import type { DeviceInfo, PodNetworkStatus } from './model.ts';

const deviceInfo = go.struct<DeviceInfo>({
  type: go.text,
  version: go.text,
  pci: go.optional(
    go.struct<NonNullable<DeviceInfo['pci']>>({
      'pci-address': go.text,
      'vhost-net': go.text,
      'rdma-device': go.text,
      'pf-pci-address': go.text,
      'representor-device': go.text,
    }),
  ),
  vdpa: go.optional(
    go.struct<NonNullable<DeviceInfo['vdpa']>>({
      'parent-device': go.text,
      driver: go.text,
      path: go.text,
      'pci-address': go.text,
      'pf-pci-address': go.text,
      'representor-device': go.text,
    }),
  ),
  'vhost-user': go.optional(go.struct<NonNullable<DeviceInfo['vhost-user']>>({ mode: go.text, path: go.text })),
  memif: go.optional(go.struct<NonNullable<DeviceInfo['memif']>>({ role: go.text, path: go.text, mode: go.text })),
});

interface WrittenStatus extends Omit<PodNetworkStatus, 'deviceInfo'> {
  readonly 'device-info'?: DeviceInfo;
}

const statuses = go.list(
  go.struct<WrittenStatus>({
    name: go.text,
    interface: go.text,
    mac: go.text,
    mtu: go.integer,
    default: go.flag,
    'device-info': go.optional(deviceInfo),
  }),
);

/** Reads the annotation's text; empty for text that is no JSON list, and for a Pod without the annotation. */
export function parseNetworkStatus(annotation: string | undefined): readonly PodNetworkStatus[] {
  if (annotation === undefined || annotation === '') return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(annotation);
  } catch {
    return [];
  }
  return statuses(parsed, '', []).map(({ 'device-info': info, ...status }) => ({
    ...status,
    ...(info && { deviceInfo: info }),
  }));
}

/**
 * The Pod's primary interface as reported: of the first entry that is the default one and has a name. Undefined when
 * there is none; KubeVirt then takes `eth0`.
 */
export function findPrimaryPodInterface(statuses: readonly PodNetworkStatus[]): string | undefined {
  return statuses.find((status) => status.default && status.interface !== '')?.interface;
}
