/**
 * A NAD whose address management gives several machines the same address: a fixed one to all, or one from a pool that each
 * node has for itself. Truth: `containernetworking/plugins · plugins/ipam/{static,host-local}`.
 */
import * as l10n from '@vscode/l10n';
import { find, joinField } from '../../yaml/locate.ts';
import { isUnknown } from '../../yaml/templating.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Elsewhere, Rule, Subject } from '../rule.ts';
import { ipamOf } from './ipam.ts';
import { withoutIpam } from './ipam-fix.ts';
import { loudness, nadText, nicsOnNads, toNad, type NicOnNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'duplicate-ipam-address',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A NAD that gives several machines the same address.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const nic of nicsOnNads(subject)) {
      const ipam = ipamOf(nic.plugin);
      const isFixed = ipam?.type === 'static' && ipam.networks.length > 0;
      if (!ipam || (!isFixed && ipam.type !== 'host-local')) continue;
      const others = otherUsers(subject, nic);
      const isMany = replicasOf(subject) > 1;
      if (others.length === 0 && !isMany) continue;
      report({
        field: nic.field,
        on: 'value',
        severity: isFixed ? loudness(nic) : 'information',
        message: isFixed
          ? l10n.t(
              '{0} gives every Pod the address {1}, and {2} use it: they get the same one. Leave ipam out, and give each guest its own address.',
              nadText(nic),
              ipam.networks.join(', '),
              isMany ? l10n.t('several replicas') : l10n.t('several machines'),
            )
          : l10n.t(
              '{0} takes addresses from a pool that each node has for itself (host-local), and {1} use it: on different nodes they may get the same one. Use whereabouts, or leave ipam out.',
              nadText(nic),
              isMany ? l10n.t('several replicas') : l10n.t('several machines'),
            ),
        elsewhere: [...(toNad(nic).elsewhere ?? []), ...others],
      });
    }
  },

  fixes: withoutIpam,
};

/** Machines beside this one that certainly are on the NAD. */
function otherUsers(subject: Subject, { use, nad }: NicOnNad): readonly Elsewhere[] {
  const { resource, uri } = subject;
  if (use.namespace === undefined || nad.namespace.state === 'unknown') return [];
  return subject.networksUsing(use.namespace, use.name).flatMap(({ machine, network, certain }) => {
    const isOwn =
      machine.uri === uri &&
      machine.field === resource?.field &&
      machine.name.state === resource.name.state &&
      (machine.name.state !== 'stated' ||
        resource.name.state !== 'stated' ||
        machine.name.value === resource.name.value);
    if (isOwn || !certain) return [];
    const place = network.referencePlace;
    return [{ fact: machine, message: l10n.t('it is used here too'), ...(place && { place }) }];
  });
}

/** How many VMs a replica set or a pool is asked for; one, where it does not say. */
function replicasOf({ resource, document }: Subject): number {
  if (!resource || (resource.role !== 'replica-set' && resource.role !== 'pool')) return 1;
  const replicas = document.root && find(document.root, joinField(resource.field, 'spec.replicas'))?.node;
  if (replicas?.kind !== 'scalar' || isUnknown(document, replicas)) return 1;
  return typeof replicas.value === 'number' ? replicas.value : 1;
}

export default rule;
