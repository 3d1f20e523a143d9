/**
 * A NAD that nothing among the known files attaches to: no machine, no Pod, no workload and no binding plugin. Told only
 * where some of the files attach to NADs, since a folder of NADs alone is for users elsewhere; and never of a network that
 * its namespace takes as primary, which nobody names. Truth: `k8snetworkplumbingwg/multus-cni · pkg/k8sclient`;
 * `ovn-kubernetes/ovn-kubernetes · docs/features/user-defined-networks`.
 */
import * as l10n from '@vscode/l10n';
import { mainPlugin, textOf } from '../../cni/cni-config.ts';
import { vmNamespace } from '../../workspace/launcher.ts';
import { joinField } from '../../yaml/locate.ts';
import type { Rule, Subject } from '../rule.ts';

const rule: Rule = {
  id: 'unused-nad',
  since: '0.3.0',
  severity: 'hint',
  summary: 'A NAD that nothing among the known files attaches to.',
  fixable: false,
  roles: ['nad'],

  check(subject, report) {
    const { resource, cluster, isPatch } = subject;
    if (isPatch || resource?.name.state !== 'stated' || resource.wrapped || !subject.hasNadUses()) return;
    const { namespace } = vmNamespace(resource, cluster);
    const name = resource.name.value;
    if (subject.networksUsing(namespace, name).length + subject.registrationsUsing(namespace, name).length > 0) return;
    if (isPrimary(subject, namespace, name)) return;
    report({
      field: joinField(resource.field, 'metadata.name'),
      on: 'value',
      message: l10n.t('Nothing among the known files attaches to {0}.', `${namespace ?? '<namespace>'}/${name}`),
    });
  },
};

/** A network in place of the Pod network of all Pods of its namespace. */
function isPrimary(subject: Subject, namespace: string | undefined, name: string): boolean {
  const own = namespace === undefined ? undefined : subject.findNad(namespace, name);
  const plugin = own?.config && mainPlugin(own.config);
  return own?.configState === 'unknown' || (plugin !== undefined && textOf(plugin.value, 'role') === 'primary');
}

export default rule;
