/**
 * What the API schema objects to in an object: the compiled validators' complaints as faults, exactly one for each node
 * at fault. Whether a value outside an enum of KubeVirt's own is refused, admission says, not this. What a template
 * leaves open is the caller's to judge. Truth: the schema in the releases' variants (`schemas/`), and for who refuses what
 * `kubevirt/kubevirt · pkg/util/openapi/openapi.go`, the API server's pruning and its decoding of metadata.
 */
import type { SchemaSource } from '../ports.ts';
import { faultOf, isHarmless, type FaultInput } from './faults.ts';
import type { SchemaFault, SchemaKind } from './schema-types.ts';
import type { SchemaError } from './validator.ts';

export interface ValidateInput {
  readonly kind: SchemaKind;
  /** `v1.9`. */
  readonly release: string;
  /** The plain value of the object. */
  readonly object: unknown;
}

/** In the order of the object's keys. Empty while the kind's validators are not at hand, and where a release lacks it. */
export function validate(source: SchemaSource, { kind, release, object }: ValidateInput): readonly SchemaFault[] {
  const validator = source.validators(kind)?.[release.replace('.', '_')];
  if (!validator || validator(object)) return [];
  const errors = validator.errors ?? [];
  const structure = source.structure();
  if (!structure) return [];
  const faults = new Map<string, SchemaFault>();
  for (const error of [...errors].sort(byWeight)) {
    const input: FaultInput = { structure, kind, release, object, error };
    const fault = faultOf(input);
    if (!fault || isHarmless(fault)) continue;
    const node = JSON.stringify(fault.path);
    if (!faults.has(node)) faults.set(node, fault);
  }
  return [...faults.values()].sort(byPlace(object));
}

/** A node of the wrong type has no other fault. */
function byWeight(one: SchemaError, other: SchemaError): number {
  return Number(other.keyword === 'type') - Number(one.keyword === 'type');
}

/** The order in which the nodes stand in the object; a missing key comes after those that are there. */
function byPlace(object: unknown): (one: SchemaFault, other: SchemaFault) => number {
  const ranks = new Map<object, ReadonlyMap<string, number>>();
  const rankOf = (holder: unknown, key: string | number): number => {
    if (typeof holder !== 'object' || holder === null) return 0;
    const keys = ranks.get(holder) ?? new Map(Object.keys(holder).map((name, at) => [name, at] as const));
    ranks.set(holder, keys);
    return keys.get(String(key)) ?? keys.size;
  };
  return (one, other) => {
    let value = object;
    for (const [depth, part] of one.path.entries()) {
      const otherPart = other.path[depth];
      if (otherPart === undefined) return 1;
      if (part !== otherPart) {
        if (typeof part === 'number' && typeof otherPart === 'number') return part - otherPart;
        return rankOf(value, part) - rankOf(value, otherPart);
      }
      value =
        typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined;
    }
    return one.path.length - other.path.length;
  };
}
