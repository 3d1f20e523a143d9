/**
 * A probe at a port that the ports of the interface leave out: with a list, only what it names is forwarded to the guest,
 * and the probe asks the Pod. Truth: `kubevirt/kubevirt · pkg/network/setup/netpod/masquerade`,
 * `pkg/virt-launcher/virtwrap/converter/network/passt.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { Interface } from '../../kubevirt/model.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Fix, Rule } from '../rule.ts';
import { certainNics } from './certain-nics.ts';
import { networkProbes } from './network-probes.ts';

interface Data {
  /** Field of the list. */
  readonly ports: string;
  readonly port: number | string;
}

const rule: Rule = {
  id: 'probe-port-not-forwarded',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A probe at a port that is not among the ports of the interface.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const nic = certainNics(subject).find(({ network }) => network.pod !== undefined);
    if (!nic || !(nic.own.masquerade || nic.own.passtBinding)) return;
    if (nic.own.ports.length === 0) return;
    const ports = joinField(nic.field, 'ports');
    for (const { name, field, port } of networkProbes(subject)) {
      if (isForwarded(nic.own, port)) continue;
      const data: Data = { ports, port };
      report({
        field,
        on: 'value',
        message: l10n.t(
          'Port {0} of {1} is not among the ports of interface {2}, and only those are forwarded to the guest: the probe always fails. Add the port, or leave out the list to forward all.',
          String(port),
          name,
          nic.own.name,
        ),
        related: [{ field: ports, message: l10n.t('what is forwarded') }],
        data,
      });
    }
  },

  fixes({ data }, { plan }) {
    const { ports, port } = data as Data;
    const added: readonly Fix[] =
      typeof port === 'number'
        ? plan(l10n.t('Add port {0} to the interface', port), 'unsafe', [
            { do: 'insert-item', field: ports, value: { port } },
          ])
        : [];
    return [
      ...added,
      ...plan(l10n.t('Forward all ports: remove the list'), 'unsafe', [{ do: 'remove', field: ports }]),
    ];
  },
};

function isForwarded({ ports, portRanges }: Interface, wanted: number | string): boolean {
  return (
    ports.some(
      ({ name, port, protocol }) => protocol.toUpperCase() !== 'UDP' && (port === wanted || name === wanted),
    ) || portRanges.some(({ start, end }) => typeof wanted === 'number' && start <= wanted && wanted <= end)
  );
}

export default rule;
