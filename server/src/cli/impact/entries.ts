/**
 * What `virtlens impact` found, in the documented JSON shape that all its reports are made of, and which of it makes the
 * run fail. Decides nothing about what happens: that is the impact's (`core/kubevirt/impact`).
 */
import type { StatusCause } from '../../core/kubevirt/admission/cause.ts';
import type {
  Alternative,
  ChangeKind,
  Eviction,
  ImpactCondition,
  ImpactKind,
  ImpactStep,
  UnknownFact,
  VmImpact,
} from '../../core/kubevirt/impact/impact.ts';
import { kindsOf, unitsOf, whatChanged, type ImpactUnit } from '../../core/kubevirt/impact/impact-words.ts';
import { runningLine } from '../../core/features/explain-impact.ts';
import { impactSummary } from '../../core/features/impact-words.ts';
import { severityOf } from '../../core/rules/impact/impact-reports.ts';
import type { FoundEntry } from '../analysis.ts';
import type { ImpactLimit } from '../command-table.ts';

/** One object that came, went or changed, or of which that cannot be known. */
export interface ImpactEntry extends FoundEntry {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
  /** What it was compared with: `HEAD`, the name of a file. */
  readonly base: string | null;
  /** The file that it stood in there, where that is another. */
  readonly baseFile?: string;
  readonly state: 'changed' | 'unchanged' | 'new' | 'removed' | 'unknown';
  /** The strongest that is possible; null where it cannot be known. */
  readonly verdict: ImpactKind | null;
  /** In a few words: `1 migration, 1 restart`. */
  readonly summary: string;
  /** What is to say of the object as a whole, first of all why nothing else can be said. */
  readonly notes: readonly string[];
  readonly running: VmImpact['running'] | null;
  readonly eviction: Eviction;
  readonly dependsOn: readonly UnknownFact[];
  readonly changes: readonly ChangeEntry[];
  /** What will happen, in order. */
  readonly steps: readonly ImpactStep[];
  /** What the API server or KubeVirt answers where it refuses, verbatim. */
  readonly causes: readonly StatusCause[];
  /** Known VMs that use it, for a NAD. */
  readonly usedBy: readonly UserEntry[];
}

export interface UserEntry extends FoundEntry {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
  /** False where a namespace that is not known decides. */
  readonly certain: boolean;
}

/** A NIC that came or went, or one changed field. */
export interface ChangeEntry {
  readonly line: number;
  readonly column: number;
  /** For people: `NIC blue added`. */
  readonly title: string;
  readonly change: ChangeKind;
  /** The logical network it belongs to. */
  readonly network: string | null;
  /** From the object's root; `oldField` in the old text, null for what is new. */
  readonly fields: readonly { readonly field: string; readonly oldField: string | null }[];
  readonly kind: ImpactKind;
  /** As `check` tells it; null for what costs nothing. */
  readonly severity: 'error' | 'warning' | 'information' | null;
  readonly reason: string;
  readonly condition: ImpactCondition | null;
  /** Everything that is possible, where that is more than one thing. */
  readonly alternatives: readonly Alternative[];
  readonly dependsOn: readonly UnknownFact[];
}

/** What a limit of `--fail-on` stands for. What is applied as it should be is beyond none. */
const kindsBeyond: Readonly<Record<ImpactLimit, readonly ImpactKind[]>> = {
  rejected: ['rejected'],
  restart: ['rejected', 'restart'],
  migration: ['rejected', 'restart', 'migration', 'pending-migration'],
  silent: ['rejected', 'restart', 'migration', 'pending-migration', 'silent'],
};

/** Everything in an entry that is said of a judged VM. `placeOf` gives the place of a field from the object's root. */
export function judgedPart(
  impact: VmImpact,
  placeOf: (field: string) => { readonly line: number; readonly column: number },
): Omit<ImpactEntry, keyof FoundEntry | 'kind' | 'namespace' | 'name' | 'base' | 'baseFile' | 'state'> {
  return {
    verdict: impact.verdict,
    summary: impactSummary(impact),
    // That it is told as if the VM ran is so for nearly all, and is said by `running`.
    notes: impact.running === 'assumed' && impact.eviction === 'no' ? [] : [runningLine(impact)],
    running: impact.running,
    eviction: impact.eviction,
    dependsOn: impact.dependsOn,
    changes: unitsOf(impact).map((unit) => changeEntry(unit, placeOf(unit.field ?? ''))),
    steps: impact.steps,
    causes: impact.causes,
    usedBy: [],
  };
}

/** The same of an object that nothing was judged of. */
export function unjudgedPart(
  verdict: ImpactKind | null,
  summary: string,
  notes: readonly string[],
): ReturnType<typeof judgedPart> {
  return {
    verdict,
    summary,
    notes,
    running: null,
    eviction: 'no',
    dependsOn: [],
    changes: [],
    steps: [],
    causes: [],
    usedBy: [],
  };
}

function changeEntry(unit: ImpactUnit, place: { readonly line: number; readonly column: number }): ChangeEntry {
  const { judged } = unit;
  const fields = unit.of === 'nic' ? unit.nic.fields : [unit.change];
  const change = unit.of === 'nic' ? unit.nic.change : unit.change.change;
  const { kind, reason, condition } = judged.outcome;
  const severity = severityOf(judged);
  const costs = kindsOf(judged).some((possible) => kindsBeyond.silent.includes(possible));
  return {
    ...place,
    title: whatChanged(unit, (text) => text),
    change: change === 'unchanged' ? 'changed' : change,
    network: (unit.of === 'nic' ? unit.nic.network : unit.change.network) ?? null,
    fields: fields.map(({ field, oldField }) => ({ field, oldField: oldField ?? null })),
    kind,
    severity: costs && severity !== 'hint' ? severity : null,
    reason,
    condition: condition ?? null,
    alternatives: judged.alternatives.length > 1 ? judged.alternatives : [],
    dependsOn: judged.dependsOn,
  };
}

/** Whether something in an entry is sure to be of a limit or beyond it. */
export function reaches(entry: ImpactEntry, limit: ImpactLimit): boolean {
  const beyond = kindsBeyond[limit];
  if (entry.eviction === 'certain' && beyond.includes('restart')) return true;
  if (entry.verdict === 'rejected' && entry.dependsOn.length === 0) return true;
  return entry.changes.some(
    ({ kind, alternatives, dependsOn }) =>
      !dependsOn.includes('template') &&
      [kind, ...alternatives.map((alternative) => alternative.kind)].every((possible) => beyond.includes(possible)),
  );
}
