/**
 * Whether a CNI configuration gives its NICs addresses, and of which networks, as far as it states them: pools and fixed
 * addresses of IPAM, and the subnets of OVN-Kubernetes. Texts only; whether they are networks is judged elsewhere. Truth:
 * `containernetworking/plugins · plugins/ipam`; `k8snetworkplumbingwg/whereabouts · pkg/types`;
 * `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/cni/types/types.go`.
 */
import { isObject, mainPlugin, memberOf, textOf, type CniConfig, type CniObject } from './cni-config.ts';
import { ovnType } from './types/ovn.ts';

/** CNI types that give no address without IPAM. */
const layer2Types: readonly string[] = ['bridge', 'cnv-bridge', 'ovs'];

/** Who gives addresses: an IPAM plugin by its type, the network itself, or nobody; undefined where that is not known. */
export function addressGiver(
  config: CniConfig,
): { readonly by: 'ipam'; readonly type: string } | { readonly by: 'network' } | { readonly by: 'nobody' } | undefined {
  const ipam = config.plugins.find((plugin) => plugin.ipam !== undefined)?.ipam;
  if (ipam) return ipam.type === undefined ? undefined : { by: 'ipam', type: ipam.type };
  const plugin = mainPlugin(config);
  if (plugin?.type === ovnType) return { by: textOf(plugin.value, 'subnets') === undefined ? 'nobody' : 'network' };
  return layer2Types.includes(plugin?.type ?? '') ? { by: 'nobody' } : undefined;
}

export function statedSubnets(config: CniConfig): readonly string[] {
  return config.plugins.flatMap(({ type, value, ipam }) => [
    ...(ipam ? networksOfIpam(ipam.value) : []),
    ...(type === ovnType ? (textOf(value, 'subnets') ?? '').split(',').map(networkOfPart) : []),
  ]);
}

/** Pools and fixed addresses of an IPAM plugin, each with its prefix length. */
export function networksOfIpam(ipam: CniObject): readonly string[] {
  const pools = [ipam, ...membersOf(ipam, 'ranges').flat(), ...membersOf(ipam, 'ipRanges')].filter(isObject);
  const addresses = membersOf(ipam, 'addresses').filter(isObject);
  return [
    ...pools.flatMap((pool) => [textOf(pool, 'subnet'), textOf(pool, 'range')]),
    ...addresses.map((address) => textOf(address, 'address')),
  ].flatMap((text) => (text === undefined ? [] : [withoutStart(text)]));
}

function membersOf(value: CniObject, name: string): readonly unknown[] {
  const list = memberOf(value, name);
  return Array.isArray(list) ? list : [];
}

/** `10.1.0.10-10.1.0.99/16` is a part of the network of its end. */
function withoutStart(range: string): string {
  return range.slice(range.indexOf('-') + 1).trim();
}

/** A routed subnet has the length of each node's part behind its own. */
function networkOfPart(subnet: string): string {
  return subnet.trim().split('/').slice(0, 2).join('/');
}
