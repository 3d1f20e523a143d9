/**
 * An impact as findings: which node each is told at, how loud it may be, and the sentence. The severities are those that
 * every rule promises: an Error is certain to be refused; a Warning costs something in every case that is possible; all else
 * is Information. Decides nothing about what happens; that is the impact's (`core/kubevirt/impact`).
 */
import * as l10n from '@vscode/l10n';
import type { ImpactKind, NicImpact, VmImpact } from '../../kubevirt/impact/impact.ts';
import {
  conditionLine,
  factWord,
  kindsOf,
  kindWord,
  unitsOf,
  type ImpactUnit,
  type Judged,
} from '../../kubevirt/impact/impact-words.ts';
import type { Severity } from '../../settings.ts';
import type { Report } from '../rule.ts';

/** What the fixes of a finding need. */
export interface ImpactData {
  /** Fields of everything that the finding speaks of, in the new text and in the old. */
  readonly parts: readonly { readonly field: string; readonly oldField: string | undefined }[];
  /** The NIC that came or went as a whole. */
  readonly nic: { readonly network: string; readonly change: NicImpact['change'] } | undefined;
}

/** Kinds that cost something, or do not come true. */
const costly: ReadonlySet<ImpactKind> = new Set(['silent', 'pending-migration', 'migration', 'restart', 'rejected']);

/** The findings about changes of some kinds; `label` names what the text is compared with. */
export function impactReports(
  impact: VmImpact,
  label: string,
  wants: (unit: ImpactUnit) => boolean,
): readonly Report[] {
  return unitsOf(impact).flatMap((unit) => {
    const { field, judged } = unit;
    if (field === undefined || !wants(unit)) return [];
    const data: ImpactData =
      unit.of === 'nic'
        ? { parts: unit.nic.fields, nic: { network: unit.nic.network, change: unit.nic.change } }
        : { parts: [unit.change], nic: undefined };
    return [{ field, on: 'key', message: messageOf(impact, label, judged), severity: severityOf(judged), data }];
  });
}

export function severityOf(judged: Judged): Severity {
  if (judged.dependsOn.includes('template')) return 'information';
  const kinds = kindsOf(judged);
  if (kinds.length === 1 && kinds[0] === 'rejected' && judged.dependsOn.length === 0) return 'error';
  return kinds.every((kind) => costly.has(kind)) ? 'warning' : 'information';
}

function messageOf({ running }: VmImpact, label: string, judged: Judged): string {
  const { outcome, alternatives, dependsOn } = judged;
  const word = kindWord(outcome.kind);
  const isIf = running === 'assumed' && outcome.kind !== 'rejected';
  const parts = [
    isIf ? l10n.t('Against {0}, if the VM is running: {1}.', label, word) : l10n.t('Against {0}: {1}.', label, word),
    outcome.reason,
    ...(outcome.condition ? [l10n.t('KubeVirt sets {0}.', conditionLine(outcome.condition))] : []),
    ...(alternatives.length > 1 ? [l10n.t('Possible: {0}.', alternatives.map(alternativeWord).join('; '))] : []),
    ...(dependsOn.length > 0
      ? [l10n.t('That depends on {0}, not seen here.', dependsOn.map(factWord).join(', '))]
      : []),
  ];
  return parts.join(' ');
}

/** `restart if the VMI cannot be live-migrated`. */
function alternativeWord({ kind, when }: Judged['alternatives'][number]): string {
  return `${kindWord(kind)} ${when}`;
}
