/** Every rule, one line each, in alphabetical order. A new rule is its file, its page in docs/rules, and a line here. */
import invalidProjectFile from './invalid-project-file.ts';
import diskWithoutVolume from './machine/disk-without-volume.ts';
import duplicateDiskOrVolumeName from './machine/duplicate-disk-or-volume-name.ts';
import incompleteDnsConfig from './machine/incomplete-dns-config.ts';
import instancetypeConflict from './machine/instancetype-conflict.ts';
import invalidCloudInit from './machine/invalid-cloud-init.ts';
import invalidCpuPlacement from './machine/invalid-cpu-placement.ts';
import invalidCpu from './machine/invalid-cpu.ts';
import invalidDisk from './machine/invalid-disk.ts';
import invalidFirmware from './machine/invalid-firmware.ts';
import invalidHostname from './machine/invalid-hostname.ts';
import invalidMemoryHotplug from './machine/invalid-memory-hotplug.ts';
import invalidMemory from './machine/invalid-memory.ts';
import invalidVolumeSource from './machine/invalid-volume-source.ts';
import missingMemory from './machine/missing-memory.ts';
import reservedLabel from './machine/reserved-label.ts';
import selectorMismatch from './machine/selector-mismatch.ts';
import unsupportedArchitecture from './machine/unsupported-architecture.ts';
import unsupportedEvictionStrategy from './machine/unsupported-eviction-strategy.ts';
import unsupportedMachineType from './machine/unsupported-machine-type.ts';
import unusedDataVolumeTemplate from './machine/unused-data-volume-template.ts';
import bridgeOnPodNetworkNotPermitted from './network/bridge-on-pod-network-not-permitted.ts';
import claimNetworkBinding from './network/claim-network-binding.ts';
import claimNetworkWithMultus from './network/claim-network-with-multus.ts';
import defaultInterfaceNotAvailable from './network/default-interface-not-available.ts';
import discontinuedBinding from './network/discontinued-binding.ts';
import duplicateInterfaceName from './network/duplicate-interface-name.ts';
import duplicateNetworkName from './network/duplicate-network-name.ts';
import duplicateResourceClaim from './network/duplicate-resource-claim.ts';
import featureGateNotEnabled from './network/feature-gate-not-enabled.ts';
import incompleteResourceClaim from './network/incomplete-resource-claim.ts';
import interfaceWithoutNetwork from './network/interface-without-network.ts';
import macvtapOffMultusNetwork from './network/macvtap-off-multus-network.ts';
import masqueradeOffPodNetwork from './network/masquerade-off-pod-network.ts';
import missingBinding from './network/missing-binding.ts';
import missingNadReference from './network/missing-nad-reference.ts';
import missingNetworkSource from './network/missing-network-source.ts';
import multipleBindings from './network/multiple-bindings.ts';
import multipleDefaultNetworks from './network/multiple-default-networks.ts';
import multipleNetworkSources from './network/multiple-network-sources.ts';
import multiplePodNetworks from './network/multiple-pod-networks.ts';
import networkWithoutInterface from './network/network-without-interface.ts';
import passtOffPodNetwork from './network/passt-off-pod-network.ts';
import podNetworkWithMultusDefault from './network/pod-network-with-multus-default.ts';
import unknownResourceClaim from './network/unknown-resource-claim.ts';
import networksAnnotationMismatch from './networks-annotation-mismatch.ts';
import oldApiVersion from './object/old-api-version.ts';
import fieldOfOtherRelease from './schema/field-of-other-release.ts';
import invalidValue from './schema/invalid-value.ts';
import misplacedField from './schema/misplaced-field.ts';
import misreadScalar from './schema/misread-scalar.ts';
import missingField from './schema/missing-field.ts';
import unknownField from './schema/unknown-field.ts';
import wrongType from './schema/wrong-type.ts';
import duplicateKey from './text/duplicate-key.ts';
import unreadableYaml from './text/unreadable-yaml.ts';
import unregisteredBindingPlugin from './unregistered-binding-plugin.ts';
import unusedSuppression from './unused-suppression.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  bridgeOnPodNetworkNotPermitted,
  claimNetworkBinding,
  claimNetworkWithMultus,
  defaultInterfaceNotAvailable,
  discontinuedBinding,
  diskWithoutVolume,
  duplicateDiskOrVolumeName,
  duplicateInterfaceName,
  duplicateKey,
  duplicateNetworkName,
  duplicateResourceClaim,
  featureGateNotEnabled,
  fieldOfOtherRelease,
  incompleteDnsConfig,
  incompleteResourceClaim,
  instancetypeConflict,
  interfaceWithoutNetwork,
  invalidCloudInit,
  invalidCpu,
  invalidCpuPlacement,
  invalidDisk,
  invalidFirmware,
  invalidHostname,
  invalidMemory,
  invalidMemoryHotplug,
  invalidProjectFile,
  invalidValue,
  invalidVolumeSource,
  macvtapOffMultusNetwork,
  masqueradeOffPodNetwork,
  misplacedField,
  misreadScalar,
  missingBinding,
  missingField,
  missingMemory,
  missingNadReference,
  missingNetworkSource,
  multipleBindings,
  multipleDefaultNetworks,
  multipleNetworkSources,
  multiplePodNetworks,
  networkWithoutInterface,
  networksAnnotationMismatch,
  oldApiVersion,
  passtOffPodNetwork,
  podNetworkWithMultusDefault,
  reservedLabel,
  selectorMismatch,
  unknownField,
  unknownResourceClaim,
  unreadableYaml,
  unregisteredBindingPlugin,
  unsupportedArchitecture,
  unsupportedEvictionStrategy,
  unsupportedMachineType,
  unusedDataVolumeTemplate,
  unusedSuppression,
  wrongType,
];
