/**
 * The network between Pod and guest that masquerade makes, from its CIDR; and CIDRs as Go reads them. Truth:
 * `kubevirt/kubevirt · pkg/network/setup/netpod`, v1.6–v1.9; Go's `net.ParseCIDR`.
 */

export const defaultVmNetworkCidr = '10.0.2.0/24';

/** An IPv4 network by its first and last address, as numbers. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

/** The network of an IPv4 address with its prefix length; undefined for anything else. */
export function ipv4Range(cidr: string): Ipv4Range | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr);
  if (!match) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0, prefix = 0] = match.slice(1).map(Number);
  const hasLeadingZero = match.slice(1).some((part) => part.length > 1 && part.startsWith('0'));
  if ([first, second, third, fourth].some((byte) => byte > 255) || prefix > 32 || hasLeadingZero) return undefined;
  const size = 2 ** (32 - prefix);
  const address = ((first * 256 + second) * 256 + third) * 256 + fourth;
  const start = address - (address % size);
  return { first: start, last: start + size - 1 };
}

export function overlaps(one: Ipv4Range, other: Ipv4Range): boolean {
  return one.first <= other.last && other.first <= one.last;
}

/** What KubeVirt says when it cannot make the network: its words when it sets up the Pod. */
export function vmNetworkFault(cidr: string): string | undefined {
  if (cidr === '' || cidr.includes(':')) return undefined;
  const range = ipv4Range(cidr);
  if (!range) return `failed to parse VM CIDR: ${cidr}`;
  // One address for the bridge in the Pod and one for the guest, beside those of network and broadcast.
  return range.last - range.first < 3
    ? `VM CIDR subnet is too small, at least 2 host addresses are required: ${cidr}`
    : undefined;
}
