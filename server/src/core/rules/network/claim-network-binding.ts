/**
 * A network of a resource claim under an interface that does not take devices. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/dra.go`, v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { bindingsIn, bindingSteps } from './bindings.ts';
import { interfacesOf } from './nics.ts';

export default causeRule({
  id: 'claim-network-binding',
  since: '0.2.0',
  summary: 'A network of a resource claim whose interface is neither SR-IOV nor a plugin.',
  advice: ({ data }) => {
    const { name } = data as { name: string };
    return l10n.t(
      'The claim of {0} hands out a device, which sriov or a network binding plugin passes to the VM.',
      name,
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { interface: index } = cause.data as { interface: number };
    const [from] = bindingsIn(interfacesOf(subject)[index] ?? {});
    return subject.plan(
      from === undefined ? l10n.t('Add the binding {0}', 'sriov') : l10n.t('Use {0} instead of {1}', 'sriov', from),
      'unsafe',
      bindingSteps(subject, index, 'sriov'),
    );
  },
});
