/** On `interfaces[].name`: the devices in the launcher Pod that the binding makes from the Pod interface. */
import { bindingDevices } from '../../kubevirt/link-names.ts';
import { isMemberKnown } from '../../resources/vm.ts';
import { joinField } from '../../yaml/locate.ts';
import type { HintSource } from './hint.ts';

export const linkNameHints: HintSource = function* (launcher, places) {
  for (const { network, links, podInterface, interface: own } of launcher.networks) {
    if (!own || !links || podInterface === undefined || !isMemberKnown(launcher.vm, 'interfaces', own.index)) continue;
    const devices = bindingDevices(own.value, launcher.cluster.configuration);
    const shown = [devices.tap && links.tap, devices.bridge && links.bridge, devices.nic && links.nic].filter(
      (name) => typeof name === 'string',
    );
    const nameField = joinField(own.field, 'name');
    const offset = places.afterValue(nameField);
    if (offset === undefined || shown.length === 0 || network.name !== own.value.name) continue;
    yield { kind: 'linkNames', offset, parts: [{ text: shown.join(' · ') }], field: nameField };
  }
};
