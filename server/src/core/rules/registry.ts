/** Every rule, one line each, in alphabetical order. A new rule is its file, its page in docs/rules, and a line here. */
import absentNotUnpluggable from './interface/absent-not-unpluggable.ts';
import addressNotOfPod from './status/address-not-of-pod.ts';
import autoattachWithoutEffect from './nic-features/autoattach-without-effect.ts';
import bindingNadMismatch from './compatibility/binding-nad-mismatch.ts';
import bootableInterfaceWithLaunchSecurity from './interface/bootable-interface-with-launch-security.ts';
import bridgeOnPodNetworkNotPermitted from './network/bridge-on-pod-network-not-permitted.ts';
import chainedCniPluginFirst from './nad/chained-cni-plugin-first.ts';
import claimNetworkBinding from './network/claim-network-binding.ts';
import claimNetworkWithMultus from './network/claim-network-with-multus.ts';
import cniTypeAndPlugins from './nad/cni-type-and-plugins.ts';
import conflictingCniKeys from './nad/conflicting-cni-keys.ts';
import conflictingFeatureGate from './cluster/conflicting-feature-gate.ts';
import defaultInterfaceNotAvailable from './network/default-interface-not-available.ts';
import defaultNetworkWithoutIpam from './compatibility/default-network-without-ipam.ts';
import deprecatedCniType from './nad/deprecated-cni-type.ts';
import deprecatedField from './interface/deprecated-field.ts';
import dhcpIpam from './compatibility/dhcp-ipam.ts';
import discontinuedBinding from './network/discontinued-binding.ts';
import diskWithoutVolume from './machine/disk-without-volume.ts';
import duplicateBootOrder from './interface/duplicate-boot-order.ts';
import duplicateDiskOrVolumeName from './machine/duplicate-disk-or-volume-name.ts';
import duplicateInterfaceName from './network/duplicate-interface-name.ts';
import duplicateIpamAddress from './compatibility/duplicate-ipam-address.ts';
import duplicateKey from './text/duplicate-key.ts';
import duplicateMacAddress from './nic-features/duplicate-mac-address.ts';
import duplicateNetworkName from './network/duplicate-network-name.ts';
import duplicatePortName from './interface/duplicate-port-name.ts';
import duplicateResourceClaim from './network/duplicate-resource-claim.ts';
import duplicateStatusMac from './status/duplicate-status-mac.ts';
import editEvicts from './impact/edit-evicts.ts';
import editIgnored from './impact/edit-ignored.ts';
import editMayMigrate from './impact/edit-may-migrate.ts';
import editMigrates from './impact/edit-migrates.ts';
import editNeedsRestart from './impact/edit-needs-restart.ts';
import editRejected from './impact/edit-rejected.ts';
import failingCondition from './status/failing-condition.ts';
import featureGateNotEnabled from './network/feature-gate-not-enabled.ts';
import fieldOfOtherRelease from './schema/field-of-other-release.ts';
import foreignNamespaceNad from './compatibility/foreign-namespace-nad.ts';
import foreignPodInterface from './status/foreign-pod-interface.ts';
import hostAddressOnBridge from './nad/host-address-on-bridge.ts';
import ignoredConfiguration from './cluster/ignored-configuration.ts';
import ignoredNicField from './nic-features/ignored-nic-field.ts';
import implicitDefaultVlan from './nad/implicit-default-vlan.ts';
import incompleteDnsConfig from './machine/incomplete-dns-config.ts';
import incompleteResourceClaim from './network/incomplete-resource-claim.ts';
import instancetypeConflict from './machine/instancetype-conflict.ts';
import interfaceWithoutNetwork from './network/interface-without-network.ts';
import invalidAccessCredentials from './machine/invalid-access-credentials.ts';
import invalidBootOrder from './interface/invalid-boot-order.ts';
import invalidCloudInit from './machine/invalid-cloud-init.ts';
import invalidCniNetworkName from './nad/invalid-cni-network-name.ts';
import invalidCniValue from './nad/invalid-cni-value.ts';
import invalidCniVersion from './nad/invalid-cni-version.ts';
import invalidCpu from './machine/invalid-cpu.ts';
import invalidCpuPlacement from './machine/invalid-cpu-placement.ts';
import invalidDataVolumeTemplate from './machine/invalid-data-volume-template.ts';
import invalidDevice from './machine/invalid-device.ts';
import invalidDhcpOptions from './interface/invalid-dhcp-options.ts';
import invalidDisk from './machine/invalid-disk.ts';
import invalidFirmware from './machine/invalid-firmware.ts';
import invalidHostname from './machine/invalid-hostname.ts';
import invalidInterfaceName from './interface/invalid-interface-name.ts';
import invalidLaunchSecurity from './machine/invalid-launch-security.ts';
import invalidMemory from './machine/invalid-memory.ts';
import invalidMemoryHotplug from './machine/invalid-memory-hotplug.ts';
import invalidNtpServer from './interface/invalid-ntp-server.ts';
import invalidOvnNetwork from './nad/invalid-ovn-network.ts';
import invalidPortName from './interface/invalid-port-name.ts';
import invalidPortNumber from './interface/invalid-port-number.ts';
import invalidPortRanges from './interface/invalid-port-ranges.ts';
import invalidProbe from './machine/invalid-probe.ts';
import invalidProjectFile from './invalid-project-file.ts';
import invalidResourceClaims from './network/invalid-resource-claims.ts';
import invalidRunStrategy from './interface/invalid-run-strategy.ts';
import invalidValue from './schema/invalid-value.ts';
import invalidVolumeSource from './machine/invalid-volume-source.ts';
import ipamWithLiveMigration from './compatibility/ipam-with-live-migration.ts';
import ipamWithoutEffect from './compatibility/ipam-without-effect.ts';
import ipamWithoutRoute from './compatibility/ipam-without-route.ts';
import istioNeedsMasquerade from './nic-features/istio-needs-masquerade.ts';
import istioReservedPort from './nic-features/istio-reserved-port.ts';
import linkDownWithProbe from './nic-features/link-down-with-probe.ts';
import linkStateOnSriov from './interface/link-state-on-sriov.ts';
import macvtapOffMultusNetwork from './network/macvtap-off-multus-network.ts';
import malformedMacAddress from './interface/malformed-mac-address.ts';
import malformedNadReference from './compatibility/malformed-nad-reference.ts';
import malformedPciAddress from './interface/malformed-pci-address.ts';
import masqueradeOffPodNetwork from './network/masquerade-off-pod-network.ts';
import migrationRequired from './status/migration-required.ts';
import misplacedAnnotation from './nic-features/misplaced-annotation.ts';
import misplacedField from './schema/misplaced-field.ts';
import misreadScalar from './schema/misread-scalar.ts';
import missingBinding from './network/missing-binding.ts';
import missingCniKey from './nad/missing-cni-key.ts';
import missingCniType from './nad/missing-cni-type.ts';
import missingCniVersion from './nad/missing-cni-version.ts';
import missingField from './schema/missing-field.ts';
import missingMemory from './machine/missing-memory.ts';
import missingNadReference from './network/missing-nad-reference.ts';
import missingNetworkSource from './network/missing-network-source.ts';
import missingOvnTopology from './nad/missing-ovn-topology.ts';
import missingResourceName from './nad/missing-resource-name.ts';
import multipleBindings from './network/multiple-bindings.ts';
import multipleDefaultNetworks from './network/multiple-default-networks.ts';
import multipleNetworkSources from './network/multiple-network-sources.ts';
import multiplePodNetworks from './network/multiple-pod-networks.ts';
import networkBlocksMigration from './nic-features/network-blocks-migration.ts';
import networkDataMacMismatch from './nic-features/network-data-mac-mismatch.ts';
import networkEvent from './status/network-event.ts';
import networkWithoutInterface from './network/network-without-interface.ts';
import networksAnnotationMismatch from './networks-annotation-mismatch.ts';
import nicDiffersFromSpec from './status/nic-differs-from-spec.ts';
import nicLostInPod from './status/nic-lost-in-pod.ts';
import nicNotAttached from './status/nic-not-attached.ts';
import nicNotInGuest from './status/nic-not-in-guest.ts';
import nicNotSeenByAgent from './status/nic-not-seen-by-agent.ts';
import nicNotUnplugged from './status/nic-not-unplugged.ts';
import nicOnOtherNad from './status/nic-on-other-nad.ts';
import nicWaiting from './status/nic-waiting.ts';
import nicWithoutAddress from './status/nic-without-address.ts';
import nicWithoutDevice from './compatibility/nic-without-device.ts';
import noPodInterface from './nic-features/no-pod-interface.ts';
import obsoleteConfiguration from './cluster/obsolete-configuration.ts';
import oldApiVersion from './object/old-api-version.ts';
import ordinalPodInterface from './status/ordinal-pod-interface.ts';
import ovnIpam from './nad/ovn-ipam.ts';
import ovnNameMismatch from './nad/ovn-name-mismatch.ts';
import passtOffPodNetwork from './network/passt-off-pod-network.ts';
import podNetworkWithMultusDefault from './network/pod-network-with-multus-default.ts';
import primaryNetworkReference from './compatibility/primary-network-reference.ts';
import probePortNotForwarded from './nic-features/probe-port-not-forwarded.ts';
import probeWithoutPodNetwork from './interface/probe-without-pod-network.ts';
import repeatedNad from './compatibility/repeated-nad.ts';
import reservedLabel from './machine/reserved-label.ts';
import reservedMacAddress from './interface/reserved-mac-address.ts';
import resourceNameMismatch from './nad/resource-name-mismatch.ts';
import resourceNotRequested from './compatibility/resource-not-requested.ts';
import restartRequired from './status/restart-required.ts';
import selectorMismatch from './machine/selector-mismatch.ts';
import sharedNetworkName from './nad/shared-network-name.ts';
import sriovOnPodNetwork from './compatibility/sriov-on-pod-network.ts';
import staleStatusEntry from './status/stale-status-entry.ts';
import tuningWithoutMac from './nad/tuning-without-mac.ts';
import unknownCniKey from './nad/unknown-cni-key.ts';
import unknownCniType from './nad/unknown-cni-type.ts';
import unknownField from './schema/unknown-field.ts';
import unknownInfoSource from './status/unknown-info-source.ts';
import unknownPodInterface from './status/unknown-pod-interface.ts';
import unknownResourceClaim from './network/unknown-resource-claim.ts';
import unmatchedGuestNic from './status/unmatched-guest-nic.ts';
import unqualifiedDefaultNad from './compatibility/unqualified-default-nad.ts';
import unreadNetworkAnnotation from './nic-features/unread-network-annotation.ts';
import unreadableCniConfig from './nad/unreadable-cni-config.ts';
import unreadableYaml from './text/unreadable-yaml.ts';
import unregisteredBindingPlugin from './unregistered-binding-plugin.ts';
import unresolvedNad from './compatibility/unresolved-nad.ts';
import unsupportedArchitecture from './machine/unsupported-architecture.ts';
import unsupportedEvictionStrategy from './machine/unsupported-eviction-strategy.ts';
import unsupportedInterfaceModel from './interface/unsupported-interface-model.ts';
import unsupportedInterfaceState from './interface/unsupported-interface-state.ts';
import unsupportedMachineType from './machine/unsupported-machine-type.ts';
import unsupportedProtocol from './interface/unsupported-protocol.ts';
import unsupportedStartStrategy from './machine/unsupported-start-strategy.ts';
import unusableDefaultInterface from './cluster/unusable-default-interface.ts';
import unusableMacAddress from './nic-features/unusable-mac-address.ts';
import unusableNetworkStatus from './status/unusable-network-status.ts';
import unusableVmNetwork from './nic-features/unusable-vm-network.ts';
import unusedDataVolumeTemplate from './machine/unused-data-volume-template.ts';
import unusedNad from './nad/unused-nad.ts';
import unusedSuppression from './unused-suppression.ts';
import unworkableBindingPlugin from './cluster/unworkable-binding-plugin.ts';
import wrongType from './schema/wrong-type.ts';
import type { Rule } from './rule.ts';

export const rules: readonly Rule[] = [
  absentNotUnpluggable,
  addressNotOfPod,
  autoattachWithoutEffect,
  bindingNadMismatch,
  bootableInterfaceWithLaunchSecurity,
  bridgeOnPodNetworkNotPermitted,
  chainedCniPluginFirst,
  claimNetworkBinding,
  claimNetworkWithMultus,
  cniTypeAndPlugins,
  conflictingCniKeys,
  conflictingFeatureGate,
  defaultInterfaceNotAvailable,
  defaultNetworkWithoutIpam,
  deprecatedCniType,
  deprecatedField,
  dhcpIpam,
  discontinuedBinding,
  diskWithoutVolume,
  duplicateBootOrder,
  duplicateDiskOrVolumeName,
  duplicateInterfaceName,
  duplicateIpamAddress,
  duplicateKey,
  duplicateMacAddress,
  duplicateNetworkName,
  duplicatePortName,
  duplicateResourceClaim,
  duplicateStatusMac,
  editEvicts,
  editIgnored,
  editMayMigrate,
  editMigrates,
  editNeedsRestart,
  editRejected,
  failingCondition,
  featureGateNotEnabled,
  fieldOfOtherRelease,
  foreignNamespaceNad,
  foreignPodInterface,
  hostAddressOnBridge,
  ignoredConfiguration,
  ignoredNicField,
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
  ipamWithLiveMigration,
  ipamWithoutEffect,
  ipamWithoutRoute,
  istioNeedsMasquerade,
  istioReservedPort,
  linkDownWithProbe,
  linkStateOnSriov,
  macvtapOffMultusNetwork,
  malformedMacAddress,
  malformedNadReference,
  malformedPciAddress,
  masqueradeOffPodNetwork,
  migrationRequired,
  misplacedAnnotation,
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
  networkBlocksMigration,
  networkDataMacMismatch,
  networkEvent,
  networkWithoutInterface,
  networksAnnotationMismatch,
  nicDiffersFromSpec,
  nicLostInPod,
  nicNotAttached,
  nicNotInGuest,
  nicNotSeenByAgent,
  nicNotUnplugged,
  nicOnOtherNad,
  nicWaiting,
  nicWithoutAddress,
  nicWithoutDevice,
  noPodInterface,
  obsoleteConfiguration,
  oldApiVersion,
  ordinalPodInterface,
  ovnIpam,
  ovnNameMismatch,
  passtOffPodNetwork,
  podNetworkWithMultusDefault,
  primaryNetworkReference,
  probePortNotForwarded,
  probeWithoutPodNetwork,
  repeatedNad,
  reservedLabel,
  reservedMacAddress,
  resourceNameMismatch,
  resourceNotRequested,
  restartRequired,
  selectorMismatch,
  sharedNetworkName,
  sriovOnPodNetwork,
  staleStatusEntry,
  tuningWithoutMac,
  unknownCniKey,
  unknownCniType,
  unknownField,
  unknownInfoSource,
  unknownPodInterface,
  unknownResourceClaim,
  unmatchedGuestNic,
  unqualifiedDefaultNad,
  unreadNetworkAnnotation,
  unreadableCniConfig,
  unreadableYaml,
  unregisteredBindingPlugin,
  unresolvedNad,
  unsupportedArchitecture,
  unsupportedEvictionStrategy,
  unsupportedInterfaceModel,
  unsupportedInterfaceState,
  unsupportedMachineType,
  unsupportedProtocol,
  unsupportedStartStrategy,
  unusableDefaultInterface,
  unusableMacAddress,
  unusableNetworkStatus,
  unusableVmNetwork,
  unusedDataVolumeTemplate,
  unusedNad,
  unusedSuppression,
  unworkableBindingPlugin,
  wrongType,
];
