/**
 * A NIC model that KubeVirt does not emulate. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { interfaceModels } from '../../kubevirt/admission/interfaces.ts';
import { causeRule } from '../cause-rule.ts';
import { correctionOf, type Correction } from '../machine/correction.ts';
import { interfaceAt } from './interface-at.ts';

const usual = 'virtio';

export default causeRule({
  id: 'unsupported-interface-model',
  since: '0.2.0',
  summary: 'An interface model that KubeVirt does not emulate.',
  advice: ({ place }, subject) => {
    const meant = meantModel(interfaceAt(subject, place)?.own.model ?? '');
    return meant
      ? l10n.t('Write {0}; the models are {1}.', meant.value, interfaceModels.join(', '))
      : l10n.t('The models are {0}.', interfaceModels.join(', '));
  },
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    if (!at) return [];
    const meant = meantModel(at.own.model);
    const others: readonly Correction[] = meant?.value === usual ? [] : [{ value: usual, safety: 'unsafe' }];
    return [...(meant ? [meant] : []), ...others].flatMap(({ value, safety }) =>
      subject.plan(l10n.t('Use the model {0}', value), safety, [{ do: 'set', field, value }]),
    );
  },
});

/** QEMU and libvirt know longer names for the same devices: `virtio-net-pci`, `e1000-82545em`. */
function meantModel(written: string): Correction | undefined {
  const wrong = written.trim();
  const close = correctionOf(wrong, interfaceModels);
  if (close?.safety === 'safe') return close;
  const within = interfaceModels
    .filter((model) => wrong.toLowerCase().includes(model))
    .reduce((longest, model) => (model.length > longest.length ? model : longest), '');
  return within === '' ? close : { value: within, safety: 'unsafe' };
}
