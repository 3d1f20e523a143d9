/**
 * From a device name seen on a cluster back to its logical network: Pod interface, tap, bridge and renamed NIC, in the
 * hashed and in the ordinal scheme. The other direction is `name-scheme.ts` and `link-names.ts`.
 */
import { linkNames } from './link-names.ts';
import type { Network } from './model.ts';
import { podInterfaces } from './name-scheme.ts';
import { classifyNetwork } from './network-classification.ts';
import type { Release } from './releases/index.ts';

/** The Pod interface of `network` in the scheme in which `name` is one of its names; undefined when it is none of them. */
export function matchDerivedName(
  networks: readonly Network[],
  network: Network,
  release: Release,
  name: string,
): string | undefined {
  const wanted = name.trim();
  if (wanted === '') return undefined;
  const hashed = podInterfaces(networks, 'hashed', release).get(network.name);
  if (wanted === network.name) return hashed;
  for (const scheme of ['hashed', 'ordinal'] as const) {
    const podInterface = podInterfaces(networks, scheme, release).get(network.name);
    if (podInterface === undefined) continue;
    const { tap, bridge, nic } = linkNames(podInterface, classifyNetwork(network, release) === 'multus-secondary');
    if ([podInterface, tap, bridge, nic].includes(wanted)) return podInterface;
  }
  return undefined;
}
