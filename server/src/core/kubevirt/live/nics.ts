/**
 * Interfaces and networks of a VM's template or a VMI, as the controllers of a running VM compare and join them: by name, of equal names
 * the last. Nothing is defaulted here. Truth: `kubevirt/kubevirt · pkg/network/vmispec/{interface,network}.go`, v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { decodeVmiSpec } from '../decode.ts';
import type { Interface, Network, VmiSpec } from '../model.ts';
import { isSecondaryMultus } from '../network-classification.ts';
import type { Release } from '../releases/release.ts';

export interface Nics extends Pick<VmiSpec, 'interfaces' | 'networks'> {
  /**
   * Lists that interfaces write though they are empty, by the interface's name: where Go compares without regard to meaning
   * they are not the same as missing ones.
   */
  readonly emptyLists: ReadonlyMap<string, string>;
}

/** Reads a VMI spec (`spec` of a VMI, `spec.template.spec` of a VM). */
export function readNics(spec: unknown, release: Release): Nics {
  const { interfaces, networks } = decodeVmiSpec(spec, release).spec;
  return { interfaces, networks, emptyLists: emptyListsOf(spec, release) };
}

export function byName<T extends { readonly name: string }>(members: readonly T[]): ReadonlyMap<string, T> {
  return new Map(members.map((member) => [member.name, member]));
}

/** The interfaces of secondary Multus networks, in the order of the networks. */
export function secondaryInterfaces({ interfaces, networks }: Pick<Nics, 'interfaces' | 'networks'>): Interface[] {
  const known = byName(interfaces);
  return networks.filter(isSecondaryMultus).flatMap(({ name }) => known.get(name) ?? []);
}

/** A network but for which NAD it names. */
export function withoutNad(network: Network): Network {
  return network.multus ? { ...network, multus: { ...network.multus, networkName: '' } } : network;
}

function emptyListsOf(spec: unknown, { fields }: Release): ReadonlyMap<string, string> {
  const interfaces = memberAt(spec, 'domain.devices.interfaces');
  const lists = [
    'ports',
    ...(fields.portRanges ? ['portRanges'] : []),
    'dhcpOptions.ntpServers',
    'dhcpOptions.privateOptions',
  ];
  const isWrittenEmpty = (own: unknown, field: string): boolean => {
    const list = memberAt(own, field);
    return Array.isArray(list) && list.length === 0;
  };
  return new Map(
    (Array.isArray(interfaces) ? (interfaces as readonly unknown[]) : []).map((own) => {
      const name = memberAt(own, 'name');
      return [typeof name === 'string' ? name : '', lists.filter((field) => isWrittenEmpty(own, field)).join()];
    }),
  );
}
