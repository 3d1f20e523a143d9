/**
 * A NIC on the Pod network that keeps its VM from being live-migrated: bridge without the annotation that permits it, or
 * a plugin that is not registered as migratable. KubeVirt starts the VM all the same, so this is worth knowing; where the
 * VM asks to be migrated it is a fault: its node cannot be drained. Truth: `kubevirt/kubevirt ·
 * pkg/network/vmispec/interface.go`, `pkg/virt-handler/vm.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { ALLOW_BRIDGE_MIGRATION_ANNOTATION } from '../../kubevirt/migratability.ts';
import type { Severity } from '../../settings.ts';
import { networkMigration } from '../../workspace/network-migration.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import { bindingSteps } from '../network/bindings.ts';
import { configurationFix } from '../network/configuration-fix.ts';
import { evictionStrategyOf } from '../network/eviction.ts';
import { addPodNicFix, noPodNicFix } from '../network/implicit-nic.ts';
import type { Rule, Subject } from '../rule.ts';
import { podNic, type PodNic } from './certain-nics.ts';

interface Data {
  /** Index of the interface; undefined for the one that KubeVirt adds. */
  readonly index: number | undefined;
  readonly plugin: string | undefined;
}

const rule: Rule = {
  id: 'network-blocks-migration',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A NIC on the Pod network that keeps the VM from being live-migrated.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const nic = podNic(subject);
    if (!nic) return;
    const blocker = blockerOf(nic, subject);
    const strategy = evictionStrategyOf(subject);
    if (blocker === undefined || strategy === 'unknown') return;
    const isAsked = strategy === 'LiveMigrate';
    // Of a NIC that nobody wrote and that may be another one there is something to say only where it matters.
    if (nic.isAssumed && !isAsked) return;
    const severity: Severity = isAsked && !nic.isAssumed ? 'warning' : 'information';
    const data: Data = { index: nic.written?.index, plugin: nic.own.binding?.name };
    report({
      field: nic.own.binding ? joinField(nic.mark, 'name') : nic.mark,
      on: nic.own.binding ? 'value' : 'key',
      severity,
      message: [blocker, '–', ...advice(nic, isAsked)].join(' '),
      data,
    });
  },

  fixes({ data }, subject) {
    const { index, plugin } = data as Data;
    if (index === undefined) return [...addPodNicFix(subject), ...noPodNicFix(subject, l10n.t('Have no interface'))];
    if (plugin !== undefined)
      return configurationFix(subject, l10n.t('Register {0} as migratable', plugin), (configuration) => [
        {
          do: 'insert-entry',
          field: joinField(joinField(configuration, 'network.binding'), plugin),
          key: 'migration',
          value: {},
        },
      ]);
    const annotations = joinField(subject.vm?.metadataField ?? '', 'annotations');
    return [
      ...subject.plan(
        l10n.t('Use {0} instead of {1}', 'masquerade', 'bridge'),
        'unsafe',
        bindingSteps(subject, index, 'masquerade'),
      ),
      ...subject.plan(l10n.t('Permit the migration: add {0}', ALLOW_BRIDGE_MIGRATION_ANNOTATION), 'unsafe', [
        { do: 'insert-entry', field: annotations, key: ALLOW_BRIDGE_MIGRATION_ANNOTATION, value: '' },
      ]),
    ];
  },
};

/** KubeVirt's words; only of what it starts, and knows. */
function blockerOf({ own }: PodNic, subject: Subject): string | undefined {
  const { permitBridgeInterfaceOnPodNetwork, bindings } = subject.cluster.configuration;
  if (own.bridge ? !permitBridgeInterfaceOnPodNetwork : !bindings.has(own.binding?.name ?? '')) return undefined;
  const launcher = subject.launcher();
  const verdict = launcher && networkMigration(launcher);
  return verdict?.state === 'blocked' ? verdict.blocker : undefined;
}

function advice({ own, written }: PodNic, isAsked: boolean): readonly string[] {
  const consequence = isAsked
    ? l10n.t('The VM is to be migrated when its node is drained (evictionStrategy LiveMigrate), so the drain waits.')
    : l10n.t('The VM cannot be live-migrated.');
  if (own.binding)
    return [
      consequence,
      l10n.t('Register {0} with migration: {} if it can be migrated, or use masquerade.', own.binding.name),
    ];
  return [
    ...(written ? [] : [l10n.t('It has no networks, so KubeVirt adds a NIC with bridge on the Pod network.')]),
    consequence,
    l10n.t(
      'Use masquerade, or, where the guest may get another address, put the annotation {0} into the metadata that the VMI gets.',
      ALLOW_BRIDGE_MIGRATION_ANNOTATION,
    ),
  ];
}

export default rule;
