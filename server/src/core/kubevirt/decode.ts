/**
 * From plain values to the model, by the types of one release: members that the release does not have are dropped, as
 * its Go types would.
 */
import * as go from './go-decode.ts';
import type { DecodeProblem, Decoder } from './go-decode.ts';
import type { Empty, Interface, InterfaceStatus, Network, PodNetworkStatus, VmiSpec } from './model.ts';
import type { Release } from './releases/release.ts';

/** `bridge: {}`: presence is all there is. */
const empty: Decoder<Empty | undefined> = (value, field, problems) =>
  go.optional(go.anyObject)(value, field, problems) === undefined ? undefined : {};

const port = go.struct<Interface['ports'][number]>({ name: go.text, protocol: go.text, port: go.integer });

const portRange = go.struct<Interface['portRanges'][number]>({ protocol: go.text, start: go.integer, end: go.integer });

const dhcpOptions = go.struct<NonNullable<Interface['dhcpOptions']>>({
  bootFileName: go.text,
  tftpServerName: go.text,
  ntpServers: go.list(go.text),
  privateOptions: go.list(go.struct<{ option: number; value: string }>({ option: go.integer, value: go.text })),
});

const interfaceOf = (release: Release): Decoder<Interface> =>
  go.struct<Interface>({
    name: go.text,
    model: go.text,
    bridge: empty,
    slirp: empty,
    masquerade: empty,
    sriov: empty,
    macvtap: empty,
    passt: empty,
    passtBinding: release.fields.passtBinding ? empty : go.absent(undefined),
    binding: go.optional(go.struct<{ name: string }>({ name: go.text })),
    ports: go.list(port),
    portRanges: release.fields.portRanges ? go.list(portRange) : go.absent([]),
    macAddress: go.text,
    bootOrder: go.optional(go.integer),
    pciAddress: go.text,
    dhcpOptions: go.optional(dhcpOptions),
    tag: go.text,
    acpiIndex: go.integer,
    state: go.text,
  });

const networkOf = (release: Release): Decoder<Network> =>
  go.struct<Network>({
    name: go.text,
    pod: go.optional(go.struct<NonNullable<Network['pod']>>({ vmNetworkCIDR: go.text, vmIPv6NetworkCIDR: go.text })),
    multus: go.optional(go.struct<NonNullable<Network['multus']>>({ networkName: go.text, default: go.flag })),
    resourceClaim: release.fields.resourceClaim
      ? go.optional(go.struct<NonNullable<Network['resourceClaim']>>({ claimName: go.text, requestName: go.text }))
      : go.absent(undefined),
  });

/** Reads the network part of a VMI spec. `field` prefixes the fields of problems. */
export function decodeVmiSpec(
  value: unknown,
  release: Release,
  field = '',
): { spec: VmiSpec; problems: readonly DecodeProblem[] } {
  const problems: DecodeProblem[] = [];
  const decode = go.struct<{
    domain: { devices: { interfaces: readonly Interface[]; autoattachPodInterface: boolean | undefined } };
    networks: readonly Network[];
  }>({
    domain: go.struct({
      devices: go.struct({
        interfaces: go.list(interfaceOf(release)),
        autoattachPodInterface: go.optional(go.flag),
      }),
    }),
    networks: go.list(networkOf(release)),
  });
  const { domain, networks } = decode(value, field, problems);
  const { interfaces, autoattachPodInterface } = domain.devices;
  const spec: VmiSpec = {
    interfaces,
    networks,
    ...(autoattachPodInterface !== undefined && { autoattachPodInterface }),
  };
  return { spec, problems };
}

/** Reads `status.interfaces` of a VMI. */
export function decodeInterfaceStatuses(status: unknown): readonly InterfaceStatus[] {
  const decode = go.struct<{ interfaces: readonly InterfaceStatus[] }>({
    interfaces: go.list(go.struct<InterfaceStatus>({ name: go.text, podInterfaceName: go.text, infoSource: go.text })),
  });
  return decode(status, '', []).interfaces;
}

/**
 * Reads the `k8s.v1.cni.cncf.io/network-status` annotation. KubeVirt logs text it cannot decode and goes on as if the
 * Pod had reported nothing.
 */
export function parseNetworkStatus(annotation: string | undefined): readonly PodNetworkStatus[] {
  if (annotation === undefined || annotation === '') return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(annotation);
  } catch {
    return [];
  }
  const problems: DecodeProblem[] = [];
  const statuses = go.list(
    go.struct<PodNetworkStatus & { 'device-info': PodNetworkStatus['deviceInfo'] }>({
      name: go.text,
      interface: go.text,
      mac: go.text,
      mtu: go.integer,
      default: go.flag,
      deviceInfo: go.absent(undefined),
      'device-info': go.optional(go.anyObject),
    }),
  )(parsed, '', problems);
  if (problems.length > 0) return [];
  return statuses.map(({ 'device-info': deviceInfo, ...status }) => ({ ...status, ...(deviceInfo && { deviceInfo }) }));
}
