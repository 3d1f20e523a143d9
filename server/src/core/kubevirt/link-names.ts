/**
 * Names of the devices that KubeVirt makes from a Pod interface, and which of them a binding makes. Which Pod interface
 * a network has is not decided here (`name-scheme.ts`). Truth: `kubevirt/kubevirt · pkg/network/link/names.go` and
 * `pkg/network/setup/netpod/netpod.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from './configuration.ts';
import type { Interface } from './model.ts';

export interface LinkNames {
  readonly tap: string;
  readonly bridge: string;
  /** The Pod interface after it was renamed to make room for a dummy of its old name. */
  readonly nic: string;
}

/** The tap of the default network, and of any that is not secondary. */
const primaryTap = 'tap0';

/** Device names for a Pod interface; `secondary` is whether its network is a secondary Multus network. */
export function linkNames(podInterface: string, secondary: boolean): LinkNames {
  const stem = podInterface.startsWith('pod') ? podInterface.slice('pod'.length) : podInterface;
  return {
    tap: secondary ? `tap${podInterface.slice('pod'.length)}` : primaryTap,
    bridge: `k6t-${stem}`,
    nic: `${stem}-nic`,
  };
}

/**
 * The name of the dummy that keeps a renamed Pod interface's place, with its addresses, so that the CNI still finds it:
 * the Pod interface's own.
 */
export function dummyName(podInterface: string): string {
  return podInterface;
}

/** What libvirt calls the guest's NIC: `ua-<network>`; an SR-IOV device carries `sriov-` besides. */
export function domainAliases(networkName: string): readonly [nic: string, sriovDevice: string] {
  return [`ua-${networkName}`, `ua-sriov-${networkName}`];
}

/** The bindings by their API field, in the order in which KubeVirt looks for them. */
const coreBindings = ['bridge', 'masquerade', 'passtBinding', 'sriov', 'slirp', 'macvtap', 'passt'] as const;

/** The interface's binding: a core binding's field, or a plugin's name; undefined when it names none. */
export function bindingName(own: Interface): string | undefined {
  return coreBindings.find((binding) => own[binding] !== undefined) ?? own.binding?.name;
}

export interface BindingDevices {
  readonly tap: boolean;
  readonly bridge: boolean;
  /** The Pod interface is renamed, and a dummy of its old name made. */
  readonly nic: boolean;
}

/** Which devices the interface's binding makes in the launcher Pod. */
export function bindingDevices(own: Interface, { bindings }: Pick<ClusterConfiguration, 'bindings'>): BindingDevices {
  const all: BindingDevices = { tap: true, bridge: true, nic: true };
  const none: BindingDevices = { tap: false, bridge: false, nic: false };
  if (own.bridge) return all;
  if (own.masquerade) return { tap: true, bridge: true, nic: false };
  if (own.passtBinding || own.sriov || !own.binding) return none;
  switch (bindings.get(own.binding.name)?.domainAttachmentType) {
    case 'managedTap':
      return all;
    // The CNI makes the tap; KubeVirt only uses it.
    case 'tap':
      return { tap: true, bridge: false, nic: false };
    default:
      return none;
  }
}
