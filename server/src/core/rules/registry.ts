/** Every rule, one line each, in alphabetical order. A new rule is its file, its page in docs/rules, and a line here. */
import diskWithoutVolume from './machine/disk-without-volume.ts';
import duplicateDiskOrVolumeName from './machine/duplicate-disk-or-volume-name.ts';
import duplicateKey from './text/duplicate-key.ts';
import incompleteDnsConfig from './machine/incomplete-dns-config.ts';
import instancetypeConflict from './machine/instancetype-conflict.ts';
import invalidCloudInit from './machine/invalid-cloud-init.ts';
import invalidCpu from './machine/invalid-cpu.ts';
import invalidCpuPlacement from './machine/invalid-cpu-placement.ts';
import invalidDevice from './machine/invalid-device.ts';
import invalidDisk from './machine/invalid-disk.ts';
import invalidFirmware from './machine/invalid-firmware.ts';
import invalidHostname from './machine/invalid-hostname.ts';
import invalidMemory from './machine/invalid-memory.ts';
import invalidMemoryHotplug from './machine/invalid-memory-hotplug.ts';
import invalidProjectFile from './invalid-project-file.ts';
import invalidVolumeSource from './machine/invalid-volume-source.ts';
import missingMemory from './machine/missing-memory.ts';
import networksAnnotationMismatch from './networks-annotation-mismatch.ts';
import oldApiVersion from './object/old-api-version.ts';
import reservedLabel from './machine/reserved-label.ts';
import selectorMismatch from './machine/selector-mismatch.ts';
import unreadableYaml from './text/unreadable-yaml.ts';
import unregisteredBindingPlugin from './unregistered-binding-plugin.ts';
import unsupportedArchitecture from './machine/unsupported-architecture.ts';
import unsupportedEvictionStrategy from './machine/unsupported-eviction-strategy.ts';
import unsupportedMachineType from './machine/unsupported-machine-type.ts';
import unusedDataVolumeTemplate from './machine/unused-data-volume-template.ts';
import unusedSuppression from './unused-suppression.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  diskWithoutVolume,
  duplicateDiskOrVolumeName,
  duplicateKey,
  incompleteDnsConfig,
  instancetypeConflict,
  invalidCloudInit,
  invalidCpu,
  invalidCpuPlacement,
  invalidDevice,
  invalidDisk,
  invalidFirmware,
  invalidHostname,
  invalidMemory,
  invalidMemoryHotplug,
  invalidProjectFile,
  invalidVolumeSource,
  missingMemory,
  networksAnnotationMismatch,
  oldApiVersion,
  reservedLabel,
  selectorMismatch,
  unreadableYaml,
  unregisteredBindingPlugin,
  unsupportedArchitecture,
  unsupportedEvictionStrategy,
  unsupportedMachineType,
  unusedDataVolumeTemplate,
  unusedSuppression,
];
