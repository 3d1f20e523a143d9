/**
 * What hovers and completion say about the networking fields of manifests: which values are taken and what KubeVirt does
 * with them. Own words, since the published description is missing, wrong or misleading in places. Markdown; keyed by
 * definition and property of the API. Truth: `kubevirt/kubevirt · pkg/network/{admitter,vmispec,controllers,dhcp,setup}`,
 * `pkg/virt-api/webhooks`, v1.6–v1.9; the NetworkAttachmentDefinition CRD.
 */
import * as l10n from '@vscode/l10n';
import { networkStatusAndClusterDocs } from './network-status-docs.ts';

/** Functions, so that the language is known when a text is asked for. */
export type FieldDocs = Readonly<Record<string, () => string>>;

const interfaceDocs: FieldDocs = {
  'v1.Devices.interfaces': () =>
    l10n.t(
      'The NICs of the guest. Each is paired with the network of the same name in `spec.networks`. Without any NIC and network the VM gets one on the Pod network, unless `autoattachPodInterface` is `false`. The order here is the order of elements in the Pod’s network annotation.',
    ),
  'v1.Devices.autoattachPodInterface': () =>
    l10n.t(
      'Whether a VM that has neither interfaces nor networks gets a NIC on the Pod network; its binding is the cluster’s `defaultNetworkInterface`. With any interface or network written, it has no effect. Default `true`.',
    ),
  'v1.Devices.networkInterfaceMultiqueue': () =>
    l10n.t(
      'Gives each virtio NIC as many queues as the guest has vCPUs. Other models keep one queue. A change takes effect after a restart. Default `false`.',
    ),
  'v1.Interface.name': () =>
    l10n.t(
      'Name of the NIC: that of its network in `spec.networks`. Letters of both cases, digits, `-` and `_`; unique among the interfaces. The names of the NIC in the Pod are derived from it, so a new name is a new NIC.',
    ),
  'v1.Interface.bridge': () =>
    l10n.t(
      'Binds the guest to the network by a Linux bridge in the Pod: the guest is on the network itself, with the Pod NIC’s MAC address unless one is given. The only binding, with `sriov`, that can be plugged into a running VM, and the only one that can be unplugged. On the Pod network it takes the Pod’s IP address, which keeps the VM from migrating unless an annotation allows it.',
    ),
  'v1.Interface.masquerade': () =>
    l10n.t(
      'Hides the guest behind the Pod’s address by NAT; the guest has an address of `pod.vmNetworkCIDR`. Only on the `pod` network. Incoming traffic is let through to all ports, or to those of `ports`. Migrates.',
    ),
  'v1.Interface.sriov': () =>
    l10n.t(
      'Passes an SR-IOV virtual function to the guest. The network is a Multus one whose NAD names the device’s resource (or a `resourceClaim`, v1.9). `model` is ignored and a link state refused; adding such a NIC to a running VM takes a migration.',
    ),
  'v1.Interface.passtBinding': () =>
    l10n.t(
      'Connects the guest to the Pod network by passt, without NAT rules in the Pod; the guest has the Pod’s addresses. Only on the `pod` network. From v1.8, with the feature gate `PasstBinding` (beta; on by default from v1.9). Adds 250Mi to the Pod’s memory.',
    ),
  'v1.Interface.binding': () =>
    l10n.t('Connects the NIC by a binding plugin that the KubeVirt resource registers, instead of a built-in binding.'),
  'v1.PluginBinding.name': () =>
    l10n.t(
      'Name of a plugin below `spec.configuration.network.binding` of the KubeVirt resource. A name that is not registered is admitted, and then no Pod can be made.',
    ),
  'v1.Interface.slirp': () =>
    l10n.t('The slirp binding, discontinued since v1.3: a VM that uses it is refused when it is created.'),
  'v1.Interface.macvtap': () =>
    l10n.t(
      'The built-in macvtap binding, discontinued since v1.3: a VM that uses it is refused when it is created, whatever the feature gates. A binding plugin takes its place.',
    ),
  'v1.Interface.passt': () =>
    l10n.t(
      'The first passt binding, discontinued since v1.3: a VM that uses it is refused when it is created, whatever the feature gates. `passtBinding` takes its place.',
    ),
  'v1.Interface.model': () =>
    l10n.t(
      'Device that the guest sees: `virtio` (the default, needs a driver in the guest), `e1000e`, `e1000`, `igb`, `rtl8139`, `ne2k_pci`, `pcnet`. Ignored for `sriov`. Only virtio has several queues.',
    ),
  'v1.Interface.macAddress': () =>
    l10n.t(
      'MAC address of the NIC in the guest: six bytes as `02:00:00:12:34:56`, also with `-`, or as `0200.0012.3456`. On a secondary network it is also asked of the CNI plugin. `02:00:00:00:00:00` is reserved, and refused with `masquerade`. KubeVirt does not look for duplicates.',
    ),
  'v1.Interface.state': () =>
    l10n.t(
      'State of the link: `up` (as when left out), `down` (cable pulled, at once in a running VM; not for `sriov`), or `absent`: unplugs the NIC from a running VM, then interface and network are removed from the VM. Only `bridge` on a secondary network can be absent.',
    ),
  'v1.Interface.bootOrder': () =>
    l10n.t(
      'Place of the NIC in the boot order, for booting by network: a whole number from 1, unique among disks and interfaces; lower first. NICs without one are not booted from.',
    ),
  'v1.Interface.pciAddress': () =>
    l10n.t(
      'PCI address in the guest, `domain:bus:slot.function` in hexadecimal with one digit 0–7 for the function: `0000:81:01.0`.',
    ),
  'v1.Interface.acpiIndex': () =>
    l10n.t(
      'Index by which the guest names the NIC (`eno<index>`) whatever its PCI address: 1 to 16383, unique among devices. KubeVirt does not check it; a bad index keeps the guest from starting.',
    ),
  'v1.Interface.tag': () =>
    l10n.t(
      'A label for software in the guest: the metadata of a `cloudInitConfigDrive` volume names it beside the NIC’s address. Not seen on the network.',
    ),
  'v1.Interface.ports': () =>
    l10n.t(
      'Ports of the guest that are reachable through `masquerade` (or `passtBinding`) on the Pod network; without the list all are. Ports of probes must be among them. Other bindings ignore it.',
    ),
  'v1.Port.name': () =>
    l10n.t('Name of the port: at most 15 of `a`–`z`, `0`–`9` and `-`, with at least one letter; unique in the list.'),
  'v1.Port.port': () => l10n.t('Port number in the guest, 1 to 65535. Mandatory.'),
  'v1.Port.protocol': () => l10n.t('`TCP` (the default) or `UDP`, in capitals.'),
  'v1.Interface.portRanges': () =>
    l10n.t(
      'Ranges of ports that are reachable through `masquerade`, at most 10 and without overlap; not together with `ports`. From v1.9, with the feature gate `PortRangesSpec` (alpha, off by default).',
    ),
  'v1.PortRange.protocol': () => l10n.t('`TCP` or `UDP`, in capitals. Mandatory, unlike in `ports`.'),
  'v1.PortRange.start': () => l10n.t('First port of the range, 1 to 65535, not above `end`.'),
  'v1.PortRange.end': () => l10n.t('Last port of the range, 1 to 65535; it is part of the range.'),
  'v1.Interface.dhcpOptions': () =>
    l10n.t(
      'What KubeVirt’s DHCP server in the Pod tells the guest besides its address. Only where that server runs: `masquerade`, and `bridge` on a NIC to which the CNI plugin gave an IPv4 address.',
    ),
  'v1.DHCPOptions.bootFileName': () => l10n.t('Boot file name (option 67) for guests that boot by network.'),
  'v1.DHCPOptions.tftpServerName': () => l10n.t('TFTP server (option 66) for guests that boot by network.'),
  'v1.DHCPOptions.ntpServers': () =>
    l10n.t('NTP servers (option 42): IPv4 addresses only, host names and IPv6 are refused.'),
  'v1.DHCPOptions.privateOptions': () =>
    l10n.t('Site-specific options with a number and a text. No number twice in one list.'),
  'v1.DHCPPrivateOptions.option': () => l10n.t('Number of the option, 224 to 254.'),
  'v1.DHCPPrivateOptions.value': () => l10n.t('Value of the option, sent as text.'),
};

const networkDocs: FieldDocs = {
  'v1.VirtualMachineInstanceSpec.networks': () =>
    l10n.t(
      'Networks that the VM is connected to, each by the interface of the same name in `domain.devices.interfaces`. One may be the Pod network or a Multus default network; all others are secondary.',
    ),
  'v1.Network.name': () =>
    l10n.t(
      'Name of the network within this VM, the same as its interface’s; it need not be that of a NAD. Letters of both cases, digits, `-` and `_`; unique.',
    ),
  'v1.Network.pod': () =>
    l10n.t(
      'The cluster’s Pod network: `{}`, or the guest’s addresses behind `masquerade`. At most one network of a VM, and not together with `multus.default: true`.',
    ),
  'v1.PodNetwork.vmNetworkCIDR': () =>
    l10n.t(
      'IPv4 network between Pod and guest with `masquerade`: the gateway has its first address, the guest the second. At least a /30. Default `10.0.2.0/24`.',
    ),
  'v1.PodNetwork.vmIPv6NetworkCIDR': () =>
    l10n.t('IPv6 network between Pod and guest with `masquerade`. Default `fd10:0:2::/120`.'),
  'v1.Network.multus': () =>
    l10n.t('A network of a NetworkAttachmentDefinition, attached to the Pod by Multus. `networkName` says which.'),
  'v1.MultusNetwork.networkName': () =>
    l10n.t(
      'The NetworkAttachmentDefinition: `name`, in the VM’s own namespace, or `namespace/name`. Whether it exists is first seen when the Pod is made. Changing it in a running VM moves the NIC by a migration (v1.9, and v1.8 with the gate `LiveUpdateNADRef`), and otherwise needs a restart.',
    ),
  'v1.MultusNetwork.default': () =>
    l10n.t(
      'Makes the NAD the Pod’s default network, in place of the cluster’s own. At most one network of a VM, and not together with a `pod` network. Default `false`.',
    ),
  'v1.Network.resourceClaim': () =>
    l10n.t(
      'A network device that a ResourceClaim allocates (DRA). With `sriov` or a binding plugin; not together with Multus networks. From v1.9, with the feature gate `NetworkDevicesWithDRA` (alpha, off by default).',
    ),
  'v1.ClaimRequest.claimName': () => l10n.t('Name of a claim in `spec.resourceClaims` of the VMI.'),
  'v1.ClaimRequest.requestName': () =>
    l10n.t('Request of the claim that names the device; no two devices may share claim and request.'),
};

const docs: FieldDocs = { ...interfaceDocs, ...networkDocs, ...networkStatusAndClusterDocs };

/** Markdown for a field; undefined for fields that the published description tells right. */
export function networkFieldDoc(definition: string, property: string): string | undefined {
  const key = `${definition}.${property}`;
  return Object.hasOwn(docs, key) ? docs[key]?.() : undefined;
}

/** For tests: `definition.property` of every text. */
export const documentedFields: readonly string[] = Object.keys(docs);
