/**
 * One MAC address on several NICs: of a VM, of VMs on the same network, or of all VMs that are made of one template.
 * KubeVirt does not compare them; on one network the switches then deliver to whoever spoke last. Behind masquerade and
 * passt nobody sees the guest's address, so only the guest's own NICs are compared there. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter`, `pkg/virt-controller/watch/{replicaset,pool}`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { parseNadReference } from '../../kubevirt/nad-reference.ts';
import type { MacUse } from '../../workspace/fact-table.ts';
import { plainMac } from '../../workspace/machine-facts.ts';
import { joinField } from '../../yaml/locate.ts';
import { isCertain } from '../../yaml/templating.ts';
import { judgedRoles } from '../cause-rule.ts';
import { newMacFixes } from '../interface/mac-address.ts';
import { writtenAt } from '../machine/written-values.ts';
import type { Report, Rule, Subject } from '../rule.ts';
import { certainNics, type CertainNic } from './certain-nics.ts';

const rule: Rule = {
  id: 'duplicate-mac-address',
  since: '0.3.0',
  severity: 'warning',
  summary: 'One MAC address on several NICs of one network, or in a template for many VMs.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const firsts = new Map<string, CertainNic>();
    for (const nic of certainNics(subject)) {
      if (nic.own.macAddress === '') continue;
      const address = plainMac(nic.own.macAddress);
      const twin = firsts.get(address);
      if (twin) report(ofTwin(nic, twin));
      else {
        firsts.set(address, nic);
        if (hidden.includes(nic.binding)) continue;
        ofTemplate(subject, nic).forEach(report);
        ofOthers(subject, nic, address).forEach(report);
      }
    }
  },

  fixes: ({ field }, subject) => newMacFixes(subject, field),
};

function macField({ field }: CertainNic): string {
  return joinField(field, 'macAddress');
}

function ofTwin(nic: CertainNic, twin: CertainNic): Report {
  return {
    field: macField(nic),
    on: 'value',
    message: l10n.t(
      'Interface {0} of this VM has the address {1} too. The guest cannot tell the two apart, and on one network they take each other’s traffic.',
      twin.own.name,
      nic.own.macAddress,
    ),
    related: [{ field: macField(twin), message: l10n.t('the same address') }],
  };
}

/** Objects whose template is for several VMs. */
const replicaRoles: readonly string[] = ['replica-set', 'pool'];

function ofTemplate(subject: Subject, nic: CertainNic): readonly Report[] {
  const { resource, document } = subject;
  if (!resource || !replicaRoles.includes(resource.role)) return [];
  const field = joinField(resource.field, 'spec.replicas');
  const replicas = isCertain(document, field) ? writtenAt(subject, field) : undefined;
  const isShared = typeof replicas === 'number' && replicas > 1;
  return [
    {
      field: macField(nic),
      on: 'value',
      ...(!isShared && { severity: 'information' }),
      message: isShared
        ? l10n.t(
            'All {0} VMs of this {1} get the address {2}: it is not changed for each. Leave it out, and each gets its own.',
            String(replicas),
            resource.kind,
            nic.own.macAddress,
          )
        : l10n.t(
            'Every VM that this {0} makes gets the address {1}. As soon as there are two they share it; leave it out, and each gets its own.',
            resource.kind,
            nic.own.macAddress,
          ),
    },
  ];
}

function ofOthers(subject: Subject, nic: CertainNic, address: string): readonly Report[] {
  const others = subject
    .interfacesWithMac(address)
    .filter(({ machine, interface: { binding } }) => isOther(subject, machine) && !hidden.includes(binding));
  if (others.length === 0) return [];
  const own = nadOf(subject, nic);
  const seen = others.map((use) => ({ use, isSame: own !== undefined && theirNad(subject, use) === own }));
  const [first] = [...seen.filter(({ isSame }) => isSame), ...seen];
  if (!first) return [];
  const { machine } = first.use;
  const name = machine.name.state === 'stated' ? machine.name.value : '';
  return [
    {
      field: macField(nic),
      on: 'value',
      ...(!first.isSame && { severity: 'information' }),
      message: first.isSame
        ? l10n.t(
            '{0} {1} has the address {2} on the same network. KubeVirt starts both, and they take each other’s traffic.',
            machine.resourceKind,
            name,
            nic.own.macAddress,
          )
        : l10n.t(
            '{0} {1} has the address {2} too. Where their networks are one, they take each other’s traffic.',
            machine.resourceKind,
            name,
            nic.own.macAddress,
          ),
      elsewhere: seen.slice(0, most).map(({ use }) => ({
        fact: use.machine,
        ...(use.interface.macPlace && { place: use.interface.macPlace }),
        message: l10n.t('the same address'),
      })),
    },
  ];
}

/** Bindings behind which nobody sees the guest's address. */
const hidden: readonly string[] = ['masquerade', 'passtBinding'];
const most = 5;

/** Of one name in several files there is mostly one VM, written for several clusters. */
function isOther({ resource }: Subject, machine: MacUse['machine']): boolean {
  return (
    machine.name.state === 'stated' && resource?.name.state === 'stated' && machine.name.value !== resource.name.value
  );
}

/** The NAD of a NIC as `namespace/name`; undefined where a namespace is only assumed. */
function nadOf(subject: Subject, { networkIndex }: CertainNic): string | undefined {
  const nad = subject.launcher()?.networks[networkIndex]?.nad;
  return nad?.namespace === undefined || nad.namespaceAssumed ? undefined : `${nad.namespace}/${nad.name}`;
}

function theirNad(subject: Subject, { machine, interface: twin }: MacUse): string | undefined {
  const network = machine.networks.find(({ name }) => name === twin.name);
  const namespace = subject.namespaceOf(machine);
  if (network?.reference === undefined || network.isDefault || namespace === undefined) return undefined;
  const nad = parseNadReference(namespace, network.reference);
  return `${nad.namespace}/${nad.name}`;
}

export default rule;
