/**
 * A network that no interface has the name of. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { bindingsFor } from './bindings.ts';
import {
  addInterfaceStep,
  indicesNamed,
  interfacesOf,
  lonelyInterfaces,
  lonelyNetworks,
  meantPartner,
  networkFieldOf,
  networksOf,
  removalSteps,
} from './nics.ts';

export default causeRule({
  id: 'network-without-interface',
  since: '0.2.0',
  judgesFormer: true,
  summary: 'A network that no interface is connected to.',
  advice: ({ data }, subject) => {
    const { network, name } = data as { network: number; name: string };
    const meant = meantInterface(subject, network);
    if (name === '') return l10n.t('Give the network the name of its interface.');
    if (meant !== undefined)
      return l10n.t(
        'No interface is called {0}; the interface {1} has no network. Both have to have one name.',
        name,
        meant,
      );
    return l10n.t(
      'Every network needs an interface of its name under domain.devices.interfaces. Add one called {0}.',
      name,
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { network, name } = cause.data as { network: number; name: string };
    const meant = meantInterface(subject, network);
    return [
      ...(meant === undefined
        ? []
        : subject.plan(l10n.t('Rename the network to {0}', meant), 'unsafe', [
            { do: 'set', field: joinField(networkFieldOf(subject, network), 'name'), value: meant },
          ])),
      ...(name === '' ? [] : bindingsFor(subject, networksOf(subject)[network]))
        .slice(0, meant === undefined ? 2 : 1)
        .flatMap((binding) =>
          subject.plan(l10n.t('Add the interface {0} with {1}', name, binding), 'unsafe', [
            addInterfaceStep(subject, name, binding),
          ]),
        ),
      ...subject.plan(
        name === '' ? l10n.t('Remove this network') : l10n.t('Remove the network {0}', name),
        'unsafe',
        removalSteps(subject, indicesNamed(networksOf(subject), name), []),
      ),
    ];
  },
});

/** The interface without network that was meant; it may have been given the NAD's name. */
function meantInterface(subject: Subject, index: number): string | undefined {
  const network = networksOf(subject)[index];
  if (!network || indicesNamed(networksOf(subject), network.name).length > 1) return undefined;
  const lonely = lonelyInterfaces(subject).filter((name) => indicesNamed(interfacesOf(subject), name).length === 1);
  const nad = network.multus?.networkName.split('/').at(-1);
  return nad !== undefined && lonely.includes(nad) ? nad : meantPartner(network.name, lonely, lonelyNetworks(subject));
}
