/**
 * Pod interface names. Hashed: `pod` and 11 hex digits of the logical network name's SHA-256, on every launcher Pod
 * made since v1.0. Ordinal: `net1`, `net2` … in list order, on Pods whose VM has only been migrated since before that.
 * Truth: `kubevirt/kubevirt · pkg/network/namescheme/networknamescheme.go`, v1.6–v1.9.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { InterfaceStatus, Network, PodNetworkStatus } from './model.ts';
import { findDefaultNetwork, isSecondaryMultus } from './network-classification.ts';
import type { Release } from './releases/release.ts';

export type NameScheme = 'hashed' | 'ordinal';

/** The Pod's interface of the default network, unless the cluster network names it otherwise. */
export const primaryPodInterface = 'eth0';

const hashLength = 11;
const memoLimit = 4096;
const memo = new Map<string, string>();

/** Lowercase hex SHA-256 of a text's UTF-8 bytes. */
export function sha256Hex(text: string): string {
  let digest = memo.get(text);
  if (digest === undefined) {
    digest = bytesToHex(sha256(utf8ToBytes(text)));
    // Hostile input may name any number of networks; what is forgotten is computed again.
    if (memo.size >= memoLimit) memo.clear();
    memo.set(text, digest);
  }
  return digest;
}

/** `pod16477688c0e` for `blue`: 14 characters, a function of the logical network name alone. */
export function hashedPodInterface(networkName: string): string {
  return `pod${sha256Hex(networkName).slice(0, hashLength)}`;
}

/**
 * Pod interface by logical network name. Networks without one (from a resource claim, or a second default) are left
 * out. Equal names share the last one's entry, as in KubeVirt's map.
 */
export function podInterfaces(networks: readonly Network[], scheme: NameScheme, release: Release): Map<string, string> {
  const names = new Map<string, string>();
  let ordinal = 0;
  for (const network of networks) {
    if (!isSecondaryMultus(network)) continue;
    ordinal++;
    names.set(network.name, scheme === 'hashed' ? hashedPodInterface(network.name) : `net${ordinal}`);
  }
  const defaultNetwork = findDefaultNetwork(networks, release);
  if (defaultNetwork) names.set(defaultNetwork.name, primaryPodInterface);
  return names;
}

const ordinalPattern = /^net\d+$/;

/** Whether a Pod uses ordinal names: any interface it reports looks like one. */
export function podUsesOrdinalNames(statuses: readonly PodNetworkStatus[]): boolean {
  return statuses.some((status) => ordinalPattern.test(status.interface));
}

/** The scheme a Pod uses, by the interfaces it reports. */
export function schemeOfPod(statuses: readonly PodNetworkStatus[]): NameScheme {
  return podUsesOrdinalNames(statuses) ? 'ordinal' : 'hashed';
}

/**
 * Whether a VMI's status says that its Pod uses ordinal names: the first secondary network with a known Pod interface
 * decides; with none known, KubeVirt assumes the worst.
 */
export function statusHasOrdinalNames(networks: readonly Network[], statuses: readonly InterfaceStatus[]): boolean {
  const secondary = networks.filter(isSecondaryMultus);
  if (secondary.length === 0) return false;
  const byName = new Map(statuses.map((status) => [status.name, status]));
  for (const { name } of secondary) {
    const podInterface = byName.get(name)?.podInterfaceName;
    if (podInterface !== undefined && podInterface !== '') return ordinalPattern.test(podInterface);
  }
  return true;
}
