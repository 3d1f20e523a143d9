/**
 * Two interfaces of one name, and so on one network. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { bestBinding, bindingsIn, bindingSteps, suits } from './bindings.ts';
import {
  freshName,
  indicesNamed,
  interfaceFieldOf,
  interfacesOf,
  nadNameFor,
  networkFieldOf,
  networkNamed,
  networksOf,
  removalSteps,
} from './nics.ts';
import { networkOf } from './sources.ts';

export default causeRule({
  id: 'duplicate-interface-name',
  since: '0.2.0',
  judgesFormer: true,
  summary: 'Two interfaces on the same network.',
  advice: ({ data }) => {
    const { name } = data as { name: string };
    return l10n.t(
      'A second NIC needs an entry of its own under networks, which may name the same NAD as {0}. Rename this one and add its network.',
      name,
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { interface: index, name } = cause.data as { interface: number; name: string };
    const fresh = freshName(subject, name);
    const networks = indicesNamed(networksOf(subject), name);
    const partner = networks[indicesNamed(interfacesOf(subject), name).indexOf(index)];
    const rename: EditStep = { do: 'set', field: joinField(interfaceFieldOf(subject, index), 'name'), value: fresh };
    const renamed =
      partner === undefined
        ? subject.plan(l10n.t('Rename it to {0} and add its network', fresh), 'unsafe', [
            rename,
            ...ownNetworkSteps(subject, index, name, fresh),
          ])
        : subject.plan(l10n.t('Rename it and its network to {0}', fresh), 'unsafe', [
            rename,
            { do: 'set', field: joinField(networkFieldOf(subject, partner), 'name'), value: fresh },
          ]);
    return [...renamed, ...subject.plan(l10n.t('Remove this interface'), 'unsafe', removalSteps(subject, [], [index]))];
  },
});

/** A network of the fresh name: to the same NAD where there is one, for there is but one Pod network and one claim. */
function ownNetworkSteps(subject: Subject, index: number, name: string, fresh: string): readonly EditStep[] {
  const network = networkNamed(subject, name);
  const networkName = network?.multus?.networkName || nadNameFor(fresh);
  const multus = networkOf(fresh, 'multus');
  const present = bindingsIn(interfacesOf(subject)[index] ?? { name });
  return [
    { do: 'insert-item', field: subject.vm?.networksField ?? '', value: { name: fresh, multus: { networkName } } },
    ...(present.every((binding) => suits(binding, multus))
      ? []
      : bindingSteps(subject, index, bestBinding(subject, multus))),
  ];
}
