/** On a VM without networks and interfaces: the NIC that KubeVirt adds by itself, beside `devices:` or `domain:`. */
import * as l10n from '@vscode/l10n';
import { bindingName } from '../../kubevirt/link-names.ts';
import { joinField } from '../../yaml/locate.ts';
import type { HintSource } from './hint.ts';

export const implicitInterfaceHints: HintSource = function* (launcher, places) {
  const { pod, vm } = launcher;
  if (!pod?.defaulted) return;
  const [own] = pod.interfaces;
  if (!own) return;
  const domain = joinField(vm.specField, 'domain');
  const devices = joinField(domain, 'devices');
  // `devices: {}` and a missing `devices` are both common; the hint stands at the nearest key there is.
  for (const field of [devices, domain]) {
    const offset = places.afterKey(field);
    if (offset === undefined) continue;
    const told = l10n.t('implicit NIC {0}: {1} on the Pod network', own.name, bindingName(own) ?? '');
    // A preference may choose another binding for it, or none to be added.
    const text = vm.preference === undefined ? told : `${told} ${l10n.t('preference {0} not seen', vm.preference)}`;
    yield { kind: 'implicitInterface', offset, parts: [{ text }], field };
    return;
  }
};
