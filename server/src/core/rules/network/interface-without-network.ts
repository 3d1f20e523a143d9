/**
 * An interface that no network has the name of. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { bindingsIn, suits } from './bindings.ts';
import {
  addNetworkStep,
  indicesNamed,
  interfaceFieldOf,
  interfacesOf,
  isPrimaryTaken,
  lonelyInterfaces,
  lonelyNetworks,
  meantPartner,
  networksOf,
  removalSteps,
} from './nics.ts';
import { fittingSteps, networkOf } from './sources.ts';

export default causeRule({
  id: 'interface-without-network',
  since: '0.2.0',
  judgesFormer: true,
  summary: 'An interface that is connected to no network.',
  advice: ({ data }, subject) => {
    const { interface: index, name } = data as { interface: number; name: string };
    const meant = meantNetwork(subject, index);
    if (name === '') return l10n.t('Give the interface the name of its entry under networks.');
    if (meant !== undefined)
      return l10n.t(
        'No network is called {0}; the network {1} has no interface. Both have to have one name.',
        name,
        meant,
      );
    if (networksOf(subject).some(({ multus }) => multus !== undefined && baseName(multus.networkName) === name))
      return l10n.t('{0} is the name of a NAD; an interface is called as its entry under networks.', name);
    return l10n.t('Every interface needs a network of its name under networks. Add one called {0}.', name);
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { interface: index, name } = cause.data as { interface: number; name: string };
    const own = interfacesOf(subject)[index];
    if (!own) return [];
    const meant = meantNetwork(subject, index);
    const multus = networkOf(name, 'multus');
    const wantsPod = bindingsIn(own).some((binding) => !suits(binding, multus));
    const pod =
      name === '' || isPrimaryTaken(subject)
        ? []
        : subject.plan(l10n.t('Add the network {0} on the Pod network', name), 'unsafe', [
            addNetworkStep(subject, name, 'pod'),
            ...fittingSteps(subject, networkOf(name, 'pod')),
          ]);
    const secondary =
      name === ''
        ? []
        : subject.plan(l10n.t('Add the network {0} by Multus', name), 'unsafe', [
            addNetworkStep(subject, name, 'multus'),
            ...fittingSteps(subject, multus),
          ]);
    return [
      ...(meant === undefined
        ? []
        : subject.plan(l10n.t('Rename the interface to {0}', meant), 'unsafe', [
            { do: 'set', field: joinField(interfaceFieldOf(subject, index), 'name'), value: meant },
          ])),
      ...(wantsPod ? [...pod, ...secondary] : [...secondary, ...pod]),
      ...subject.plan(
        name === '' ? l10n.t('Remove this interface') : l10n.t('Remove the interface {0}', name),
        'unsafe',
        removalSteps(subject, [], [index]),
      ),
    ];
  },
});

/** The network without interface that was meant; the interface may have been given its NAD's name. */
function meantNetwork(subject: Subject, index: number): string | undefined {
  const own = interfacesOf(subject)[index];
  if (!own || indicesNamed(interfacesOf(subject), own.name).length > 1) return undefined;
  const lonely = lonelyNetworks(subject).filter((name) => indicesNamed(networksOf(subject), name).length === 1);
  const byNad = networksOf(subject).find(
    ({ name, multus }) => lonely.includes(name) && multus !== undefined && baseName(multus.networkName) === own.name,
  );
  return byNad?.name ?? meantPartner(own.name, lonely, lonelyInterfaces(subject));
}

function baseName(reference: string): string {
  return reference.split('/').at(-1) ?? reference;
}
