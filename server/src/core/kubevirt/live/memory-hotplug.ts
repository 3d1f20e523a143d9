/**
 * Another amount of guest memory for a running VM. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/vm/vm.go`
 * (`handleMemoryHotplugRequest`), `pkg/liveupdate/memory/memory.go`, v1.6–v1.9.
 */
import { memoryHotplugCauses } from '../admission/memory.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import { type Quantity, binaryQuantity, wholeValue } from '../quantity.ts';
import { hasStatus } from './conditions.ts';
import type { Desired, Running } from './running-vm.ts';
import { isMigrating } from './runtime-status.ts';
import { askForRestart, fail, nothing, type SpecPatch, type StepResult } from './vmi-patch.ts';

export function changeMemory(
  { machine }: Desired,
  running: Running,
  now: number,
  configuration: ClusterConfiguration,
): StepResult {
  const memory = machine.domain.memory;
  const own = running.machine.domain.memory;
  const { guestAtBoot, guestCurrent } = running.status.memory ?? {};
  const guest = memory?.guest;
  if (running.isBeingDeleted || !guest || !own?.guest || !guestCurrent) return nothing;
  if (hasStatus(running.conditions, 'HotMemoryChange', 'False'))
    return askForRestart(
      'memory updated in template spec. Memory-hotplug failed and is not available for this VM configuration',
    );
  if (guest.nano === own.guest.nano) return nothing;
  if (!running.isMigratable)
    return askForRestart('memory updated in template spec. Memory-hotplug is only available for migratable VMs');
  const { maxGuest } = own;
  if (!maxGuest)
    return askForRestart('memory updated in template spec. Memory-hotplug is not available for this VM configuration');
  if (hasStatus(running.conditions, 'HotMemoryChange', 'True')) return fail('another memory hotplug is in progress');
  if (isMigrating(running.status, now)) return fail('memory hotplug is not allowed while VMI is migrating');
  const [fault] = memoryHotplugCauses({
    machine: {
      ...machine,
      architecture: machine.architecture || configuration.defaultArchitecture,
      domain: { ...machine.domain, memory: { ...memory, maxGuest } },
    },
    configuration,
    field: 'spec',
  });
  if (fault) return askForRestart(`memory hotplug not supported, ${fault.message}`);
  if (guestAtBoot && guest.nano < guestAtBoot.nano)
    return askForRestart('memory updated in template spec to a value lower than what the VM started with');
  if (guest.nano > maxGuest.nano)
    return askForRestart("memory updated in template spec to a value higher than what's available");
  return {
    patches: [
      { field: 'domain.memory.guest', value: guest.text },
      ...resourcePatches(guest, guestCurrent, machine, running),
    ],
  };
}

/** Requests and limits grow with the guest, and never stay below it. */
function resourcePatches(
  guest: Quantity,
  current: Quantity,
  machine: Desired['machine'],
  running: Running,
): SpecPatch[] {
  const { requests, limits } = running.machine.domain.resources;
  const patches: SpecPatch[] = [];
  let added = wholeValue(guest) - wholeValue(current);
  const request = requests.get('memory');
  if (request && request.nano !== 0n) {
    let asked = wholeValue(request) + added;
    if (asked < wholeValue(guest)) {
      asked = wholeValue(guest);
      added = 0n;
    }
    patches.push({ field: 'domain.resources.requests.memory', value: binaryQuantity(asked).text });
  }
  const wanted = machine.domain.resources.limits.get('memory');
  if (wanted && wanted.nano !== 0n) {
    const limit = limits.get('memory');
    const value = binaryQuantity((limit ? wholeValue(limit) : 0n) + added).text;
    patches.push({ field: 'domain.resources.limits.memory', value });
  }
  return patches;
}
