/**
 * Facts about fields that the API description does not have: values that make sense, what KubeVirt takes for a field that
 * is left out, gates, what is not to be used any more. Keyed by definition and property. Whether a value is refused is
 * said by the admission rules alone. Truth: the API types and their constants (`kubevirt/kubevirt ·
 * staging/src/kubevirt.io/api/core/v1`), the admitters (`pkg/virt-api/webhooks`), the defaults
 * (`pkg/virt-config`, `pkg/defaults`), v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';

export interface FieldNotes {
  readonly values?: readonly string[];
  /** As it would be written. */
  readonly default?: string;
  readonly gate?: string;
  /** Why not to use it. A function, so that the language is known when it is asked. */
  readonly deprecated?: () => string;
}

const models = ['virtio', 'e1000e', 'e1000', 'igb', 'rtl8139', 'ne2k_pci', 'pcnet'];
const diskBuses = ['virtio', 'sata', 'scsi', 'usb'];
const evictionStrategies = ['LiveMigrate', 'LiveMigrateIfPossible', 'None', 'External'];
const onByDefault = { default: 'true' };
const discontinued = () => l10n.t('Discontinued since KubeVirt v1.3: refused when a VM is created.');

const notes: Readonly<Record<string, FieldNotes>> = {
  // Networking.
  'v1.Interface.model': { values: models, default: 'virtio' },
  'v1.Interface.state': { values: ['up', 'down', 'absent'], default: 'up' },
  'v1.Interface.passtBinding': { gate: 'PasstBinding' },
  'v1.Interface.portRanges': { gate: 'PortRangesSpec' },
  'v1.Interface.slirp': { deprecated: discontinued },
  'v1.Interface.macvtap': { deprecated: discontinued },
  'v1.Interface.passt': { deprecated: discontinued },
  'v1.Port.protocol': { values: ['TCP', 'UDP'], default: 'TCP' },
  'v1.PortRange.protocol': { values: ['TCP', 'UDP'] },
  'v1.Network.resourceClaim': { gate: 'NetworkDevicesWithDRA' },
  'v1.MultusNetwork.default': { default: 'false' },
  'v1.PodNetwork.vmNetworkCIDR': { default: '10.0.2.0/24' },
  'v1.PodNetwork.vmIPv6NetworkCIDR': { default: 'fd10:0:2::/120' },
  'v1.Devices.autoattachPodInterface': onByDefault,
  'v1.Devices.networkInterfaceMultiqueue': { default: 'false' },
  'v1.NetworkConfiguration.defaultNetworkInterface': { values: ['bridge', 'masquerade'], default: 'bridge' },
  'v1.NetworkConfiguration.permitBridgeInterfaceOnPodNetwork': onByDefault,
  'v1.NetworkConfiguration.permitSlirpInterface': { deprecated: () => l10n.t('Ignored since KubeVirt v1.3.') },
  'v1.InterfaceBindingPlugin.domainAttachmentType': { values: ['tap', 'managedTap'] },
  'v1.InterfaceBindingPlugin.downwardAPI': { values: ['device-info'] },
  'v1.InterfaceBindingMigration.method': { values: ['link-refresh'] },
  'v1.VirtualMachineInstanceNetworkInterface.linkState': { values: ['up', 'down'] },
  'v1beta1.DevicePreferences.preferredInterfaceModel': { values: models },

  // The VM and how it runs.
  'v1.VirtualMachineSpec.runStrategy': {
    values: ['Always', 'RerunOnFailure', 'Manual', 'Halted', 'Once', 'WaitAsReceiver'],
  },
  'v1.VirtualMachineSpec.running': { deprecated: () => l10n.t('Deprecated: use runStrategy.') },
  'v1.VirtualMachineSpec.updateVolumesStrategy': { values: ['Replacement', 'Migration'], default: 'Replacement' },
  'v1.VirtualMachineInstanceSpec.evictionStrategy': { values: evictionStrategies },
  'v1.VirtualMachineInstanceSpec.startStrategy': { values: ['Paused'] },
  'v1.VirtualMachineInstanceSpec.architecture': { values: ['amd64', 'arm64', 's390x'] },
  'v1.DomainSpec.ioThreadsPolicy': { values: ['shared', 'auto', 'supplementalPool'] },
  'v1.DomainSpec.rebootPolicy': { values: ['Reboot', 'Terminate'] },
  'v1.CPUFeature.policy': { values: ['force', 'require', 'optional', 'disable', 'forbid'], default: 'require' },

  // Devices.
  'v1.Devices.autoattachGraphicsDevice': onByDefault,
  'v1.Devices.autoattachMemBalloon': onByDefault,
  'v1.Devices.autoattachSerialConsole': onByDefault,
  'v1.DiskTarget.bus': { values: diskBuses },
  'v1.LunTarget.bus': { values: diskBuses },
  'v1.CDRomTarget.bus': { values: diskBuses },
  'v1.CDRomTarget.tray': { values: ['open', 'closed'], default: 'closed' },
  'v1.Disk.cache': { values: ['none', 'writethrough', 'writeback'] },
  'v1.Disk.io': { values: ['native', 'threads'] },
  'v1.Disk.errorPolicy': { values: ['stop', 'ignore', 'report', 'enospace'], default: 'stop' },
  'v1.Input.bus': { values: ['usb', 'virtio'], default: 'usb' },
  'v1.Input.type': { values: ['tablet', 'keyboard'] },
  'v1.SoundDevice.model': { values: ['ich9', 'ac97'], default: 'ich9' },
  'v1.I6300ESBWatchdog.action': { values: ['reset', 'poweroff', 'shutdown'], default: 'reset' },

  // The KubeVirt resource.
  'v1.KubeVirtConfiguration.vmRolloutStrategy': { values: ['LiveUpdate', 'Stage'], default: 'LiveUpdate' },
  'v1.KubeVirtConfiguration.evictionStrategy': { values: evictionStrategies },
  'v1.KubeVirtWorkloadUpdateStrategy.workloadUpdateMethods': { values: ['LiveMigrate', 'Evict'] },
  'v1.KubeVirtSpec.uninstallStrategy': {
    values: ['RemoveWorkloads', 'BlockUninstallIfWorkloadsExist'],
    default: 'BlockUninstallIfWorkloadsExist',
  },
};

export function fieldNotes(definition: string, property: string): FieldNotes | undefined {
  const key = `${definition}.${property}`;
  return Object.hasOwn(notes, key) ? notes[key] : undefined;
}

/** For tests: `definition.property` of every note. */
export const notedFields: readonly string[] = Object.keys(notes);

/** For tests: gates that notes name. */
export const notedGates: readonly string[] = Object.values(notes).flatMap(({ gate }) => gate ?? []);
