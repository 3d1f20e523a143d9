/**
 * Pod interface names. Hashed: `pod` and 11 hex digits of the logical network name's SHA-256, on every launcher Pod
 * made since v1.0. Ordinal: `net1`, `net2` … in list order, on Pods whose VM has only been migrated since before that.
 * No Pod and no cluster is asked here: what they report is passed in. Truth: `kubevirt/kubevirt ·
 * pkg/network/namescheme/networknamescheme.go`, v1.6–v1.9.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Network, PodNetworkStatus, VmiStatusInterface } from './model.ts';
import { findDefaultNetwork, isSecondaryMultus } from './network-classification.ts';
import type { Release } from './releases/release.ts';

export type NameScheme = 'hashed' | 'ordinal';

/** The Pod's interface of the default network, unless the cluster network names it otherwise. */
export const primaryPodInterface = 'eth0';

const hashedPrefix = 'pod';
const hashLength = 11;
const ordinalPrefix = 'net';
// Hostile input may name any number of networks, of any length; what is not remembered is computed again.
const memoLimit = 4096;
const memoLongestText = 256;
const memo = new Map<string, string>();

/** Lowercase hex SHA-256 of a text's UTF-8 bytes. */
export function sha256Hex(text: string): string {
  const known = memo.get(text);
  if (known !== undefined) return known;
  const digest = bytesToHex(sha256(utf8ToBytes(text)));
  if (text.length > memoLongestText) return digest;
  if (memo.size >= memoLimit) memo.clear();
  memo.set(text, digest);
  return digest;
}

/** `pod16477688c0e` for `blue`: 14 characters, a function of the logical network name alone. */
export function hashedPodInterface(networkName: string): string {
  return `${hashedPrefix}${sha256Hex(networkName).slice(0, hashLength)}`;
}

/**
 * Pod interface by logical network name. Networks without one (from a resource claim, or a second default) are left
 * out. Equal names share the last one's entry, as in KubeVirt's map. `primary` is the Pod's primary interface where it
 * is known to be called otherwise than `eth0` (`findPrimaryPodInterface`).
 */
export function podInterfaces(
  networks: readonly Network[],
  scheme: NameScheme,
  release: Release,
  primary: string = primaryPodInterface,
): Map<string, string> {
  const names = new Map<string, string>();
  let ordinal = 0;
  for (const network of networks) {
    if (!isSecondaryMultus(network)) continue;
    ordinal++;
    names.set(network.name, scheme === 'hashed' ? hashedPodInterface(network.name) : `${ordinalPrefix}${ordinal}`);
  }
  const defaultNetwork = findDefaultNetwork(networks, release);
  if (defaultNetwork) names.set(defaultNetwork.name, primary);
  return names;
}

/** How a network comes by its Pod interface, as data; `none` is a network that has none in the launcher Pod. */
export type PodInterfaceDerivation =
  | { readonly kind: 'primary'; readonly podInterface: string }
  | {
      readonly kind: 'hashed';
      readonly podInterface: string;
      /** What is hashed: the logical network's name. */
      readonly input: string;
      /** All 64 hex digits. */
      readonly sha256: string;
      /** The digits that are used. */
      readonly digits: string;
      readonly prefix: string;
    }
  | {
      readonly kind: 'ordinal';
      readonly podInterface: string;
      /** Counted from 1 among the secondary networks, absent ones included. */
      readonly position: number;
      readonly prefix: string;
    }
  | { readonly kind: 'none' };

/** The steps from a logical network of a list to its Pod interface; the result agrees with `podInterfaces`. */
export function explainPodInterface(
  networks: readonly Network[],
  networkName: string,
  scheme: NameScheme,
  release: Release,
  primary: string = primaryPodInterface,
): PodInterfaceDerivation {
  if (findDefaultNetwork(networks, release)?.name === networkName) return { kind: 'primary', podInterface: primary };
  // Of equal names the last counts.
  const position =
    networks
      .filter(isSecondaryMultus)
      .map(({ name }) => name)
      .lastIndexOf(networkName) + 1;
  if (position === 0) return { kind: 'none' };
  if (scheme === 'ordinal') {
    return { kind: 'ordinal', podInterface: `${ordinalPrefix}${position}`, position, prefix: ordinalPrefix };
  }
  const sha256 = sha256Hex(networkName);
  return {
    kind: 'hashed',
    podInterface: hashedPodInterface(networkName),
    input: networkName,
    sha256,
    digits: sha256.slice(0, hashLength),
    prefix: hashedPrefix,
  };
}

const ordinalPattern = /^net\d+$/;

/** Whether a Pod interface's name looks like one of the ordinal scheme. */
export function isOrdinalName(podInterface: string): boolean {
  return ordinalPattern.test(podInterface);
}

/** Whether a Pod uses ordinal names: any interface it reports looks like one. */
export function podUsesOrdinalNames(statuses: readonly PodNetworkStatus[]): boolean {
  return statuses.some((status) => isOrdinalName(status.interface));
}

/** The scheme a Pod uses, by the interfaces it reports. */
export function schemeOfPod(statuses: readonly PodNetworkStatus[]): NameScheme {
  return podUsesOrdinalNames(statuses) ? 'ordinal' : 'hashed';
}

/**
 * Whether a VMI's status says that its Pod uses ordinal names: the first secondary network with a known Pod interface
 * decides; with none known, KubeVirt assumes the worst.
 */
export function statusHasOrdinalNames(networks: readonly Network[], statuses: readonly VmiStatusInterface[]): boolean {
  const secondary = networks.filter(isSecondaryMultus);
  if (secondary.length === 0) return false;
  const byName = new Map(statuses.map((status) => [status.name, status]));
  for (const { name } of secondary) {
    const podInterface = byName.get(name)?.podInterfaceName;
    if (podInterface !== undefined && podInterface !== '') return isOrdinalName(podInterface);
  }
  return true;
}
