/**
 * A port without a number, or with one that does not exist. Up to v1.8 KubeVirt takes 65536, and Kubernetes then refuses
 * the launcher Pod. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule, laterReport } from '../cause-rule.ts';
import { writtenAt } from '../machine/written-values.ts';
import { interfaceFieldOf, interfacesOf, networkNamed } from '../network/nics.ts';
import { interfaceAt, memberIndex } from './interface-at.ts';

const largest = 65535;

/** Ports that go by their names. */
const usualPorts: Readonly<Record<string, number>> = {
  dns: 53,
  ftp: 21,
  http: 80,
  https: 443,
  rdp: 3389,
  smtp: 25,
  ssh: 22,
};

export default causeRule({
  id: 'invalid-port-number',
  since: '0.2.0',
  summary: 'A port without a number, or with one that is not from 1 to 65535.',
  advice: () => l10n.t('Give the port a number from 1 to 65535.'),
  later: (subject, report) => {
    const { cluster, isPatch } = subject;
    if (isPatch || cluster.release.admission.largestPort <= largest) return;
    const { vm } = subject;
    if (!vm || vm.partial) return;
    interfacesOf(subject).forEach((own, index) => {
      // Ports count on the Pod network only.
      if (!networkNamed(subject, own.name)?.pod) return;
      own.ports.forEach(({ port }, position) => {
        if (port <= largest || port > cluster.release.admission.largestPort) return;
        report(
          laterReport({
            field: `${interfaceFieldOf(subject, index)}.ports[${position}].port`,
            on: 'value',
            severity: vm.listsKnown ? 'warning' : 'information',
            problem: l10n.t('There is no port {0}.', port),
            advice: l10n.t(
              'KubeVirt {0} takes the number, and Kubernetes then refuses the launcher Pod. Give the port a number from 1 to 65535.',
              cluster.release.id,
            ),
          }),
        );
      });
    });
  },
  fixes: ({ field }, subject) => {
    const at = interfaceAt(subject, field);
    const own = at?.own.ports[memberIndex(field, 'ports') ?? -1];
    if (!own) return [];
    const port = field.replace(/\.port$/, '');
    const meant = meantNumber(own);
    const write = (value: number): EditStep =>
      writtenAt(subject, field) === undefined
        ? { do: 'insert-entry', field: port, key: 'port', value }
        : { do: 'set', field, value };
    return [
      ...(meant === undefined ? [] : subject.plan(l10n.t('Write port {0}', meant), 'unsafe', [write(meant)])),
      ...subject.plan(l10n.t('Remove the port'), 'unsafe', [{ do: 'remove', field: port }]),
    ];
  },
});

/** The usual number of a name, the number without its sign, or the largest where it was missed by one. */
function meantNumber({ name, port }: { readonly name: string; readonly port: number }): number | undefined {
  if (port === 0) return usualPorts[name.toLowerCase()];
  if (port === largest + 1) return largest;
  return port < 0 && -port <= largest ? -port : undefined;
}
