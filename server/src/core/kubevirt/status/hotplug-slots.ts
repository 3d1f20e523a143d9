/**
 * How many PCIe ports a guest keeps free for NICs and disks that are plugged while it runs. They are planned when the VM starts and never
 * again; how many devices have taken one since, no object says, so these are bounds of the start. Truth: `kubevirt/kubevirt ·
 * pkg/virt-launcher/virtwrap/network/nichotplug.go`, `pkg/virt-launcher/virtwrap/manager.go`, newest patch releases of v1.6–v1.9.
 */
import { wholeValue } from '../quantity.ts';
import type { Observed } from './observed.ts';

/** On the VMI: all devices sit on the root complex, which takes none while the guest runs. */
export const ROOT_COMPLEX_ANNOTATION = 'kubevirt.io/placePCIDevicesOnRootComplex';
/** On the VMI, kept by KubeVirt: for how many NICs ports are set aside. */
export const SLOT_COUNT_ANNOTATION = 'kubevirt.io/pci-interface-slot-count';

export type HotplugSlots =
  | { readonly reserved: false; readonly reason: 'root-complex' | 'machine' }
  | {
      readonly reserved: true;
      /** Ports that were free at the start, whatever other devices the guest has. */
      readonly atLeast: number;
      /** Ports that the devices of the start and the free ones make up together, unless the devices alone are more. */
      readonly total: number;
      /** The guest's memory decides; false: it is not known, and the smaller numbers are taken. */
      readonly isMemoryKnown: boolean;
    };

const smallGuest = { total: 8, free: 3 };
const largeGuest = { total: 16, free: 6 };
const smallGuestBytes = 2n * 1024n ** 3n;
const placeholders = 4;
/** No bus has a higher index. */
const mostPorts = 31;

/** Undefined without a VMI. */
export function hotplugSlots({ vmi, configuration }: Observed): HotplugSlots | undefined {
  if (!vmi) return undefined;
  const { machine, nics, status } = vmi.running;
  if (vmi.annotations[ROOT_COMPLEX_ANNOTATION] === 'true') return { reserved: false, reason: 'root-complex' };
  const architecture = machine.architecture === '' ? configuration.defaultArchitecture : machine.architecture;
  if (!hasPorts(architecture, machine.domain.machine?.type ?? '')) return { reserved: false, reason: 'machine' };
  const { memory, resources } = machine.domain;
  const guest = status.memory?.guestAtBoot ?? memory?.guest ?? resources.requests.get('memory');
  const { total, free } = guest && wholeValue(guest) > smallGuestBytes ? largeGuest : smallGuest;
  const wanted = Number.parseInt(vmi.annotations[SLOT_COUNT_ANNOTATION] ?? '', 10);
  const count = nics.interfaces.length;
  const setAside = count === 0 ? 0 : Math.max(0, (Number.isNaN(wanted) ? placeholders : wanted) - count);
  return {
    reserved: true,
    atLeast: Math.min(mostPorts, Math.max(setAside, free)),
    total,
    isMemoryKnown: guest !== undefined,
  };
}

/** PCI Express machines alone have ports; the default machines of both architectures are such. */
function hasPorts(architecture: string, machine: string): boolean {
  switch (architecture) {
    case 'amd64':
      return machine === '' || machine.includes('q35');
    case 'arm64':
      return machine === '' || machine.startsWith('virt');
    default:
      return false;
  }
}

/** What libvirt says when none is left. */
export function lacksSlots(message: string): boolean {
  return message.includes('No more available PCI slots');
}
