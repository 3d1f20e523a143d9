/**
 * What KubeVirt fills into a VMI spec before it judges it, as far as the rules see it: NIC, architecture, CPUs, guest memory, disks for
 * volumes. The manifest itself stays as it is. Truth: `kubevirt/kubevirt · pkg/defaults/defaults.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from '../configuration.ts';
import type { Cpu, Disk, Domain, Machine } from '../machine-model.ts';
import { parseQuantity, wholeValue } from '../quantity.ts';

export interface DefaultedMachine {
  readonly machine: Machine;
  /** The volume of each disk that was added, in order. */
  readonly addedDisks: readonly number[];
}

const noCpu: Cpu = {
  sockets: 0,
  cores: 0,
  threads: 0,
  maxSockets: 0,
  model: '',
  dedicatedCpuPlacement: false,
  isolateEmulatorThread: false,
  features: [],
};

export function setMachineDefaults(machine: Machine, configuration: ClusterConfiguration): DefaultedMachine {
  const domain = setDomainDefaults(machine.domain);
  const { disks, filesystems } = domain.devices;
  const used = new Set([...disks, ...filesystems].map(({ name }) => name));
  const addedDisks = machine.volumes.flatMap(({ name }, index) => {
    if (used.has(name)) return [];
    used.add(name);
    return [index];
  });
  const added = addedDisks.map((index): Disk => ({
    name: machine.volumes[index]?.name ?? '',
    serial: '',
    cache: '',
    io: '',
  }));
  return {
    machine: {
      ...machine,
      architecture: machine.architecture === '' ? configuration.defaultArchitecture : machine.architecture,
      domain: added.length === 0 ? domain : { ...domain, devices: { ...domain.devices, disks: [...disks, ...added] } },
    },
    addedDisks,
  };
}

function setDomainDefaults(domain: Domain): Domain {
  const { requests, limits } = domain.resources;
  const limit = limits.get('cpu');
  const asked = requests.get('cpu');
  const isFilled = limit !== undefined && limit.nano !== 0n && (asked === undefined || asked.nano === 0n);
  const filled = isFilled ? new Map([...requests, ['cpu', limit] as const]) : requests;
  const cpu = domain.cpu ?? noCpu;
  const hasTopology = cpu.sockets !== 0 || cpu.cores !== 0 || cpu.threads !== 0;
  const count = limit ?? filled.get('cpu');
  const sockets = count ? Number(wholeValue(count)) : 1;
  return {
    ...domain,
    cpu: hasTopology ? cpu : { ...cpu, sockets, cores: 1, threads: 1 },
    memory: guestMemory(domain),
    resources: { requests: filled, limits },
  };
}

/** The guest gets what is requested, or else the limit, or else a huge page. */
function guestMemory({ memory = {}, resources: { requests, limits } }: Domain): NonNullable<Domain['memory']> {
  if (memory.guest) return memory;
  const pageSize = memory.hugepages?.pageSize;
  const guest = [requests.get('memory'), limits.get('memory')].find((quantity) => quantity && quantity.nano !== 0n);
  const filled = guest ?? (pageSize === undefined ? undefined : parseQuantity(pageSize));
  return filled ? { ...memory, guest: filled } : memory;
}
