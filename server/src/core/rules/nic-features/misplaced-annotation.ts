/**
 * An annotation of the VMI on the object that makes it, where nobody reads it: KubeVirt gives a VMI the metadata of its
 * template, and nothing of the VM's own. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/vm`,
 * `pkg/virt-controller/watch/{replicaset,pool}`, v1.6–v1.9; the keys, in the packages that read them.
 */
import * as l10n from '@vscode/l10n';
import { SIDECAR_INJECT_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { ALLOW_BRIDGE_MIGRATION_ANNOTATION } from '../../kubevirt/migratability.ts';
import { joinField, nodeAt } from '../../yaml/locate.ts';
import { isAbsenceCertain, isCertain } from '../../yaml/templating.ts';
import type { Rule } from '../rule.ts';
import { wholeVm } from './certain-nics.ts';

/** Read on the VMI, or on its launcher Pod, which gets them from the VMI. */
const keys: readonly string[] = [
  ALLOW_BRIDGE_MIGRATION_ANNOTATION,
  SIDECAR_INJECT_ANNOTATION,
  'hooks.kubevirt.io/hookSidecars',
  'kubevirt.io/placePCIDevicesOnRootComplex',
  'kubevirt.io/ignitiondata',
  'descheduler.alpha.kubernetes.io/evict',
];

const rule: Rule = {
  id: 'misplaced-annotation',
  since: '0.3.0',
  severity: 'warning',
  summary: 'An annotation that has to stand in the template, and stands on the object that holds it.',
  fixable: true,
  roles: ['virtual-machine', 'replica-set', 'pool'],

  check(subject, report) {
    const { resource, document } = subject;
    const vm = wholeVm(subject);
    const { root } = document;
    if (!vm || !resource || !root) return;
    const right = joinField(vm.metadataField, 'annotations');
    const others = [resource.field, ...(resource.role === 'pool' ? [joinField(resource.field, machineOfPool)] : [])];
    for (const other of others) {
      const wrong = joinField(other, 'metadata.annotations');
      if (!nodeAt(root, wrong)) continue;
      for (const key of keys) {
        const field = joinField(wrong, key);
        if (!isCertain(document, field)) continue;
        if (!isAbsenceCertain(document, joinField(right, key))) continue;
        report({
          field,
          on: 'key',
          message: l10n.t(
            'Nobody reads {0} here: KubeVirt gives a VMI the annotations of {1} only. Move it there.',
            key,
            vm.metadataField,
          ),
        });
      }
    }
  },

  fixes({ field }, { vm, plan }) {
    if (!vm) return [];
    return plan(l10n.t('Move it to {0}', vm.metadataField), 'unsafe', [
      { do: 'move', field, to: joinField(vm.metadataField, 'annotations') },
    ]);
  },
};

const machineOfPool = 'spec.virtualMachineTemplate';

export default rule;
