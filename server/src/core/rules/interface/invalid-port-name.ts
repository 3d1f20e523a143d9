/**
 * A port's name that no port can have. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.6–v1.9;
 * `kubernetes/apimachinery · pkg/util/validation`.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { interfaceAt, memberIndex } from './interface-at.ts';
import { asPortName, freePortName } from './port-names.ts';

export default causeRule({
  id: 'invalid-port-name',
  since: '0.2.0',
  summary: 'A port name that is not up to 15 small letters, digits and single dashes.',
  advice: () =>
    l10n.t('Up to 15 small letters, digits and single dashes between them make a name, at least one a letter.'),
  fixes: ({ field }, subject) => {
    const named = meantName(field, subject);
    if (!named) return [];
    const { written, name } = named;
    return [
      ...subject.plan(l10n.t('Rename the port to {0}', name), name === written.toLowerCase() ? 'safe' : 'unsafe', [
        { do: 'set', field, value: name },
      ]),
      ...subject.plan(l10n.t('Remove the name of the port'), 'unsafe', [{ do: 'remove', field }]),
    ];
  },
});

function meantName(field: string, subject: Subject): { readonly written: string; readonly name: string } | undefined {
  const ports = interfaceAt(subject, field)?.own.ports ?? [];
  const written = ports[memberIndex(field, 'ports') ?? -1]?.name;
  if (written === undefined) return undefined;
  const others = ports.map((port) => port.name).filter((name) => name !== written);
  return { written, name: freePortName(asPortName(written), others) };
}
