/**
 * Two networks of one name: an interface finds its network by name. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { find, joinField } from '../../yaml/locate.ts';
import { plainValue } from '../../yaml/read-document.ts';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { bestBinding } from './bindings.ts';
import {
  addInterfaceStep,
  freshName,
  indicesNamed,
  interfaceFieldOf,
  interfacesOf,
  networkFieldOf,
  networksOf,
  removalSteps,
} from './nics.ts';

export default causeRule({
  id: 'duplicate-network-name',
  since: '0.2.0',
  judgesFormer: true,
  summary: 'Two networks of the same name.',
  advice: ({ data }) => {
    const { name } = data as { name: string };
    return l10n.t(
      'An interface finds its network by its name. Give this {0} another name, and its interface too.',
      name,
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { network, first, name } = cause.data as { network: number; first: number; name: string };
    const fresh = freshName(subject, name);
    const isCopy = isSame(subject, networkFieldOf(subject, first), networkFieldOf(subject, network));
    const interfaces = indicesNamed(interfacesOf(subject), name);
    const partner = interfaces[indicesNamed(networksOf(subject), name).indexOf(network)];
    const rename: EditStep = { do: 'set', field: joinField(networkFieldOf(subject, network), 'name'), value: fresh };
    const renamed =
      partner === undefined
        ? subject.plan(l10n.t('Rename it to {0} and add its interface', fresh), 'unsafe', [
            rename,
            addInterfaceStep(subject, fresh, bestBinding(subject, networksOf(subject)[network])),
          ])
        : subject.plan(l10n.t('Rename it and its interface to {0}', fresh), 'unsafe', [
            rename,
            { do: 'set', field: joinField(interfaceFieldOf(subject, partner), 'name'), value: fresh },
          ]);
    // Of a network that stands twice word for word, with one interface, nothing is lost.
    const removed = subject.plan(
      l10n.t('Remove this network'),
      isCopy && partner === undefined ? 'safe' : 'unsafe',
      removalSteps(subject, [network], partner === undefined ? [] : [partner]),
    );
    return isCopy ? [...removed, ...renamed] : [...renamed, ...removed];
  },
});

function isSame({ document: { root } }: Subject, one: string, other: string): boolean {
  const read = (field: string): string | undefined => {
    const node = root && find(root, field)?.node;
    return node && JSON.stringify(plainValue(node));
  };
  return read(one) === read(other);
}
