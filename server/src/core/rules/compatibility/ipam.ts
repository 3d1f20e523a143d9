/**
 * What the address management of a NAD gives to a Pod's NIC, as far as its configuration says: which plugin, which families
 * of addresses, which fixed ones, and whether a route comes with them. It must not guess: what is asked for at run time is
 * unknown. Truth: `containernetworking/plugins · pkg/ipam`,
 * `plugins/ipam/{host-local,static}`; `k8snetworkplumbingwg/whereabouts · pkg/types`.
 */
import { networksOfIpam } from '../../cni/addresses.ts';
import { memberOf, type CniObject, type CniPlugin } from '../../cni/cni-config.ts';

export interface Ipam {
  readonly type: string;
  readonly value: CniObject;
  /** Addresses or networks as written, each with its prefix length; empty where none is written. */
  readonly networks: readonly string[];
}

/** The IPAM of a plugin; one without a type is none to the plugins that read it. */
export function ipamOf(plugin: CniPlugin | undefined): Ipam | undefined {
  const ipam = plugin?.ipam;
  if (ipam?.type === undefined || ipam.type === '') return undefined;
  return { type: ipam.type, value: ipam.value, networks: networksOfIpam(ipam.value) };
}

/** Whether all that is given is IPv6; unknown, and so false, where nothing is written. */
export function isIpv6Only({ networks }: Ipam): boolean {
  return networks.length > 0 && networks.every((network) => network.includes(':'));
}

/** IPv4 addresses that every Pod on the NAD is given, with their prefix lengths. */
export function fixedAddresses({ type, networks }: Ipam): readonly string[] {
  return type === 'static' ? networks.filter((network) => !network.includes(':')) : [];
}

/** Whether the configuration states routes for the NIC, or has the plugin make one. */
export function givesRoute({ value }: Ipam, plugin: CniPlugin): boolean {
  const routes = memberOf(value, 'routes');
  return (Array.isArray(routes) && routes.length > 0) || memberOf(plugin.value, 'isDefaultGateway') === true;
}
