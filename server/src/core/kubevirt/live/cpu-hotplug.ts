/**
 * More or fewer CPU sockets for a running VM: KubeVirt can only add some, up to the maximum that the VMI was started with. Truth:
 * `kubevirt/kubevirt · pkg/virt-controller/watch/vm/vm.go` (`handleCPUChangeRequest`), v1.6–v1.9.
 */
import { vcpus } from '../admission/cpu.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import type { Machine } from '../machine-model.ts';
import { milliQuantity, milliValue } from '../quantity.ts';
import { hasStatus } from './conditions.ts';
import type { Desired, Running } from './running-vm.ts';
import { isMigrating } from './runtime-status.ts';
import { askForRestart, fail, nothing, type SpecPatch, type StepResult } from './vmi-patch.ts';

export function changeSockets(
  { machine }: Desired,
  running: Running,
  now: number,
  configuration: ClusterConfiguration,
): StepResult {
  const desired = machine.domain.cpu;
  const own = running.machine.domain.cpu;
  if (running.isBeingDeleted || !desired || !own || desired.sockets === own.sockets) return nothing;
  if (hasStatus(running.conditions, 'HotVCPUChange', 'True')) return fail('another CPU hotplug is in progress');
  if (isMigrating(running.status, now)) return fail('CPU hotplug is not allowed while VMI is migrating');
  if (desired.sockets > own.maxSockets)
    return askForRestart("CPU sockets updated in template spec to a value higher than what's available");
  if (desired.sockets < own.sockets) return askForRestart('Reduction of CPU socket count requires a restart');
  if ((machine.architecture || configuration.defaultArchitecture) === 'arm64')
    return askForRestart("ARM doesn't support CPU hotplug");
  const added = (vcpus(desired) - vcpus(own)) * BigInt(Math.trunc(1000 / configuration.cpuAllocationRatio));
  return {
    patches: [
      { field: 'domain.cpu.sockets', value: desired.sockets },
      ...resourcePatch(machine, running.machine, 'requests', added),
      ...resourcePatch(machine, running.machine, 'limits', added),
    ],
  };
}

/** What the template asks for by itself grows with the CPUs. */
function resourcePatch(desired: Machine, own: Machine, kind: 'requests' | 'limits', added: bigint): SpecPatch[] {
  const wanted = desired.domain.resources[kind].get('cpu');
  if (!wanted || wanted.nano === 0n) return [];
  const present = own.domain.resources[kind].get('cpu');
  const value = milliQuantity((present ? milliValue(present) : 0n) + added).text;
  return [{ field: `domain.resources.${kind}.cpu`, value }];
}
