/** Finding a logical network by a name KubeVirt derived from it: a Pod interface, tap, bridge or renamed NIC. */
import { matchDerivedNames } from '../kubevirt/derived-names.ts';
import type { Network } from '../kubevirt/model.ts';
import type { FactPlace, MachineFact, NetworkFact } from '../workspace/facts.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface NetworkMatch {
  readonly machine: MachineFact;
  readonly network: string;
  /** `VirtualMachine tenant-a/web`. */
  readonly vm: string;
  readonly podInterface: string;
  /** Where the network's name stands. */
  readonly place: FactPlace;
}

/** Networks of all known VMs that a derived name (or the logical name itself) belongs to. */
export function* findNetworks(workspace: Workspace, name: string): Iterable<NetworkMatch> {
  const { known } = workspace;
  for (const machine of known.machines()) {
    if (machine.networks.length === 0) continue;
    const { release } = known.cluster(machine.uri);
    for (const { networkName, podInterface } of matchDerivedNames(machine.networks.map(networkOf), release, name)) {
      const fact = machine.networks.find((network) => network.name === networkName);
      // An element of a Pod's annotation has no logical name, and neither has what a template writes.
      if (!fact || networkName === '') continue;
      const own = machine.name.state === 'stated' ? machine.name.value : '';
      const vm = `${machine.resourceKind} ${known.namespaceOf(machine) ?? ''}/${own}`;
      yield { machine, network: networkName, vm, podInterface, place: fact.place };
    }
  }
}

/** As much of a network as its names depend on. */
function networkOf({ name, referencePlace, reference = '', isDefault }: NetworkFact): Network {
  return referencePlace
    ? { name, multus: { networkName: reference, default: isDefault } }
    : { name, pod: { vmNetworkCIDR: '', vmIPv6NetworkCIDR: '' } };
}
