/**
 * Which binding works on what a CNI type makes, and what happens where it does not: the one table that rules and fixes
 * read. It knows no manifests and no places; a pair that is not in it works, or nobody here knows. Truth:
 * `kubevirt/kubevirt · pkg/network/setup/netpod`, `pkg/virt-launcher/virtwrap/device/hostdevice/sriov`, v1.6–v1.9;
 * `containernetworking/plugins · plugins/main`; `k8snetworkplumbingwg/sriov-cni`; `kubevirt/macvtap-cni`; KubeVirt issues
 * 2925, 3331, 5483, 6585, 7001, 9658, 13726.
 */
import * as l10n from '@vscode/l10n';
import type { Attachment } from './nic-on-nad.ts';

export interface Misfit {
  /** `fails`: no VM, or no network in it. `limited`: it works, with a drawback that is worth knowing. */
  readonly verdict: 'fails' | 'limited';
  /** What happens on the cluster, why, and what to do. */
  readonly text: (names: { readonly nad: string; readonly type: string }) => string;
  /** The binding that works on such a NAD; `plugin` stands for one whose `domainAttachmentType` is `tap`. */
  readonly fitting?: 'bridge' | 'sriov' | 'plugin';
}

type Row = Partial<Record<Attachment, Misfit>>;

const ownAddressOnly: Misfit = {
  verdict: 'fails',
  text: ({ nad, type }) =>
    l10n.t(
      'The VM starts, but no frame reaches the guest: {1} delivers frames only to the MAC address of the Pod’s own NIC, and the bridge hands that address to the guest. Connect {0} by the CNI type bridge to a bridge of the node, or use macvtap with its binding plugin.',
      nad,
      type,
    ),
};

const parentAddress: Misfit = {
  verdict: 'fails',
  text: ({ nad, type }) =>
    l10n.t(
      'The network of the VM cannot be set up: NICs of {1} share the MAC address of the device beneath them, so none can be the port of a bridge. Connect {0} by the CNI type bridge to a bridge of the node.',
      nad,
      type,
    ),
};

const deviceForQemu: Misfit = {
  verdict: 'fails',
  text: ({ nad }) =>
    l10n.t(
      'The VM does not start: {0} makes a device that QEMU opens itself, and no NIC that KubeVirt could put on a bridge. Use a binding plugin with domainAttachmentType tap, such as macvtap.',
      nad,
    ),
  fitting: 'plugin',
};

/** Where neither the type nor a pool hands out functions. */
export const noVirtualFunction: Misfit = {
  verdict: 'fails',
  text: ({ nad }) =>
    l10n.t(
      'The VM does not start ("failed to create SR-IOV hostdevices"): {0} hands out no virtual function, so there is no PCI address to give to the guest. Use the binding that fits the NAD, or a NAD of type sriov.',
      nad,
    ),
  fitting: 'bridge',
};

const deviceIsNoFunction: Misfit = {
  ...noVirtualFunction,
  text: ({ nad }) =>
    l10n.t(
      'The VM does not start ("failed to create SR-IOV hostdevices"): {0} makes a device for QEMU, and no virtual function. Use a binding plugin with domainAttachmentType tap, such as macvtap.',
      nad,
    ),
  fitting: 'plugin',
};

const virtualFunction: Misfit = {
  verdict: 'fails',
  text: ({ nad }) =>
    l10n.t(
      'The network of the VM fails: {0} hands out a virtual function. Bound to vfio-pci it has no NIC in the Pod ("pod link is missing"); as a network device it drops the guest’s frames, unless the NAD says trust "on" and spoofchk "off". Use sriov.',
      nad,
    ),
  fitting: 'sriov',
};

const noTapDevice: Misfit = {
  verdict: 'fails',
  text: ({ nad }) =>
    l10n.t(
      'The VM does not start: a plugin with domainAttachmentType tap needs a tap device in the Pod, and {0} makes none. Use bridge, or a plugin with domainAttachmentType managedTap.',
      nad,
    ),
  fitting: 'bridge',
};

const noTapFromFunction: Misfit = {
  ...noTapDevice,
  text: ({ nad }) =>
    l10n.t(
      'The VM does not start: a plugin with domainAttachmentType tap needs a tap device in the Pod, and {0} hands out a virtual function. Use sriov.',
      nad,
    ),
  fitting: 'sriov',
};

const nodeDevice: Misfit = {
  verdict: 'limited',
  text: ({ nad }) =>
    l10n.t(
      '{0} moves a device of the node into the Pod: each serves one VM at a time, and a live migration needs the same free device on the other node.',
      nad,
    ),
};

const nodeVlan: Misfit = {
  verdict: 'limited',
  text: ({ nad }) =>
    l10n.t(
      '{0} makes one NIC for its VLAN and device on each node, so a second VM on the node does not get it. A bridge of the node with a vlan serves many.',
      nad,
    ),
};

const pointToPoint: Misfit = {
  verdict: 'limited',
  text: ({ nad }) =>
    l10n.t(
      '{0} is a routed link between Pod and node, no layer 2 network: the guest gets its address from KubeVirt, and another MAC address needs tuning in the chain.',
      nad,
    ),
};

const noNetwork: Misfit = {
  verdict: 'fails',
  text: ({ nad, type }) =>
    l10n.t(
      'The NIC leads nowhere: {1} is no network by itself, only an addition to one. Connect {0} by a type that makes a NIC, such as bridge.',
      nad,
      type,
    ),
};

/** Rows for what a NIC of the Pod is made by; `tap` wants a tap device, which is none of these. */
const bridgeable: Row = { sriov: noVirtualFunction, tap: noTapDevice };

const onBridge = (misfit: Misfit): Row => ({ ...bridgeable, bridge: misfit, managedTap: misfit });

const forQemu: Row = { bridge: deviceForQemu, managedTap: deviceForQemu, sriov: deviceIsNoFunction };

const nowhere: Row = { bridge: noNetwork, managedTap: noNetwork, tap: noNetwork, sriov: noNetwork };

const forFunctions: Row = { bridge: virtualFunction, managedTap: virtualFunction, tap: noTapFromFunction };

/** By CNI type, aliases resolved. */
export const bindingByCni: Readonly<Record<string, Row>> = {
  bridge: bridgeable,
  veth: bridgeable,
  // Virtual functions with a representor take part in these networks as well.
  ovs: { tap: noTapDevice },
  macvlan: onBridge(ownAddressOnly),
  ipvlan: onBridge(parentAddress),
  vlan: onBridge(nodeVlan),
  'host-device': onBridge(nodeDevice),
  ptp: onBridge(pointToPoint),
  macvtap: forQemu,
  tap: forQemu,
  sriov: forFunctions,
  'ib-sriov': forFunctions,
  dummy: nowhere,
  loopback: nowhere,
};

/** What is wrong with a binding on a NAD of a type; undefined where it works, or nobody knows. */
export function misfitOf(attachment: Attachment, type: string, role: string | undefined): Misfit | undefined {
  return (Object.hasOwn(bindingByCni, type) ? bindingByCni[type] : role === 'chained' ? nowhere : {})?.[attachment];
}
