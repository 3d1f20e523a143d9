/**
 * The VMI and launcher Pod that KubeVirt has running for a VM, where no dump shows them: the VM's template with KubeVirt's
 * defaults, everything healthy. It must not invent what an answer then hangs on: what may be otherwise (whether the VMI
 * migrates, how its NICs are named) is given. Truth: `kubevirt/kubevirt · pkg/defaults/defaults.go`,
 * `pkg/virt-controller/watch/vm/vm.go` (`setupVMIFromVM`), v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { type DefaultedMachine, setMachineDefaults } from '../admission/defaults.ts';
import { memoryHotplugCauses } from '../admission/memory.ts';
import { NETWORK_STATUS_ANNOTATION } from '../annotation-keys.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import { decodeMachine } from '../decode-machine.ts';
import { decodeVmiSpec } from '../decode.ts';
import { isObject } from '../go-decode.ts';
import { setDefaultNetworkInterface } from '../interface-defaults.ts';
import { knowsOf } from '../live/interface-status.ts';
import { rollsOutLive } from '../live/live-update.ts';
import { readRunning } from '../live/running-vm.ts';
import type { Machine } from '../machine-model.ts';
import type { Interface, Network, VmiSpec } from '../model.ts';
import { parseNadReference } from '../nad-reference.ts';
import { type NameScheme, podInterfaces, primaryPodInterface } from '../name-scheme.ts';
import { isSecondaryMultus } from '../network-classification.ts';
import { binaryQuantity, parseQuantity, wholeValue } from '../quantity.ts';
import type { Release } from '../releases/release.ts';

export interface SimulatedFacts {
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
  readonly namespace: string;
  readonly isMigratable: boolean;
  readonly scheme: NameScheme;
}

export interface Simulated {
  readonly vmi: unknown;
  readonly pod: unknown;
}

/** More virtual CPUs are not prepared for. */
const mostCpus = 512;

/**
 * What runs of a VM (a plain object, with its instancetype and preference applied). What it was started with counts for how far
 * it can grow, and for nothing else: it has followed since then.
 */
export function simulateVmi(vm: unknown, start: unknown, facts: SimulatedFacts): Simulated {
  const { release, configuration, namespace } = facts;
  const template = asObject(memberAt(vm, 'spec.template.spec'));
  const { spec: written } = decodeVmiSpec(template, release);
  const defaulted = setDefaultNetworkInterface(written, configuration);
  const network = 'error' in defaulted ? written : defaulted.spec;
  const isDefaulted = 'changed' in defaulted && defaulted.changed;
  const { machine } = machineOf(vm, configuration);
  const domain = asObject(template['domain']);
  const devices = asObject(domain['devices']);
  const atStart = runningSizes(machineOf(start, configuration).machine, configuration);
  const sizes = grownSizes(runningSizes(machine, configuration), atStart);
  const name = memberAt(vm, 'metadata.name');
  return {
    vmi: {
      apiVersion: 'kubevirt.io/v1',
      kind: 'VirtualMachineInstance',
      metadata: { ...asObject(memberAt(vm, 'spec.template.metadata')), name, namespace },
      spec: {
        ...template,
        architecture: machine.architecture,
        domain: {
          ...domain,
          cpu: { ...asObject(domain['cpu']), ...sizes.cpu },
          memory: { ...asObject(domain['memory']), ...sizes.memory },
          devices: { ...devices, ...(isDefaulted && { interfaces: network.interfaces.map(plainDefaultInterface) }) },
        },
        ...(isDefaulted && { networks: network.networks.map(({ name: own }) => ({ name: own, pod: {} })) }),
      },
      status: runningStatus(network, sizes, atStart.memory.guest, facts),
    },
    pod: launcherPod(network.networks, pluggedNames(network, facts), namespace),
  };
}

interface Sizes {
  readonly cpu: {
    readonly sockets: number;
    readonly cores: number;
    readonly threads: number;
    readonly maxSockets?: number;
  };
  readonly memory: { readonly guest?: string; readonly maxGuest?: string };
}

function machineOf(vm: unknown, configuration: ClusterConfiguration): DefaultedMachine {
  return setMachineDefaults(decodeMachine(memberAt(vm, 'spec.template.spec')).machine, configuration);
}

function grownSizes({ cpu, memory }: Sizes, atStart: Sizes): Sizes {
  const { maxSockets } = atStart.cpu;
  const { maxGuest } = atStart.memory;
  return {
    cpu: { ...cpu, ...(maxSockets !== undefined && { maxSockets }) },
    memory: { ...memory, ...(maxGuest !== undefined && { maxGuest }) },
  };
}

/** Room to grow is only made where edits of running VMs are applied to them. */
function runningSizes(machine: Machine, configuration: ClusterConfiguration): Sizes {
  const { cpu, memory } = machine.domain;
  const topology = { sockets: cpu?.sockets ?? 1, cores: cpu?.cores ?? 1, threads: cpu?.threads ?? 1 };
  const canGrow = rollsOutLive(configuration) && machine.architecture !== 'arm64';
  const maxSockets = cpu?.maxSockets || (canGrow ? roomForSockets(topology, configuration) : 0);
  const maxGuest = memory?.maxGuest?.text ?? (canGrow ? roomForMemory(machine, configuration) : undefined);
  return {
    cpu: { ...topology, ...(maxSockets !== 0 && { maxSockets }) },
    memory: { ...(memory?.guest && { guest: memory.guest.text }), ...(maxGuest !== undefined && { maxGuest }) },
  };
}

function roomForSockets({ sockets, cores, threads }: Sizes['cpu'], { liveUpdate }: ClusterConfiguration): number {
  if (liveUpdate.maxCpuSockets) return Math.max(liveUpdate.maxCpuSockets, sockets);
  const wanted = sockets * liveUpdate.maxHotplugRatio;
  const perSocket = cores * threads;
  return wanted * perSocket > mostCpus ? Math.max(Math.floor(mostCpus / perSocket), sockets) : wanted;
}

/** None where memory cannot be plugged into such a VM. */
function roomForMemory(machine: Machine, configuration: ClusterConfiguration): string | undefined {
  const { maxGuest: configured, maxHotplugRatio } = configuration.liveUpdate;
  const { memory } = machine.domain;
  const guest = memory?.guest;
  const maxGuest =
    configured === undefined
      ? guest && binaryQuantity(wholeValue(guest) * BigInt(maxHotplugRatio))
      : parseQuantity(configured);
  if (!maxGuest) return undefined;
  const grown: Machine = { ...machine, domain: { ...machine.domain, memory: { ...memory, maxGuest } } };
  const causes = memoryHotplugCauses({ machine: grown, configuration, field: 'spec' });
  return causes.length === 0 ? maxGuest.text : undefined;
}

function runningStatus(
  spec: VmiSpec,
  { cpu, memory }: Sizes,
  guestAtBoot: string | undefined,
  facts: SimulatedFacts,
): unknown {
  const names = podInterfaces(spec.networks, facts.scheme, facts.release);
  const networks = new Map(spec.networks.map((network) => [network.name, network]));
  const plugged = spec.interfaces.filter((own) => own.state !== 'absent');
  return {
    phase: 'Running',
    nodeName: 'node',
    currentCPUTopology: { sockets: cpu.sockets, cores: cpu.cores, threads: cpu.threads },
    ...(memory.guest !== undefined && {
      memory: { guestAtBoot: guestAtBoot ?? memory.guest, guestCurrent: memory.guest, guestRequested: memory.guest },
    }),
    interfaces: plugged.flatMap((own) => {
      const network = networks.get(own.name);
      return network ? [statusOf(own, network, names.get(own.name))] : [];
    }),
    conditions: [{ type: 'LiveMigratable', status: facts.isMigratable ? 'True' : 'False' }],
  };
}

function statusOf(own: Interface, network: Network, podInterface: string | undefined): unknown {
  return {
    name: network.name,
    infoSource: isSecondaryMultus(network) ? 'domain, multus-status' : 'domain',
    ...(podInterface !== undefined && { podInterfaceName: podInterface }),
    ...(!own.sriov && { linkState: own.state === 'down' ? 'down' : 'up' }),
  };
}

/** The Pod of a VMI that is dumped without it: attached to what the VMI names, under the names that its status tells. */
export function podOf(vmi: unknown, release: Release, namespace: string): unknown {
  const { nics, statuses } = readRunning(vmi, release);
  const plugged = statuses.filter((status) => knowsOf(status, 'multus-status'));
  return launcherPod(
    nics.networks,
    new Map(plugged.map(({ name, podInterfaceName }) => [name, podInterfaceName])),
    namespace,
  );
}

/** `names` has the Pod's interfaces of secondary networks that are plugged. */
function launcherPod(
  networks: readonly Network[],
  names: ReadonlyMap<string, string>,
  namespace: string,
): { readonly metadata: { readonly annotations: Readonly<Record<string, string>> } } {
  const primaryNad = networks.find((network) => network.multus?.default)?.multus?.networkName;
  const primary = {
    name: primaryNad === undefined ? 'cluster-network' : qualified(primaryNad, namespace),
    interface: primaryPodInterface,
    default: true,
  };
  const secondary = networks.filter(isSecondaryMultus).flatMap(({ name, multus }) => {
    const podInterface = names.get(name);
    return podInterface === undefined || !multus
      ? []
      : [{ name: qualified(multus.networkName, namespace), interface: podInterface }];
  });
  return { metadata: { annotations: { [NETWORK_STATUS_ANNOTATION]: JSON.stringify([primary, ...secondary]) } } };
}

/** The names of a simulated Pod's interfaces, but for those of absent NICs. */
function pluggedNames(
  { interfaces, networks }: VmiSpec,
  { scheme, release }: SimulatedFacts,
): ReadonlyMap<string, string> {
  const present = new Set(interfaces.filter((own) => own.state !== 'absent').map((own) => own.name));
  return new Map([...podInterfaces(networks, scheme, release)].filter(([name]) => present.has(name)));
}

function qualified(reference: string, namespace: string): string {
  const nad = parseNadReference(namespace, reference);
  return `${nad.namespace}/${nad.name}`;
}

function plainDefaultInterface(own: Interface): unknown {
  return own.masquerade ? { name: own.name, masquerade: {} } : { name: own.name, bridge: {} };
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
