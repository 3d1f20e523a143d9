/** Every rule, one line each, in alphabetical order. A new rule is its file, its page in docs/rules, and a line here. */
import bindingNadMismatch from './compatibility/binding-nad-mismatch.ts';
import absentNotUnpluggable from './interface/absent-not-unpluggable.ts';
import bootableInterfaceWithLaunchSecurity from './interface/bootable-interface-with-launch-security.ts';
import deprecatedField from './interface/deprecated-field.ts';
import duplicateBootOrder from './interface/duplicate-boot-order.ts';
import duplicatePortName from './interface/duplicate-port-name.ts';
import invalidBootOrder from './interface/invalid-boot-order.ts';
import invalidDhcpOptions from './interface/invalid-dhcp-options.ts';
import invalidInterfaceName from './interface/invalid-interface-name.ts';
import invalidNtpServer from './interface/invalid-ntp-server.ts';
import invalidPortName from './interface/invalid-port-name.ts';
import invalidPortNumber from './interface/invalid-port-number.ts';
import invalidPortRanges from './interface/invalid-port-ranges.ts';
import invalidRunStrategy from './interface/invalid-run-strategy.ts';
import linkStateOnSriov from './interface/link-state-on-sriov.ts';
import malformedMacAddress from './interface/malformed-mac-address.ts';
import malformedPciAddress from './interface/malformed-pci-address.ts';
import probeWithoutPodNetwork from './interface/probe-without-pod-network.ts';
import reservedMacAddress from './interface/reserved-mac-address.ts';
import unsupportedInterfaceModel from './interface/unsupported-interface-model.ts';
import unsupportedInterfaceState from './interface/unsupported-interface-state.ts';
import unsupportedProtocol from './interface/unsupported-protocol.ts';
import invalidProjectFile from './invalid-project-file.ts';
import diskWithoutVolume from './machine/disk-without-volume.ts';
import duplicateDiskOrVolumeName from './machine/duplicate-disk-or-volume-name.ts';
import incompleteDnsConfig from './machine/incomplete-dns-config.ts';
import instancetypeConflict from './machine/instancetype-conflict.ts';
import invalidAccessCredentials from './machine/invalid-access-credentials.ts';
import invalidCloudInit from './machine/invalid-cloud-init.ts';
import invalidCpuPlacement from './machine/invalid-cpu-placement.ts';
import invalidCpu from './machine/invalid-cpu.ts';
import invalidDataVolumeTemplate from './machine/invalid-data-volume-template.ts';
import invalidDevice from './machine/invalid-device.ts';
import invalidDisk from './machine/invalid-disk.ts';
import invalidFirmware from './machine/invalid-firmware.ts';
import invalidHostname from './machine/invalid-hostname.ts';
import invalidLaunchSecurity from './machine/invalid-launch-security.ts';
import invalidMemoryHotplug from './machine/invalid-memory-hotplug.ts';
import invalidMemory from './machine/invalid-memory.ts';
import invalidProbe from './machine/invalid-probe.ts';
import invalidVolumeSource from './machine/invalid-volume-source.ts';
import missingMemory from './machine/missing-memory.ts';
import reservedLabel from './machine/reserved-label.ts';
import selectorMismatch from './machine/selector-mismatch.ts';
import unsupportedArchitecture from './machine/unsupported-architecture.ts';
import unsupportedEvictionStrategy from './machine/unsupported-eviction-strategy.ts';
import unsupportedMachineType from './machine/unsupported-machine-type.ts';
import unsupportedStartStrategy from './machine/unsupported-start-strategy.ts';
import unusedDataVolumeTemplate from './machine/unused-data-volume-template.ts';
import chainedCniPluginFirst from './nad/chained-cni-plugin-first.ts';
import cniTypeAndPlugins from './nad/cni-type-and-plugins.ts';
import conflictingCniKeys from './nad/conflicting-cni-keys.ts';
import deprecatedCniType from './nad/deprecated-cni-type.ts';
import hostAddressOnBridge from './nad/host-address-on-bridge.ts';
import implicitDefaultVlan from './nad/implicit-default-vlan.ts';
import invalidCniNetworkName from './nad/invalid-cni-network-name.ts';
import invalidCniValue from './nad/invalid-cni-value.ts';
import invalidCniVersion from './nad/invalid-cni-version.ts';
import invalidOvnNetwork from './nad/invalid-ovn-network.ts';
import missingCniKey from './nad/missing-cni-key.ts';
import missingCniType from './nad/missing-cni-type.ts';
import missingCniVersion from './nad/missing-cni-version.ts';
import missingOvnTopology from './nad/missing-ovn-topology.ts';
import missingResourceName from './nad/missing-resource-name.ts';
import ovnIpam from './nad/ovn-ipam.ts';
import ovnNameMismatch from './nad/ovn-name-mismatch.ts';
import resourceNameMismatch from './nad/resource-name-mismatch.ts';
import sharedNetworkName from './nad/shared-network-name.ts';
import tuningWithoutMac from './nad/tuning-without-mac.ts';
import unknownCniKey from './nad/unknown-cni-key.ts';
import unknownCniType from './nad/unknown-cni-type.ts';
import unreadableCniConfig from './nad/unreadable-cni-config.ts';
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
import invalidResourceClaims from './network/invalid-resource-claims.ts';
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
  absentNotUnpluggable,
  bindingNadMismatch,
  bootableInterfaceWithLaunchSecurity,
  bridgeOnPodNetworkNotPermitted,
  chainedCniPluginFirst,
  claimNetworkBinding,
  claimNetworkWithMultus,
  cniTypeAndPlugins,
  conflictingCniKeys,
  defaultInterfaceNotAvailable,
  deprecatedCniType,
  deprecatedField,
  discontinuedBinding,
  diskWithoutVolume,
  duplicateBootOrder,
  duplicateDiskOrVolumeName,
  duplicateInterfaceName,
  duplicateKey,
  duplicateNetworkName,
  duplicatePortName,
  duplicateResourceClaim,
  featureGateNotEnabled,
  fieldOfOtherRelease,
  hostAddressOnBridge,
  implicitDefaultVlan,
  incompleteDnsConfig,
  incompleteResourceClaim,
  instancetypeConflict,
  interfaceWithoutNetwork,
  invalidAccessCredentials,
  invalidBootOrder,
  invalidCloudInit,
  invalidCniNetworkName,
  invalidCniValue,
  invalidCniVersion,
  invalidCpu,
  invalidCpuPlacement,
  invalidDataVolumeTemplate,
  invalidDevice,
  invalidDhcpOptions,
  invalidDisk,
  invalidFirmware,
  invalidHostname,
  invalidInterfaceName,
  invalidLaunchSecurity,
  invalidMemory,
  invalidMemoryHotplug,
  invalidNtpServer,
  invalidOvnNetwork,
  invalidPortName,
  invalidPortNumber,
  invalidPortRanges,
  invalidProbe,
  invalidProjectFile,
  invalidResourceClaims,
  invalidRunStrategy,
  invalidValue,
  invalidVolumeSource,
  linkStateOnSriov,
  macvtapOffMultusNetwork,
  malformedMacAddress,
  malformedPciAddress,
  masqueradeOffPodNetwork,
  misplacedField,
  misreadScalar,
  missingBinding,
  missingCniKey,
  missingCniType,
  missingCniVersion,
  missingField,
  missingMemory,
  missingNadReference,
  missingNetworkSource,
  missingOvnTopology,
  missingResourceName,
  multipleBindings,
  multipleDefaultNetworks,
  multipleNetworkSources,
  multiplePodNetworks,
  networkWithoutInterface,
  networksAnnotationMismatch,
  oldApiVersion,
  ovnIpam,
  ovnNameMismatch,
  passtOffPodNetwork,
  podNetworkWithMultusDefault,
  probeWithoutPodNetwork,
  reservedLabel,
  reservedMacAddress,
  resourceNameMismatch,
  selectorMismatch,
  sharedNetworkName,
  tuningWithoutMac,
  unknownCniKey,
  unknownCniType,
  unknownField,
  unknownResourceClaim,
  unreadableCniConfig,
  unreadableYaml,
  unregisteredBindingPlugin,
  unsupportedArchitecture,
  unsupportedEvictionStrategy,
  unsupportedInterfaceModel,
  unsupportedInterfaceState,
  unsupportedMachineType,
  unsupportedProtocol,
  unsupportedStartStrategy,
  unusedDataVolumeTemplate,
  unusedSuppression,
  wrongType,
];
