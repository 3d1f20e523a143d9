/**
 * How KubeVirt reads a reference to a NetworkAttachmentDefinition. Truth: `kubevirt/kubevirt · pkg/network/multus/nad.go`,
 * v1.6–v1.9. (Multus reads the default network's annotation differently; that is not this.)
 */

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
