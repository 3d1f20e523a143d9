/**
 * The state `absent` on an interface that cannot be unplugged from a running VM: one without the bridge binding, or the
 * one on the default network. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { indicesNamed, interfacesOf, networksOf, removalSteps } from '../network/nics.ts';
import type { Fix, Subject } from '../rule.ts';
import { interfaceAt, type InterfaceAt } from './interface-at.ts';

export default causeRule({
  id: 'absent-not-unpluggable',
  since: '0.2.0',
  summary: 'The state absent on an interface that cannot be unplugged.',
  advice: ({ place }, subject) => {
    const name = interfaceAt(subject, place)?.own.name ?? '';
    return l10n.t(
      'Only secondary bridge interfaces can be unplugged from a running VM. To take {0} away, remove it with its network and restart the VM; to keep it, remove state.',
      name,
    );
  },
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    if (!at) return [];
    return [
      ...without(at, subject),
      ...subject.plan(l10n.t('Keep the interface: remove state'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});

/** Not the last interface: with both lists empty KubeVirt would add one of its own. */
function without({ index, own }: InterfaceAt, subject: Subject): readonly Fix[] {
  const interfaces = interfacesOf(subject);
  if (interfaces.length < 2) return [];
  const isShared = indicesNamed(interfaces, own.name).length > 1;
  const networks = isShared ? [] : indicesNamed(networksOf(subject), own.name);
  const title = networks.length > 0 ? l10n.t('Remove {0} and its network', own.name) : l10n.t('Remove {0}', own.name);
  return subject.plan(title, 'unsafe', removalSteps(subject, networks, [index]));
}
