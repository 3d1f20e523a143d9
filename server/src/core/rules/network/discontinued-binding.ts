/**
 * slirp, macvtap or passt: bindings that KubeVirt no longer creates. A replica set or pool is taken, and its VMIs are then
 * refused. Truth: `kubevirt/kubevirt · pkg/network/admitter`, `pkg/virt-config/featuregate`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isMemberKnown } from '../../resources/vm.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule, laterReport } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import type { BindingKey } from './bindings.ts';
import { conversionFixes } from './conversions.ts';
import { interfaceFieldOf, interfacesOf } from './nics.ts';

export default causeRule({
  id: 'discontinued-binding',
  since: '0.2.0',
  judgesFormer: true,
  summary: 'A binding that KubeVirt has given up: slirp, macvtap or passt.',
  tags: ['deprecated'],
  advice: ({ data }, subject) => adviceFor(subject, (data as { binding: BindingKey }).binding),
  later(subject, report) {
    const { cluster, isPatch, resource } = subject;
    if (isPatch || (resource?.role !== 'replica-set' && resource?.role !== 'pool')) return;
    const { vm } = subject;
    if (!vm || vm.partial) return;
    interfacesOf(subject).forEach((own, index) => {
      for (const binding of cluster.release.admission.discontinuedBindings) {
        if (own[binding] === undefined || !isMemberKnown(vm, 'interfaces', index)) continue;
        report(
          laterReport({
            field: joinField(interfaceFieldOf(subject, index), binding),
            on: 'key',
            severity: 'warning',
            tags: ['deprecated'],
            problem: l10n.t('{0} is discontinued since v1.3', binding),
            advice: l10n.t(
              'The {0} is taken, but each VMI that it makes is refused. {1}',
              resource.kind,
              adviceFor(subject, binding),
            ),
            data: { interface: index, binding },
          }),
        );
      }
    });
  },
  fixes({ cause, data }, subject) {
    const { interface: index, binding } = (cause?.data ?? data) as { interface: number; binding: BindingKey };
    return conversionFixes(subject, index, binding);
  },
});

function adviceFor({ cluster }: Subject, binding: BindingKey): string {
  switch (binding) {
    case 'macvtap':
      return l10n.t(
        'Use the network binding plugin macvtap (binding: {name: macvtap}), which the cluster has to register.',
      );
    case 'passt':
      return cluster.release.fields.passtBinding
        ? l10n.t(
            'Its successor is passtBinding, on the Pod network, behind the feature gate PasstBinding; or use masquerade.',
          )
        : l10n.t('Use masquerade, or the network binding plugin passt, which the cluster has to register.');
    default:
      return l10n.t('Use masquerade on the Pod network, bridge on a Multus network.');
  }
}
