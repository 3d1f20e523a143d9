/**
 * KubeVirt's verdict on one object of a document: what the API schema and the webhooks object to, all groups at once, each
 * as certain as what it follows from. What a template or a fragment leaves open is not judged; what hangs on configuration, a preference or
 * an instancetype that is not seen here is information.
 */
import { allCauses } from '../kubevirt/admission/all-causes.ts';
import type { Cause } from '../kubevirt/admission/cause.ts';
import type { CauseFamily } from '../kubevirt/admission/families.ts';
import { isObject } from '../kubevirt/go-decode.ts';
import { vmiPhases } from '../kubevirt/live/runtime-status.ts';
import type { SchemaSource } from '../ports.ts';
import type { Resource } from '../resources/resources.ts';
import type { Vm } from '../resources/vm.ts';
import { schemaKindOf } from '../schemas/field-lookup.ts';
import type { SchemaFault } from '../schemas/schema-types.ts';
import { validate } from '../schemas/validate.ts';
import type { Severity } from '../settings.ts';
import type { ClusterFacts } from '../workspace/cluster-facts.ts';
import { isAtOrBelow, joinField, nodeAt } from '../yaml/locate.ts';
import { isSettled } from '../yaml/templating.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import type { JudgedCause } from './rule.ts';

export interface VerdictInput {
  readonly document: YamlDocument;
  readonly resource: Resource;
  /** The resource as plain values. */
  readonly object: unknown;
  /** Its VM part, for those that have one. */
  readonly vm: Vm | undefined;
  readonly cluster: ClusterFacts;
  readonly schemas: SchemaSource;
  /** `spec` of an instancetype or preference, if it is seen. */
  profileSpec(role: 'instancetype' | 'preference', kind: string | undefined, name: string): unknown;
}

export interface Verdict {
  readonly causes: ReadonlyMap<CauseFamily, readonly JudgedCause[]>;
  readonly faults: readonly SchemaFault[];
}

export const noVerdict: Verdict = { causes: new Map(), faults: [] };

/** The verdict on an object that is whole: no patch, and no guess at text that cannot be read. */
export function verdictOf({ document, resource, object, vm, cluster, schemas, profileSpec }: VerdictInput): Verdict {
  if (isDumpedVmi(resource)) return noVerdict;
  const { release, configuration } = cluster;
  const faults = resource.former ? [] : settledFaults(document, resource, object, release.id, schemas);
  const misread = faults.filter(({ fault, actual }) => fault === 'wrong-type' && actual !== 'null');
  const causes = vm
    ? allCauses({
        object,
        kind: resource.kind,
        release,
        configuration,
        decoded: vm.decoded,
        ...profilesOf(object, profileSpec),
      })
        .map((cause) => inDocument(cause, resource.field))
        .filter(({ evidence }) => evidence.every((field) => isSettled(document, field)))
        // A value of the wrong type is never looked at by the webhooks.
        .filter(
          (cause) =>
            !misread.some(({ field }) => isAtOrBelow(cause.at ?? cause.field, joinField(resource.field, field))),
        )
        .map((cause) => judged(cause, cluster))
    : [];
  const byFamily = new Map<CauseFamily, JudgedCause[]>();
  const told = new Set<SchemaFault>();
  for (const cause of causes) {
    // Where webhook and schema miss the same thing, it is said once, in the webhook's words.
    const same = faults.filter(
      ({ fault, field }) => fault === 'missing-field' && joinField(resource.field, field) === cause.place,
    );
    for (const fault of same) told.add(fault);
    const own =
      same.length === 0
        ? cause
        : { ...cause, alsoSaid: same.map(({ message, field }) => ({ type: '' as const, message, field })) };
    byFamily.set(cause.family, [...(byFamily.get(cause.family) ?? []), own]);
  }
  return { causes: byFamily, faults: faults.filter((fault) => !told.has(fault)) };
}

/**
 * A VMI as the cluster gave it out is past admission, and holds what KubeVirt wrote into it and would refuse of others. A
 * dumped VM is not: its spec is edited and applied again.
 */
function isDumpedVmi({ role, node }: Resource): boolean {
  const phase = nodeAt(node, 'status.phase');
  return (
    role === 'virtual-machine-instance' &&
    nodeAt(node, 'metadata.uid') !== undefined &&
    phase?.kind === 'scalar' &&
    vmiPhases.includes(String(phase.value))
  );
}

/** The specs of the instancetype and preference that a VM names, those that are seen. */
function profilesOf(
  object: unknown,
  profileSpec: VerdictInput['profileSpec'],
): { instancetype?: unknown; preference?: unknown } {
  const spec = isObject(object) ? object['spec'] : undefined;
  const specOf = (role: 'instancetype' | 'preference'): unknown => {
    const matcher = isObject(spec) ? spec[role] : undefined;
    if (!isObject(matcher) || typeof matcher['name'] !== 'string') return undefined;
    return profileSpec(role, typeof matcher['kind'] === 'string' ? matcher['kind'] : undefined, matcher['name']);
  };
  const instancetype = specOf('instancetype');
  const preference = specOf('preference');
  return { ...(instancetype !== undefined && { instancetype }), ...(preference !== undefined && { preference }) };
}

/** What a template may still write is no fault, and a status is nobody's to mend. */
function settledFaults(
  document: YamlDocument,
  resource: Resource,
  object: unknown,
  release: string,
  schemas: SchemaSource,
): readonly SchemaFault[] {
  const kind = schemaKindOf(resource.kind);
  if (!kind) return [];
  return validate(schemas, { kind, release, object }).filter(
    ({ where, field }) =>
      where !== 'status' && isSettled(document, joinField(resource.field, field).replace(/^\./, '')),
  );
}

function judged(cause: Cause, cluster: ClusterFacts): JudgedCause {
  const place = cause.at ?? cause.field;
  const unseen =
    cause.unlessFrom ??
    // A HyperConverged tells a part of the configuration only.
    ((cause.fromConfiguration === true || cause.gate !== undefined) && !cluster.bindingsKnown
      ? 'configuration'
      : undefined);
  const severity: Severity = unseen !== undefined ? 'information' : cause.isAccepted === true ? 'warning' : 'error';
  return { ...cause, place, severity, ...(unseen !== undefined && { unseen }) };
}

/** Fields from the document's root, for an object that stands inside a list or template; KubeVirt's own stays as it is. */
function inDocument(cause: Cause, base: string): Cause {
  if (base === '') return cause;
  return {
    ...cause,
    at: joinField(base, cause.at ?? cause.field),
    evidence: cause.evidence.map((field) => joinField(base, field)),
    ...(cause.related && {
      related: cause.related.map((other) => ({ ...other, field: joinField(base, other.field) })),
    }),
  };
}
