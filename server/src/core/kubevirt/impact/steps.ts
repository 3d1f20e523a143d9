/**
 * What happens after an edit, in order, for those who want to follow it: admission, the patch to the VMI, the Pod's NICs, the grace period,
 * conditions, who migrates, and what is cleaned up. It tells the strongest course that is possible. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/{vm,vmi,workload-updater}`, `pkg/network/controllers`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { memberAt } from '../admission/admitted-object.ts';
import { readNics } from '../live/nics.ts';
import { isSameValue } from '../same-value.ts';
import type { FieldImpact, ImpactCondition, ImpactKind, ImpactStep, NicImpact } from './impact.ts';
import { type Delivery, deliveriesIn } from './delivery.ts';
import { migrationRequired } from './outcomes.ts';
import { type VmEdit, templateOf } from './vm-edit.ts';
import { isMigratabilityOpen, knownWorld } from './world.ts';

interface Course {
  readonly changes: readonly FieldImpact[];
  readonly nics: readonly NicImpact[];
}

export function stepsOf(edit: VmEdit, { changes, nics }: Course): readonly ImpactStep[] {
  const refused = ofKinds(changes, ['rejected']);
  if (refused.length > 0)
    return refused.map((change) =>
      step('admission', l10n.t('The API server refuses the edit: {0}', change.outcome.reason), networksOf([change])),
    );
  const interfaces = readNics(templateOf(edit.after), edit.release).interfaces;
  const absent = new Set(interfaces.filter(({ state }) => state === 'absent').map(({ name }) => name));
  const migrating = ofKinds(changes, ['pending-migration', 'migration']);
  return [
    ...patchStep(changes),
    ...nicSteps(nics, absent),
    ...conditionSteps(changes),
    ...(migrating.length === 0 ? [] : migrationSteps(edit, networksOf(migrating))),
    ...restartStep(edit, changes),
    ...cleanupStep(
      nics.filter(
        ({ network, change, outcome }) => absent.has(network) && change !== 'unchanged' && outcome.kind !== 'silent',
      ),
    ),
  ];
}

/** What reaches the running VMI in any way. */
const patchedKinds: readonly ImpactKind[] = ['live', 'next-migration', 'pending-migration', 'migration'];

function patchStep(changes: readonly FieldImpact[]): readonly ImpactStep[] {
  const patched = ofKinds(changes, patchedKinds);
  return patched.length === 0
    ? []
    : [step('patch', l10n.t('KubeVirt copies to the running VMI what it can apply to it.'), networksOf(patched))];
}

function nicSteps(nics: readonly NicImpact[], absent: ReadonlySet<string>): readonly ImpactStep[] {
  const names = (some: readonly NicImpact[]): readonly string[] => some.map(({ network }) => network);
  const detached = names(ofKinds(nics, patchedKinds).filter(({ network }) => absent.has(network)));
  const pending = ofKinds(nics, ['pending-migration']);
  const attached = names(pending.filter(({ network }) => !absent.has(network)));
  return [
    ...(detached.length === 0
      ? []
      : [step('detach', l10n.t('Detached from the guest: {0}.', detached.join(', ')), detached)]),
    ...(attached.length === 0
      ? []
      : [
          step(
            'attach',
            l10n.t(
              'The annotation of the launcher Pod asks for {0}; a dynamic networks controller attaches that within seconds.',
              attached.join(', '),
            ),
            attached,
          ),
        ]),
    ...(pending.length === 0
      ? []
      : [step('grace', l10n.t('KubeVirt gives the Pod 15 seconds, and looks again within 25.'), names(pending))]),
  ];
}

function conditionSteps(changes: readonly FieldImpact[]): readonly ImpactStep[] {
  const conditions: ImpactCondition[] = [];
  const add = (condition: ImpactCondition): void => {
    if (!conditions.some((known) => isSameValue(known, condition))) conditions.push(condition);
  };
  for (const { outcome } of changes) if (outcome.condition) add(outcome.condition);
  // What stays pending for too long becomes due.
  if (ofKinds(changes, ['pending-migration']).length > 0) add(migrationRequired);
  return conditions.map((condition) => ({
    ...step(
      'condition',
      l10n.t('{0} gets the condition {1} {2}.', condition.object, condition.type, condition.status),
      networksOf(changes.filter(({ outcome }) => outcome.condition?.type === condition.type)),
    ),
    condition,
  }));
}

function migrationSteps(edit: VmEdit, networks: readonly string[]): readonly ImpactStep[] {
  const known = knownWorld(edit);
  const isOpen = isMigratabilityOpen(edit);
  const deliveries = deliveriesIn(isOpen ? [known, { ...known, isMigratable: false }] : [known], edit);
  const texts: readonly (readonly [Delivery, () => readonly ImpactStep[]])[] = [
    ['migrated', () => [step('migration', l10n.t('KubeVirt live-migrates the VM to a new Pod.'), networks)]],
    ['evicted', () => [step('eviction', l10n.t('KubeVirt evicts the launcher Pod: the VM is shut down.'), networks)]],
    [
      'by-hand',
      () => [
        step('manual', l10n.t('Someone has to migrate the VM: {0}.', `virtctl migrate ${nameOf(edit)}`), networks),
      ],
    ],
    ['stuck', () => restartAt(edit, networks)],
  ];
  return texts.flatMap(([delivery, make]) => (deliveries.has(delivery) ? make() : []));
}

function restartStep(edit: VmEdit, changes: readonly FieldImpact[]): readonly ImpactStep[] {
  const restarts = ofKinds(changes, ['restart']);
  return restarts.length === 0 ? [] : restartAt(edit, networksOf(restarts));
}

const restartAt = (edit: VmEdit, networks: readonly string[]): readonly ImpactStep[] => [
  step('restart', l10n.t('The rest comes with a restart: {0}.', `virtctl restart ${nameOf(edit)}`), networks),
];

function cleanupStep(gone: readonly NicImpact[]): readonly ImpactStep[] {
  if (gone.length === 0) return [];
  const names = gone.map(({ network }) => network);
  return [step('cleanup', l10n.t('KubeVirt deletes absent NICs from the template: {0}.', names.join(', ')), names)];
}

function step(kind: ImpactStep['kind'], text: string, networks: readonly string[]): ImpactStep {
  return { kind, text, networks };
}

function ofKinds<T extends FieldImpact | NicImpact>(impacts: readonly T[], kinds: readonly ImpactKind[]): readonly T[] {
  return impacts.filter(({ outcome }) => kinds.includes(outcome.kind));
}

function networksOf(changes: readonly FieldImpact[]): readonly string[] {
  return [...new Set(changes.flatMap(({ network }) => network ?? []))];
}

function nameOf({ after }: VmEdit): string {
  const name = memberAt(after, 'metadata.name');
  return typeof name === 'string' ? name : '';
}
