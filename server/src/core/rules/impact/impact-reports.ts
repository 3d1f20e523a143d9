/**
 * An impact as findings: which node each is told at, how loud it may be, and the sentence. The severities are those that
 * every rule promises: an Error is certain to be refused; a Warning costs something in every case that is possible; all else
 * is Information. Decides nothing about what happens; that is the impact's (`core/kubevirt/impact`).
 */
import * as l10n from '@vscode/l10n';
import type { ImpactKind, NicImpact, VmImpact } from '../../kubevirt/impact/impact.ts';
import {
  alternativeWord,
  conditionLine,
  dependenceLine,
  kindsOf,
  kindWord,
  unitsOf,
  type ImpactUnit,
  type Judged,
} from '../../kubevirt/impact/impact-words.ts';
import type { Severity } from '../../settings.ts';
import { fieldInDocument, type EditImpact } from '../../workspace/edit-impact.ts';
import type { Report, Subject } from '../rule.ts';
import type { ChangedPart } from './undo-edit.ts';

/** An edit whose impact is known, with the old text. */
export type JudgedEdit = Extract<EditImpact, { readonly state: 'judged' }>;

/** What the fixes of a finding need. */
export interface ImpactData {
  /** Everything that the finding speaks of. */
  readonly parts: readonly ChangedPart[];
  /** The NIC that came or went as a whole. */
  readonly nic: { readonly network: string; readonly change: NicImpact['change'] } | undefined;
}

/** Kinds that cost something, or do not come true. */
const costly: ReadonlySet<ImpactKind> = new Set(['silent', 'pending-migration', 'migration', 'restart', 'rejected']);

/** A finding about one part of the edit; `told` stands in place of the sentences that come with the outcome. */
export function impactReport(
  { resource, vm }: Subject,
  { impact, label }: JudgedEdit,
  unit: ImpactUnit,
  told?: { readonly word: string; readonly text: string },
): Report {
  const { field, judged } = unit;
  const data: ImpactData =
    unit.of === 'nic'
      ? { parts: unit.nic.fields, nic: { network: unit.nic.network, change: unit.nic.change } }
      : { parts: [unit.change], nic: undefined };
  return {
    // A NIC that neither text names is missing from the list.
    field: field === undefined || !resource ? (vm?.interfacesField ?? '') : fieldInDocument(resource, field),
    on: 'key',
    message: [opening(impact, label, judged, told?.word), told?.text ?? sentences(judged), ...closing(judged)].join(
      ' ',
    ),
    severity: severityOf(judged),
    data,
  };
}

export function severityOf(judged: Judged): Severity {
  if (judged.dependsOn.includes('template')) return 'information';
  const kinds = kindsOf(judged);
  if (kinds.length === 1 && kinds[0] === 'rejected' && judged.dependsOn.length === 0) return 'error';
  return kinds.every((kind) => costly.has(kind)) ? 'warning' : 'information';
}

/** The parts of an edit of which some kinds may become, the strongest first. */
export function unitsOfKinds({ impact }: JudgedEdit, kinds: readonly ImpactKind[]): readonly ImpactUnit[] {
  return unitsOf(impact).filter(({ judged }) => kinds.includes(judged.outcome.kind));
}

function opening({ running }: VmImpact, label: string, { outcome }: Judged, word = kindWord(outcome.kind)): string {
  return running === 'assumed' && outcome.kind !== 'rejected'
    ? l10n.t('Against {0}, if the VM is running: {1}.', label, word)
    : l10n.t('Against {0}: {1}.', label, word);
}

function sentences({ outcome }: Judged): string {
  const { reason, condition } = outcome;
  return condition ? `${reason} ${l10n.t('KubeVirt sets {0}.', conditionLine(condition))}` : reason;
}

function closing({ alternatives, dependsOn }: Judged): readonly string[] {
  return [
    ...(alternatives.length > 1 ? [l10n.t('Possible: {0}.', alternatives.map(alternativeWord).join('; '))] : []),
    ...(dependsOn.length > 0 ? [dependenceLine(dependsOn)] : []),
  ];
}
