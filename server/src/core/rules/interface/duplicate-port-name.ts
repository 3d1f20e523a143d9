/**
 * Two ports of one interface with the same name. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`,
 * v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { interfaceAt, memberIndex } from './interface-at.ts';
import { asPortName, freePortName } from './port-names.ts';

export default causeRule({
  id: 'duplicate-port-name',
  since: '0.2.0',
  summary: 'Two ports of one interface with the same name.',
  advice: () => l10n.t('Give each port of the interface a name of its own, or none.'),
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    const own = at?.own.ports[memberIndex(field, 'ports') ?? -1];
    if (!at || !own) return [];
    const name = freePortName(
      asPortName(own.name),
      at.own.ports.map((port) => port.name),
    );
    return [
      ...subject.plan(l10n.t('Rename the port to {0}', name), 'unsafe', [{ do: 'set', field, value: name }]),
      ...subject.plan(l10n.t('Remove the name of the port'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});
