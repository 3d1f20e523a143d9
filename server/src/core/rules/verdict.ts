/**
 * KubeVirt's verdict on one object of a document: the causes of its webhooks, all groups at once, each as certain as what
 * it follows from. What a template or a fragment leaves open is not judged; what hangs on configuration, a preference or
 * an instancetype that is not seen here is information.
 */
import { allCauses } from '../kubevirt/admission/all-causes.ts';
import type { Cause } from '../kubevirt/admission/cause.ts';
import type { Resource } from '../resources/resources.ts';
import type { Vm } from '../resources/vm.ts';
import type { Severity } from '../settings.ts';
import type { ClusterFacts } from '../workspace/cluster-facts.ts';
import { find, joinField } from '../yaml/locate.ts';
import { plainValue } from '../yaml/read-document.ts';
import { isAbsenceCertain, isCertain } from '../yaml/templating.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import type { JudgedCause } from './rule.ts';

export interface VerdictInput {
  readonly document: YamlDocument;
  readonly resource: Resource;
  readonly vm: Vm;
  readonly cluster: ClusterFacts;
  /** A kustomization applies the file as a patch. */
  readonly isPatch: boolean;
}

/** Causes by family. */
export function verdictOf({
  document,
  resource,
  vm,
  cluster,
  isPatch,
}: VerdictInput): ReadonlyMap<string, JudgedCause[]> {
  const found = new Map<string, JudgedCause[]>();
  if (isPatch || vm.partial) return found;
  const causes = allCauses({
    object: plainValue(resource.node),
    kind: resource.kind,
    release: cluster.release,
    configuration: cluster.configuration,
  });
  for (const cause of causes) {
    const absolute = inDocument(cause, resource.field);
    if (!absolute.evidence.every((field) => isSettled(document, field))) continue;
    const family = found.get(cause.family) ?? [];
    family.push(judged(absolute, cluster));
    found.set(cause.family, family);
  }
  return found;
}

function judged(cause: Cause, cluster: ClusterFacts): JudgedCause {
  const place = cause.at ?? cause.field;
  const unseen =
    cause.unlessFrom ??
    // A HyperConverged tells a part of the configuration only.
    ((cause.fromConfiguration === true || cause.gate !== undefined) && !cluster.bindingsKnown
      ? 'configuration'
      : undefined);
  const severity: Severity = unseen === undefined ? 'error' : 'information';
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

/** Whether what stands at a field, or that nothing does, is what the rendered manifest has. */
function isSettled(document: YamlDocument, field: string): boolean {
  if (document.templates.length === 0) return true;
  const { root } = document;
  return root && find(root, field) ? isCertain(document, field) : isAbsenceCertain(document, field);
}
