/**
 * All rules of a VMI spec, in KubeVirt's order, for a VM as for a VMI. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go` (`ValidateVirtualMachineInstanceSpec`),
 * v1.6–v1.9.
 */
import { accessCredentialCauses } from './access-credentials.ts';
import { foreignArchitectureCauses, machineTypeCauses } from './architectures.ts';
import type { Cause } from './cause.ts';
import { cpuFeatureCauses, cpuResourceCauses, pinningCauses, realtimeCauses, socketCauses } from './cpu.ts';
import { gatedDeviceCauses, hostDeviceCauses, inputCauses, ioThreadCauses, soundCauses } from './devices.ts';
import { bootDeviceCauses, diskCauses } from './disks.ts';
import { firmwareCauses, firmwareDataCauses } from './firmware.ts';
import { dnsCauses, hostNameCauses } from './host-names.ts';
import { launchSecurityCauses } from './launch-security.ts';
import { memoryCauses } from './memory.ts';
import { evictionStrategyCauses, probeCauses, startStrategyCauses } from './probes.ts';
import type { SpecAdmission } from './spec-admission.ts';
import { volumeCauses } from './volumes.ts';

const beforeNetworks: readonly ((admission: SpecAdmission) => readonly Cause[])[] = [
  hostNameCauses,
  memoryCauses,
  machineTypeCauses,
  firmwareDataCauses,
  cpuResourceCauses,
  pinningCauses,
  cpuFeatureCauses,
  socketCauses,
  startStrategyCauses,
  realtimeCauses,
  foreignArchitectureCauses,
];

const afterNetworks: readonly ((admission: SpecAdmission) => readonly Cause[])[] = [
  bootDeviceCauses,
  inputCauses,
  ioThreadCauses,
  probeCauses,
  diskCauses,
  firmwareCauses,
  volumeCauses,
  accessCredentialCauses,
  dnsCauses,
  evictionStrategyCauses,
  hostDeviceCauses,
  soundCauses,
  launchSecurityCauses,
  gatedDeviceCauses,
];

/** `network` are the causes of the network validator for the same spec. */
export function specCauses(admission: SpecAdmission, network: readonly Cause[]): readonly Cause[] {
  const causes: Cause[] = [];
  const ask = (rules: (admission: SpecAdmission) => readonly Cause[]): void => {
    const own = rules(admission);
    if (own.length > 0) causes.push(...own);
  };
  beforeNetworks.forEach(ask);
  if (network.length > 0) causes.push(...network);
  afterNetworks.forEach(ask);
  return causes;
}
