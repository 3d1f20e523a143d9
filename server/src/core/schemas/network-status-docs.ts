/**
 * Own texts, as in `network-field-docs.ts`, for the networking parts of what is not a VM's spec: the status of NICs, the
 * KubeVirt resource, NetworkAttachmentDefinitions, preferences. Truth: `kubevirt/kubevirt ·
 * pkg/network/{controllers/vmi.go,setup/netstat.go,vmispec/infosource.go,netbinding}`, v1.6–v1.9; the NAD CRD.
 */
import * as l10n from '@vscode/l10n';

const statusDocs = {
  'v1.VirtualMachineInstanceStatus.interfaces': () =>
    l10n.t(
      'NICs as virt-controller and virt-handler see them, those that only the guest knows included. Not ordered like the spec; the Pod network comes first.',
    ),
  'v1.VirtualMachineInstanceNetworkInterface.name': () =>
    l10n.t('Name of the network in `spec.networks`. Missing for a NIC that only the guest agent told of.'),
  'v1.VirtualMachineInstanceNetworkInterface.podInterfaceName': () =>
    l10n.t(
      'Name of the NIC in the Pod: hashed (`pod…`), or ordinal (`net1`) for VMs started by old releases; `eth0` or the CNI plugin’s own for the default network.',
    ),
  'v1.VirtualMachineInstanceNetworkInterface.infoSource': () =>
    l10n.t(
      'Who reports the NIC, joined by comma and space: `domain` (libvirt), `guest-agent`, `multus-status` (the Pod’s network status). A secondary NIC is plugged when it has both `domain` and `multus-status`.',
    ),
  'v1.VirtualMachineInstanceNetworkInterface.mac': () =>
    l10n.t(
      'MAC address in the guest. Missing before the domain exists, and for SR-IOV without an address in the spec.',
    ),
  'v1.VirtualMachineInstanceNetworkInterface.ipAddress': () => l10n.t('The first of `ipAddresses`.'),
  'v1.VirtualMachineInstanceNetworkInterface.ipAddresses': () =>
    l10n.t('Addresses that the Pod has for the NIC, completed by those the guest agent tells.'),
  'v1.VirtualMachineInstanceNetworkInterface.interfaceName': () =>
    l10n.t('Name of the NIC in the guest, such as `enp1s0`. Told by the guest agent only.'),
  'v1.VirtualMachineInstanceNetworkInterface.queueCount': () =>
    l10n.t('Number of queues; 1 unless `networkInterfaceMultiqueue` is on. Missing for SR-IOV.'),
  'v1.VirtualMachineInstanceNetworkInterface.linkState': () =>
    l10n.t('State of the link in the domain, `up` or `down`. Missing for SR-IOV.'),
};

const clusterDocs = {
  'v1.KubeVirtConfiguration.network': () =>
    l10n.t('Networking of all VMs: the default binding, what is permitted, and the registered binding plugins.'),
  'v1.NetworkConfiguration.defaultNetworkInterface': () =>
    l10n.t(
      'Binding of the NIC that a VM without interfaces and networks gets: `bridge` (the default) or `masquerade`. With any other value KubeVirt ignores the whole configuration and uses its defaults.',
    ),
  'v1.NetworkConfiguration.permitBridgeInterfaceOnPodNetwork': () =>
    l10n.t('Whether `bridge` may be used on the Pod network. Default `true`.'),
  'v1.NetworkConfiguration.permitSlirpInterface': () => l10n.t('Without effect since slirp was discontinued in v1.3.'),
  'v1.NetworkConfiguration.binding': () =>
    l10n.t('Binding plugins by name; an interface asks for one with `binding.name`.'),
  'v1.InterfaceBindingPlugin.domainAttachmentType': () =>
    l10n.t(
      'How the guest is attached: `tap` (the plugin’s CNI makes the tap device) or `managedTap` (KubeVirt makes bridge and tap; no DHCP server). Left out where a sidecar does it. Other values are taken, and the NIC never reaches the guest.',
    ),
  'v1.InterfaceBindingPlugin.networkAttachmentDefinition': () =>
    l10n.t(
      'NAD of the plugin’s own CNI, `name` (in each VM’s namespace) or `namespace/name`; added to the Pod’s annotation after the network’s own.',
    ),
  'v1.InterfaceBindingPlugin.sidecarImage': () =>
    l10n.t('Image of a container beside the guest’s that changes the libvirt domain by hooks.'),
  'v1.InterfaceBindingPlugin.downwardAPI': () =>
    l10n.t(
      'What the plugin is told in `kubevirt.io/network-info`: `device-info`, the device that Multus reports. Other values are ignored.',
    ),
  'v1.InterfaceBindingPlugin.migration': () =>
    l10n.t('Present, even if empty: a VM with the plugin on the Pod network can migrate. Left out: it cannot.'),
  'v1.InterfaceBindingMigration.method': () =>
    l10n.t('`link-refresh`: the link goes down and up after a migration, so that the guest asks for an address again.'),
  'v1.InterfaceBindingPlugin.computeResourceOverhead': () =>
    l10n.t('Resources that each VM’s Pod gets in addition once it has a NIC with the plugin.'),
  'v1.ResourceRequirementsWithoutClaims.limits': () => l10n.t('Most that may be used, by resource, as quantities.'),
  'v1.ResourceRequirementsWithoutClaims.requests': () =>
    l10n.t('What is set aside, by resource, as quantities (`memory: 250Mi`).'),
  'v1.MigrationConfiguration.network': () =>
    l10n.t(
      'Name of a NetworkAttachmentDefinition in KubeVirt’s own namespace that migrations use instead of the Pod network.',
    ),
};

const otherDocs = {
  'NetworkAttachmentDefinition.spec': () =>
    l10n.t('Holds `config` and nothing else: the API server drops any other key.'),
  'NetworkAttachmentDefinition.spec.config': () =>
    l10n.t(
      'CNI configuration as JSON in a text (not as YAML): one plugin, or a list of `plugins`. Left out, Multus looks for a file of the NAD’s name on each node.',
    ),
  'v1beta1.DevicePreferences.preferredInterfaceModel': () =>
    l10n.t('Model of interfaces that name none. Not validated, here or where it is used.'),
  'v1beta1.DevicePreferences.preferredInterfaceMasquerade': () =>
    l10n.t('Gives `masquerade` to an interface on the Pod network that has no binding.'),
  'v1beta1.DevicePreferences.preferredAutoattachPodInterface': () =>
    l10n.t('`autoattachPodInterface` of VMs that leave it out.'),
  'v1beta1.DevicePreferences.preferredNetworkInterfaceMultiQueue': () =>
    l10n.t('`networkInterfaceMultiqueue` of VMs that leave it out.'),
};

export const networkStatusAndClusterDocs = { ...statusDocs, ...clusterDocs, ...otherDocs };
