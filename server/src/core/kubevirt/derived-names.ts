/**
 * From a device name seen on a cluster back to its logical network: Pod interface, tap, bridge and renamed NIC, in the
 * hashed and in the ordinal scheme, and libvirt's alias. It decides nothing about names itself; the other direction is
 * `name-scheme.ts` and `link-names.ts`.
 */
import { domainAliases, linkNames } from './link-names.ts';
import type { Network } from './model.ts';
import { hashedPodInterface, podInterfaces, type NameScheme } from './name-scheme.ts';
import { isSecondaryMultus } from './network-classification.ts';
import type { Release } from './releases/index.ts';

export interface DerivedNameMatch {
  readonly networkName: string;
  readonly podInterface: string;
  readonly scheme: NameScheme;
  /** What the name is; `network`: the logical name itself. */
  readonly device: 'network' | 'pod' | 'tap' | 'bridge' | 'nic' | 'alias';
}

/**
 * The networks that a name may belong to, in list order, each with the first of its names that fits (hashed before
 * ordinal). Several networks can share a name only across schemes, as `net1` of a network and a network called `net1`.
 */
export function matchDerivedNames(
  networks: readonly Network[],
  release: Release,
  name: string,
): readonly DerivedNameMatch[] {
  const wanted = name.trim();
  if (wanted === '') return [];
  const schemes = (['hashed', 'ordinal'] as const).map((scheme) => ({
    scheme,
    names: podInterfaces(networks, scheme, release),
  }));
  return networks.flatMap((network) => {
    for (const { scheme, names } of schemes) {
      const podInterface = names.get(network.name);
      const device = podInterface === undefined ? undefined : deviceNamed(wanted, network, podInterface);
      if (podInterface !== undefined && device) return [{ networkName: network.name, podInterface, scheme, device }];
    }
    return [];
  });
}

/** The Pod interface of `network` in the scheme in which `name` is one of its names; undefined when it is none of them. */
export function matchDerivedName(
  networks: readonly Network[],
  network: Network,
  release: Release,
  name: string,
): string | undefined {
  return matchDerivedNames(networks, release, name).find((match) => match.networkName === network.name)?.podInterface;
}

/**
 * The logical network among `names` whose hash is in a Pod interface, tap, bridge or renamed NIC (`pod16477688c0e`,
 * `tap16477688c0e`, `k6t-16477688c0e`, `16477688c0e-nic`). Undefined for other networks, and for names that hold no
 * hash: ordinal ones and the primary interface's need the networks (`matchDerivedNames`).
 */
export function findNetworkByHash(names: Iterable<string>, podOrLinkName: string): string | undefined {
  const digits = /^(?:(?:pod|tap|k6t-)([0-9a-f]{11})|([0-9a-f]{11})-nic)$/.exec(podOrLinkName.trim());
  const hash = digits?.[1] ?? digits?.[2];
  if (hash === undefined) return undefined;
  for (const name of names) if (hashedPodInterface(name) === `pod${hash}`) return name;
  return undefined;
}

function deviceNamed(name: string, network: Network, podInterface: string): DerivedNameMatch['device'] | undefined {
  if (name === network.name) return 'network';
  if (name === podInterface) return 'pod';
  const { tap, bridge, nic } = linkNames(podInterface, isSecondaryMultus(network));
  if (name === tap) return 'tap';
  if (name === bridge) return 'bridge';
  if (name === nic) return 'nic';
  return domainAliases(network.name).includes(name) ? 'alias' : undefined;
}
