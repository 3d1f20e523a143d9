/**
 * What kinds of impact, unseen facts and conditions are called, and the parts in which an impact is told: shared by
 * findings, the editor's views and the command line, so that they cannot disagree. Decides nothing about what happens.
 */
import * as l10n from '@vscode/l10n';
import {
  impactKinds,
  type Alternative,
  type FieldImpact,
  type ImpactCondition,
  type ImpactKind,
  type NicImpact,
  type Outcome,
  type UnknownFact,
  type VmImpact,
} from './impact.ts';

/** Something that was changed, and what becomes of it. */
export interface Judged {
  readonly outcome: Outcome;
  readonly alternatives: readonly Alternative[];
  readonly dependsOn: readonly UnknownFact[];
}

export function kindWord(kind: ImpactKind): string {
  switch (kind) {
    case 'none':
      return l10n.t('no effect');
    case 'silent':
      return l10n.t('ignored');
    case 'next-migration':
      return l10n.t('next migration');
    case 'live':
      return l10n.t('live');
    case 'pending-migration':
      return l10n.t('pending migration');
    case 'migration':
      return l10n.t('migration');
    case 'restart':
      return l10n.t('restart');
    case 'rejected':
      return l10n.t('rejected');
  }
}

/** What the answer depends on, as a thing: `whether the VMI can be live-migrated`. */
export function factWord(fact: UnknownFact): string {
  switch (fact) {
    case 'migratable':
      return l10n.t('whether the VMI can be live-migrated');
    case 'configuration':
      return l10n.t('the configuration of KubeVirt: feature gates, roll-out strategy');
    case 'update-methods':
      return l10n.t('the workload update methods of KubeVirt');
    case 'release':
      return l10n.t('the release of KubeVirt');
    case 'status':
      return l10n.t('the status of the running VMI');
    case 'start-revision':
      return l10n.t('the spec that the VM was started with');
    case 'instancetype':
      return l10n.t('the instancetype');
    case 'preference':
      return l10n.t('the preference');
    case 'namespace':
      return l10n.t('the namespace that the VM lands in');
    case 'template':
      return l10n.t('what a template or another tool writes');
  }
}

/** `RestartRequired=True on the VirtualMachine: a non-live-updatable field was changed in the template spec`. */
export function conditionLine({ object, type, status, reason, message }: ImpactCondition): string {
  const stated = `${type}=${status}`;
  const set = reason === '' ? stated : `${stated} (${reason})`;
  return message === '' ? l10n.t('{0} on the {1}', set, object) : l10n.t('{0} on the {1}: {2}', set, object, message);
}

/** `restart if the VMI cannot be live-migrated`. */
export function alternativeWord({ kind, when }: Alternative): string {
  return `${kindWord(kind)} ${when}`;
}

export function dependenceLine(facts: readonly UnknownFact[]): string {
  return l10n.t('That depends on {0}, not seen here.', facts.map(factWord).join(', '));
}

/** All kinds that are possible, the strongest first. */
export function kindsOf({ outcome, alternatives }: Judged): readonly ImpactKind[] {
  const possible = new Set([outcome.kind, ...alternatives.map(({ kind }) => kind)]);
  return impactKinds.filter((kind) => possible.has(kind)).reverse();
}

/**
 * The parts of an edit that are counted and told one by one: a NIC that came or went is one, whatever of it stands in
 * which list; of a NIC that stayed each changed field is one, and so is each changed field of the rest.
 */
export type ImpactUnit =
  | { readonly of: 'nic'; readonly nic: NicImpact; readonly judged: Judged; readonly field: string | undefined }
  | { readonly of: 'field'; readonly change: FieldImpact; readonly judged: Judged; readonly field: string };

export function unitsOf({ changes, nics }: VmImpact): readonly ImpactUnit[] {
  const whole = nics.filter(({ change }) => change === 'added' || change === 'removed');
  const names = new Set(whole.map(({ network }) => network));
  return [
    ...changes
      .filter(({ network }) => network === undefined || !names.has(network))
      .map((change): ImpactUnit => ({ of: 'field', change, judged: change, field: change.field })),
    ...whole.map((nic): ImpactUnit => ({ of: 'nic', nic, judged: nic, field: nicField(nic) })),
  ];
}

/** Where a NIC that came or went is told: in the list of interfaces where that has part in it. */
function nicField({ fields }: NicImpact): string | undefined {
  return (fields.find(({ field }) => /\.interfaces(?:\[\d+\])?$/.test(field)) ?? fields[0])?.field;
}

/** `NIC blue added`, `NIC blue: FIELD changed`; `shown` gives names and fields their form. */
export function whatChanged(unit: ImpactUnit, shown: (text: string) => string): string {
  if (unit.of === 'nic') {
    const network = shown(unit.nic.network);
    return unit.nic.change === 'added' ? l10n.t('NIC {0} added', network) : l10n.t('NIC {0} removed', network);
  }
  const { change, field, oldField, network } = unit.change;
  const place = shown(change === 'removed' ? (oldField ?? field) : field);
  const told =
    change === 'added'
      ? l10n.t('{0} added', place)
      : change === 'removed'
        ? l10n.t('{0} removed', place)
        : l10n.t('{0} changed', place);
  return network === undefined ? told : l10n.t('NIC {0}: {1}', shown(network), told);
}
