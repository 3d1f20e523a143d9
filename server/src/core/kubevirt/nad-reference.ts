/**
 * How KubeVirt reads a reference to a NetworkAttachmentDefinition. Truth: `kubevirt/kubevirt · pkg/network/multus/nad.go`,
 * v1.6–v1.9. (Multus reads the default network's annotation differently; that is not this.)
 */

import { dnsLabelFaults, dnsSubdomainFaults } from './admission/dns-names.ts';

export interface NadReference {
  readonly namespace: string;
  readonly name: string;
}

/**
 * Splits once at the first slash; without one the namespace is the VMI's. Nothing is trimmed or checked: `a/b/c` is
 * `b/c` in `a`, `/x` has no namespace (left out of the annotation), `x/` has no name.
 */
export function parseNadReference(namespace: string, reference: string): NadReference {
  const slash = reference.indexOf('/');
  return slash < 0
    ? { namespace, name: reference }
    : { namespace: reference.slice(0, slash), name: reference.slice(slash + 1) };
}

/** Why neither KubeVirt nor Multus can find a NAD by a reference, whatever NADs there are. */
export type ReferenceFault =
  /** `a/b/c`: what stands behind the first slash is taken for the name. */
  | 'several-slashes'
  /** `a@b`: a way of writing that only Multus' list form has. */
  | 'interface-suffix'
  /** `a/` */
  | 'no-name'
  /** `/a` */
  | 'no-namespace'
  /** Multus reads the default network's reference by rules that have no dots. */
  | 'dotted-default'
  /** Names that no object and no namespace can have. */
  | 'impossible-name';

/**
 * What keeps a reference from meaning any NAD. Truth: as above, and `k8snetworkplumbingwg/multus-cni ·
 * pkg/k8sclient/k8sclient.go · v4.3.0` (`parsePodNetworkObjectName`) for the default network.
 */
export function referenceFault(reference: string, isDefault: boolean): ReferenceFault | undefined {
  const { namespace, name } = parseNadReference('', reference);
  if (name === '') return 'no-name';
  if (name.includes('/')) return 'several-slashes';
  if (reference.includes('@')) return 'interface-suffix';
  const isQualified = name !== reference;
  if (isQualified && namespace === '') return 'no-namespace';
  if (dnsSubdomainFaults(name).length > 0 || (isQualified && dnsLabelFaults(namespace).length > 0))
    return 'impossible-name';
  return isDefault && name.includes('.') ? 'dotted-default' : undefined;
}
