/**
 * The MAC address of a new NIC: one made up for it, and what is to be said of one that is entered. KubeVirt's own
 * objections are not repeated here.
 */
import * as l10n from '@vscode/l10n';
import { inPodBridgeMac, madeUpMac, plainMac } from '../../rules/interface/mac-address.ts';
import type { MacUse } from '../../workspace/fact-table.ts';
import type { Workspace } from '../../workspace/workspace.ts';

/** The same for the same NIC, and no other's among the known files. */
export function suggestedMac({ known }: Workspace, seed: string): string {
  const taken: string[] = [];
  for (;;) {
    const address = madeUpMac(seed, taken);
    if (known.interfacesWithMac(address).length === 0) return address;
    taken.push(address);
  }
}

/** What is wrong with an address that KubeVirt takes; undefined for a good one, and for what is no address. */
export function macFault(address: string): string | undefined {
  const mac = plainMac(address);
  if (mac === undefined) return undefined;
  if (Number.parseInt(mac.slice(0, 2), 16) & 1)
    return l10n.t('{0} is a multicast address: its first byte is odd. No NIC can have it.', address);
  if (mac === '00:00:00:00:00:00') return l10n.t('{0} is no address that a NIC can have.', address);
  if (mac === inPodBridgeMac)
    return l10n.t('{0} is the address of the bridge that KubeVirt makes in the Pod.', address);
  return undefined;
}

/** Who has the address already, in words. */
export function macOwners({ known }: Workspace, address: string): readonly string[] {
  const mac = plainMac(address);
  return mac === undefined ? [] : known.interfacesWithMac(mac).map(describeUse);
}

function describeUse({ machine, interface: own }: MacUse): string {
  const name = machine.name.state === 'stated' ? machine.name.value : '';
  return l10n.t('{0} of {1} {2}', own.name, machine.resourceKind, name);
}
