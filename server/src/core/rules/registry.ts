/** Every rule, one line each, in alphabetical order. A new rule is its file, its page in docs/rules, and a line here. */
import absentNotUnpluggable from './interface/absent-not-unpluggable.ts';
import bootableInterfaceWithLaunchSecurity from './interface/bootable-interface-with-launch-security.ts';
import deprecatedField from './interface/deprecated-field.ts';
import diskWithoutVolume from './machine/disk-without-volume.ts';
import duplicateBootOrder from './interface/duplicate-boot-order.ts';
import duplicateDiskOrVolumeName from './machine/duplicate-disk-or-volume-name.ts';
import duplicateKey from './text/duplicate-key.ts';
import duplicatePortName from './interface/duplicate-port-name.ts';
import incompleteDnsConfig from './machine/incomplete-dns-config.ts';
import instancetypeConflict from './machine/instancetype-conflict.ts';
import invalidBootOrder from './interface/invalid-boot-order.ts';
import invalidCloudInit from './machine/invalid-cloud-init.ts';
import invalidCpu from './machine/invalid-cpu.ts';
import invalidCpuPlacement from './machine/invalid-cpu-placement.ts';
import invalidDhcpOptions from './interface/invalid-dhcp-options.ts';
import invalidDisk from './machine/invalid-disk.ts';
import invalidFirmware from './machine/invalid-firmware.ts';
import invalidHostname from './machine/invalid-hostname.ts';
import invalidInterfaceName from './interface/invalid-interface-name.ts';
import invalidMemory from './machine/invalid-memory.ts';
import invalidMemoryHotplug from './machine/invalid-memory-hotplug.ts';
import invalidNtpServer from './interface/invalid-ntp-server.ts';
import invalidPortName from './interface/invalid-port-name.ts';
import invalidPortNumber from './interface/invalid-port-number.ts';
import invalidPortRanges from './interface/invalid-port-ranges.ts';
import invalidProjectFile from './invalid-project-file.ts';
import invalidRunStrategy from './interface/invalid-run-strategy.ts';
import invalidVolumeSource from './machine/invalid-volume-source.ts';
import linkStateOnSriov from './interface/link-state-on-sriov.ts';
import malformedMacAddress from './interface/malformed-mac-address.ts';
import malformedPciAddress from './interface/malformed-pci-address.ts';
import missingMemory from './machine/missing-memory.ts';
import networksAnnotationMismatch from './networks-annotation-mismatch.ts';
import oldApiVersion from './object/old-api-version.ts';
import probeWithoutPodNetwork from './interface/probe-without-pod-network.ts';
import reservedLabel from './machine/reserved-label.ts';
import reservedMacAddress from './interface/reserved-mac-address.ts';
import selectorMismatch from './machine/selector-mismatch.ts';
import unreadableYaml from './text/unreadable-yaml.ts';
import unregisteredBindingPlugin from './unregistered-binding-plugin.ts';
import unsupportedArchitecture from './machine/unsupported-architecture.ts';
import unsupportedEvictionStrategy from './machine/unsupported-eviction-strategy.ts';
import unsupportedInterfaceModel from './interface/unsupported-interface-model.ts';
import unsupportedInterfaceState from './interface/unsupported-interface-state.ts';
import unsupportedMachineType from './machine/unsupported-machine-type.ts';
import unsupportedProtocol from './interface/unsupported-protocol.ts';
import unusedDataVolumeTemplate from './machine/unused-data-volume-template.ts';
import unusedSuppression from './unused-suppression.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  absentNotUnpluggable,
  bootableInterfaceWithLaunchSecurity,
  deprecatedField,
  diskWithoutVolume,
  duplicateBootOrder,
  duplicateDiskOrVolumeName,
  duplicateKey,
  duplicatePortName,
  incompleteDnsConfig,
  instancetypeConflict,
  invalidBootOrder,
  invalidCloudInit,
  invalidCpu,
  invalidCpuPlacement,
  invalidDhcpOptions,
  invalidDisk,
  invalidFirmware,
  invalidHostname,
  invalidInterfaceName,
  invalidMemory,
  invalidMemoryHotplug,
  invalidNtpServer,
  invalidPortName,
  invalidPortNumber,
  invalidPortRanges,
  invalidProjectFile,
  invalidRunStrategy,
  invalidVolumeSource,
  linkStateOnSriov,
  malformedMacAddress,
  malformedPciAddress,
  missingMemory,
  networksAnnotationMismatch,
  oldApiVersion,
  probeWithoutPodNetwork,
  reservedLabel,
  reservedMacAddress,
  selectorMismatch,
  unreadableYaml,
  unregisteredBindingPlugin,
  unsupportedArchitecture,
  unsupportedEvictionStrategy,
  unsupportedInterfaceModel,
  unsupportedInterfaceState,
  unsupportedMachineType,
  unsupportedProtocol,
  unusedDataVolumeTemplate,
  unusedSuppression,
];
