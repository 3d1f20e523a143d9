/**
 * A NAD without its address management, as a change of the NAD's own file. Offered where the guest is better off with an
 * address of its own; not for a default network, which has to give the Pod one, and not for a NAD that no manifest states.
 */
import * as l10n from '@vscode/l10n';
import { keyOf } from '../../cni/cni-config.ts';
import type { Finding, Fix, Subject } from '../rule.ts';
import { nicsOnNads } from './nic-on-nad.ts';

/** For a finding at a network's `networkName`. */
export function withoutIpam({ field }: Finding, subject: Subject): readonly Fix[] {
  const nic = nicsOnNads(subject).find((candidate) => candidate.field === field);
  const key = nic?.plugin && keyOf(nic.plugin.value, 'ipam');
  if (!nic?.plugin || key === undefined || nic.nad.source !== 'manifest') return [];
  if (nic.network.network.multus?.default === true) return [];
  const { uri, name, namespace } = nic.nad;
  return [
    {
      title: l10n.t('Remove ipam from the NAD {0}', name),
      safety: 'unsafe',
      edit: {
        in: 'object',
        uri,
        kind: 'NetworkAttachmentDefinition',
        name,
        ...(namespace.state === 'stated' && { namespace: namespace.value }),
        steps: [{ do: 'json', field: 'spec.config', steps: [{ do: 'remove', path: [...nic.plugin.path, key] }] }],
      },
    },
  ];
}
