/**
 * The NADs that VirtLens can write for a NIC: one template a kind of network, with what only the writer can know as a
 * placeholder that is named. No template may be one that VirtLens itself warns about. Truth: `containernetworking/plugins`,
 * `k8snetworkplumbingwg/{ovs-cni,sriov-cni}`, `ovn-kubernetes/ovn-kubernetes`, `kubevirt/macvtap-cni`.
 */
import * as l10n from '@vscode/l10n';
import { stringify } from 'yaml';
import type { ClusterConfiguration } from '../../kubevirt/configuration.ts';
import type { Interface } from '../../kubevirt/model.ts';

/** What a NIC does with its network: a binding of KubeVirt's own, or how a plugin attaches. */
export type Attachment = 'bridge' | 'sriov' | 'tap' | 'managedTap' | 'unknown';

export function attachmentOf(own: Partial<Interface> | undefined, configuration: ClusterConfiguration): Attachment {
  if (own?.bridge) return 'bridge';
  if (own?.sriov) return 'sriov';
  const attached = own?.binding && configuration.bindings.get(own.binding.name)?.domainAttachmentType;
  return attached === 'tap' || attached === 'managedTap' ? attached : 'unknown';
}

/** The object that a template is filled in for. */
export interface NadIdentity {
  readonly name: string;
  /** Written into the manifest; undefined: left to whoever applies it, as the VM leaves it. */
  readonly statedNamespace: string | undefined;
  /** Where it lands by all that is known. */
  readonly namespace: string;
  /** Name in the CNI config. OVN-Kubernetes makes one network of all NADs that share it. */
  readonly networkName: string;
  /** A bridge that the nodes are known to have. */
  readonly bridge: string | undefined;
  /** A device resource that other NADs of the workspace take from. */
  readonly resourceName: string | undefined;
}

export interface NadTemplate {
  readonly id: string;
  /** CNI type, with the topology where that matters. */
  readonly label: string;
  /** What it is, and what the writer has to look over. */
  readonly detail: () => string;
  /** Attachments that work with it, the one it is made for first. */
  readonly suits: readonly Attachment[];
  readonly config: (nad: NadIdentity) => Readonly<Record<string, unknown>>;
  readonly resourceName?: (nad: NadIdentity) => string;
}

/** A version that every plugin in use takes. */
const cniVersion = '0.3.1';

const ovn = (topology: string, more: Readonly<Record<string, unknown>> = {}): NadTemplate['config'] => {
  return ({ name, namespace, networkName }) => ({
    cniVersion,
    name: networkName,
    type: 'ovn-k8s-cni-overlay',
    topology,
    netAttachDefName: `${namespace}/${name}`,
    ...more,
  });
};

export const nadTemplates: readonly NadTemplate[] = [
  {
    id: 'bridge',
    label: 'bridge',
    detail: () => l10n.t('a Linux bridge of the nodes; look over the name of the bridge'),
    suits: ['bridge', 'managedTap'],
    config: ({ networkName, bridge }) => ({ cniVersion, name: networkName, type: 'bridge', bridge: bridge ?? 'br1' }),
  },
  {
    id: 'ovn-localnet',
    label: 'ovn-k8s-cni-overlay, localnet',
    detail: () => l10n.t('the network outside, by OVN-Kubernetes; look over the bridge mapping'),
    suits: ['bridge', 'managedTap'],
    config: ovn('localnet', { physicalNetworkName: 'physnet1' }),
  },
  {
    id: 'ovn-layer2',
    label: 'ovn-k8s-cni-overlay, layer2',
    detail: () => l10n.t('a network inside the cluster, by OVN-Kubernetes'),
    suits: ['bridge', 'managedTap'],
    config: ovn('layer2'),
  },
  {
    id: 'ovs',
    label: 'ovs',
    detail: () => l10n.t('an Open vSwitch bridge of the nodes; look over the name of the bridge'),
    suits: ['bridge', 'managedTap'],
    config: ({ networkName, bridge }) => ({ cniVersion, name: networkName, type: 'ovs', bridge: bridge ?? 'br1' }),
  },
  {
    id: 'sriov',
    label: 'sriov',
    detail: () => l10n.t('a virtual function of an SR-IOV device; look over the resource name'),
    suits: ['sriov'],
    config: ({ networkName }) => ({ cniVersion, name: networkName, type: 'sriov' }),
    resourceName: ({ name, resourceName }) => resourceName ?? `openshift.io/${name.replace(/[^a-z0-9]/g, '_')}`,
  },
  {
    id: 'macvtap',
    label: 'macvtap',
    detail: () => l10n.t('a macvtap on a device of the nodes, for a binding plugin; look over the device'),
    suits: ['tap'],
    config: ({ networkName }) => ({ cniVersion, name: networkName, type: 'macvtap' }),
    resourceName: () => 'macvtap.network.kubevirt.io/eth0',
  },
];

/** Those that work with an attachment; for one that nothing is known of, all. */
export function templatesFor(attachment: Attachment): readonly NadTemplate[] {
  const fitting = nadTemplates.filter(({ suits }) => suits.includes(attachment));
  return fitting.length > 0 ? fitting : nadTemplates;
}

const resourceNameAnnotation = 'k8s.v1.cni.cncf.io/resourceName';

/** The manifest as a document of its own, the config as readable JSON in a block. Ends in a line feed. */
export function nadManifest(template: NadTemplate, nad: NadIdentity): string {
  const resourceName = template.resourceName?.(nad);
  return stringify(
    {
      apiVersion: 'k8s.cni.cncf.io/v1',
      kind: 'NetworkAttachmentDefinition',
      metadata: {
        name: nad.name,
        ...(nad.statedNamespace !== undefined && { namespace: nad.statedNamespace }),
        ...(resourceName !== undefined && { annotations: { [resourceNameAnnotation]: resourceName } }),
      },
      spec: { config: `${JSON.stringify(template.config(nad), undefined, 2)}\n` },
    },
    { lineWidth: 0, version: '1.1' },
  );
}
