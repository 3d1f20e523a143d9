/**
 * `autoattachPodInterface` beside lists of interfaces and networks: KubeVirt looks at it only where both are empty.
 * `false` beside secondary networks alone is left in peace: it says what is meant. Truth: `kubevirt/kubevirt ·
 * pkg/network/vmispec/defaults.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import { addPodNicFix } from '../network/implicit-nic.ts';
import { isPrimaryTaken } from '../network/nics.ts';
import type { Rule } from '../rule.ts';
import { certainNics, wholeVm } from './certain-nics.ts';

interface Data {
  readonly hasPrimary: boolean;
}

const rule: Rule = {
  id: 'autoattach-without-effect',
  since: '0.3.0',
  severity: 'warning',
  summary: 'autoattachPodInterface beside a list of networks, where it does nothing.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const vm = wholeVm(subject);
    const wanted = vm?.spec.autoattachPodInterface;
    if (!vm?.listsKnown || wanted === undefined || certainNics(subject).length === 0) return;
    const hasPrimary = isPrimaryTaken(subject);
    if (!wanted && !hasPrimary) return;
    const field = joinField(vm.specField, 'domain.devices.autoattachPodInterface');
    const data: Data = { hasPrimary };
    if (wanted && !hasPrimary)
      report({
        field,
        on: 'key',
        data,
        message: l10n.t(
          'autoattachPodInterface adds no NIC to a VM that lists networks, so this one has none on the Pod network. Add one to both lists.',
        ),
      });
    else
      report({
        field,
        on: 'key',
        data,
        severity: 'hint',
        message: l10n.t('autoattachPodInterface does nothing for a VM that lists its networks.'),
        tags: ['unnecessary'],
      });
  },

  fixes({ field, data }, subject) {
    const { hasPrimary } = data as Data;
    const removal = { do: 'remove', field } as const;
    return [
      ...(hasPrimary ? [] : addPodNicFix(subject, [removal])),
      ...subject.plan(l10n.t('Remove autoattachPodInterface'), hasPrimary ? 'safe' : 'unsafe', [removal]),
    ];
  },
};

export default rule;
