/**
 * The `k8s.v1.cni.cncf.io/networks` annotation as Multus reads it, and how two of them differ. Multus takes JSON or a
 * comma list `namespace/name@interface`; KubeVirt only ever writes JSON. Truth: `k8snetworkplumbingwg/multus-cni ·
 * pkg/k8sclient/k8sclient.go · v4.3.0` (`parsePodNetworkAnnotation`).
 */

/** One network selection element; members Multus knows beyond these are kept in `others`. */
export interface NetworkSelection {
  readonly name: string;
  /** Empty: the Pod's namespace. */
  readonly namespace: string;
  readonly interface: string;
  readonly mac: string;
  /** `cni-args` and every further member, as written. */
  readonly others: Readonly<Record<string, unknown>>;
}

/** Reads an annotation's text; `error` says in English why Multus would refuse it. */
export function parseNetworkSelections(text: string): { selections: readonly NetworkSelection[] } | { error: string } {
  if (text.trim() === '') return { selections: [] };
  if (/[[{"]/.test(text)) {
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch (problem) {
      return { error: problem instanceof Error ? problem.message : String(problem) };
    }
    if (!Array.isArray(parsed)) return { error: 'not a JSON list' };
    const selections: NetworkSelection[] = [];
    for (const element of parsed) {
      if (typeof element !== 'object' || element === null || Array.isArray(element))
        return { error: 'not a list of objects' };
      const { name, namespace, interface: device, mac, ...others } = element as Record<string, unknown>;
      selections.push({
        name: asText(name),
        namespace: asText(namespace),
        interface: asText(device),
        mac: asText(mac),
        others,
      });
    }
    return { selections };
  }
  return {
    selections: text.split(',').map((part) => {
      const trimmed = part.trim();
      const at = trimmed.indexOf('@');
      const path = at < 0 ? trimmed : trimmed.slice(0, at);
      const slash = path.indexOf('/');
      return {
        name: slash < 0 ? path : path.slice(slash + 1),
        namespace: slash < 0 ? '' : path.slice(0, slash),
        interface: at < 0 ? '' : trimmed.slice(at + 1),
        mac: '',
        others: {},
      };
    }),
  };
}

/** How a hand-written annotation differs from the computed one; elements are counted from 0. */
export type SelectionDifference =
  | { readonly kind: 'missing'; readonly index: number; readonly expected: NetworkSelection }
  | { readonly kind: 'extra'; readonly index: number; readonly actual: NetworkSelection }
  | {
      readonly kind: 'member';
      readonly index: number;
      readonly member: string;
      readonly expected: string;
      readonly actual: string;
    };

/**
 * Compares element by element, in order, since order decides the order of attachment. A namespace left out stands for
 * `namespace`, the Pod's own.
 */
export function compareSelections(
  expected: readonly NetworkSelection[],
  actual: readonly NetworkSelection[],
  namespace: string,
): readonly SelectionDifference[] {
  const differences: SelectionDifference[] = [];
  for (let index = 0; index < Math.max(expected.length, actual.length); index++) {
    const one = expected[index];
    const other = actual[index];
    if (!one) {
      if (other) differences.push({ kind: 'extra', index, actual: other });
      continue;
    }
    if (!other) {
      differences.push({ kind: 'missing', index, expected: one });
      continue;
    }
    const members: [string, string, string][] = [
      ['name', one.name, other.name],
      ['namespace', one.namespace || namespace, other.namespace || namespace],
      ['interface', one.interface, other.interface],
      ['mac', one.mac.toLowerCase(), other.mac.toLowerCase()],
    ];
    for (const key of [...new Set([...Object.keys(one.others), ...Object.keys(other.others)])].sort())
      members.push([key, stable(one.others[key]), stable(other.others[key])]);
    for (const [member, left, right] of members)
      if (left !== right) differences.push({ kind: 'member', index, member, expected: left, actual: right });
  }
  return differences;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}

/** JSON with sorted keys; an absent value is the empty text. */
function stable(value: unknown): string {
  if (value === undefined) return '';
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
