/**
 * What the webhooks refuse of an edit, with the changed fields that each cause follows from and how certain it is. They judge the whole
 * object, not the edit: a fault that was there before refuses every edit. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters`, v1.6–v1.9.
 */
import { admitUpdate } from '../admission/admit.ts';
import { isAdmittedKind } from '../admission/admitted-object.ts';
import { allCauses } from '../admission/all-causes.ts';
import type { Cause, StatusCause } from '../admission/cause.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import type { Release } from '../releases/release.ts';
import type { ChangedField } from './changed-fields.ts';
import { type VmEdit, isAtOrBelow, overlaps } from './vm-edit.ts';

export interface Refusal {
  /** As the API server answers. */
  readonly cause: StatusCause;
  /** Fields that it follows from. */
  readonly evidence: readonly string[];
  /** It may be otherwise on the cluster: for its configuration, or for an instancetype or preference that is not seen. */
  readonly fromConfiguration: boolean;
  readonly fromProfile: 'instancetype' | 'preference' | undefined;
  /** No template writes what it follows from. */
  readonly isSettled: boolean;
}

export function refusalsOf(
  edit: VmEdit,
  { release, configuration }: { readonly release: Release; readonly configuration: ClusterConfiguration },
): readonly Refusal[] {
  const { after, before, unknownFields } = edit;
  const kind = edit.kind ?? 'VirtualMachine';
  if (!isAdmittedKind(kind)) return [];
  const seen = edit.profiles?.after;
  const surroundings = {
    object: after,
    kind,
    release,
    configuration,
    ...(seen?.instancetype !== undefined && { instancetype: seen.instancetype }),
    ...(seen?.preference !== undefined && { preference: seen.preference }),
  };
  const answer = admitUpdate({ ...surroundings, old: before, schemaCauses: edit.schemaCauses ?? [] });
  if (answer.allowed) return [];
  const detailed = allCauses(surroundings);
  return uniqueCauses(answer.causes ?? [{ type: '', message: answer.message ?? '', field: '' }]).map((cause) => {
    const detail = detailed.find((candidate) => isSameCause(candidate, cause));
    const evidence = detail?.evidence ?? [cause.field];
    return {
      cause,
      evidence: detail?.at === undefined ? evidence : [...evidence, detail.at],
      fromConfiguration: detail?.fromConfiguration === true || detail?.gate !== undefined,
      fromProfile: detail?.unlessFrom,
      isSettled: !unknownFields.after.some((unknown) => evidence.some((field) => overlaps(field, unknown))),
    };
  });
}

/**
 * The changes that causes are laid to: those at what a cause follows from; else those around it; else all, as no edit gets through.
 */
export function blamedFor(
  refusals: readonly Refusal[],
  changes: readonly ChangedField[],
): ReadonlyMap<ChangedField, Refusal> {
  const blamed = new Map<ChangedField, Refusal>();
  for (const refusal of refusals) {
    const { evidence } = refusal;
    const own = changes.filter(({ change, field }) =>
      evidence.some((from) => (change === 'removed' ? from === field : isAtOrBelow(from, field))),
    );
    const around = own.length > 0 ? own : changes.filter(({ field }) => evidence.some((from) => overlaps(from, field)));
    for (const change of around.length > 0 ? around : changes) if (!blamed.has(change)) blamed.set(change, refusal);
  }
  return blamed;
}

function uniqueCauses(causes: readonly StatusCause[]): readonly StatusCause[] {
  return causes.filter((cause, index) => causes.findIndex((other) => isSameCause(other, cause)) === index);
}

/** A refusal in a sentence alone has no type and no field. */
function isSameCause(one: Cause | StatusCause, other: StatusCause): boolean {
  if (other.type === '' && other.field === '') return one.message === other.message;
  return one.type === other.type && one.message === other.message && one.field === other.field;
}
