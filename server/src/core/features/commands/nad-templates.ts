/**
 * The NADs that VirtLens can write for a NIC: one template a kind of network, with what only the writer can know as a
 * placeholder that is named. No template may be one that VirtLens itself warns about. Truth: `containernetworking/plugins`,
 * `k8snetworkplumbingwg/{ovs-cni,sriov-cni}`, `ovn-kubernetes/ovn-kubernetes`, `kubevirt/macvtap-cni`.
 */
import * as l10n from '@vscode/l10n';
import { stringify } from 'yaml';
import { mainPlugin } from '../../cni/cni-config.ts';
import { RESOURCE_NAME_ANNOTATION } from '../../resources/nad.ts';
import type { Attachment } from '../../rules/compatibility/nic-on-nad.ts';
import { likelyResource } from '../../rules/nad/resource-name.ts';
import type { BridgeFact, NadFact } from '../../workspace/facts.ts';

/** The object that a template is filled in for. */
export interface NadIdentity {
  readonly name: string;
  /** Written into the manifest; undefined: left to whoever applies it, as the VM leaves it. */
  readonly statedNamespace: string | undefined;
  /** Where it lands by all that is known. */
  readonly namespace: string;
  /** Name in the CNI config. OVN-Kubernetes makes one network of all NADs that share it. */
  readonly networkName: string;
  /** The nearest known NAD of the same CNI type: what it names of the nodes is more likely there than a placeholder. */
  readonly like: NadFact | undefined;
  /** What policies of node networks give the nodes, the nearest first. */
  readonly ofNodes: readonly BridgeFact[];
}

export interface NadTemplate {
  readonly id: string;
  /** CNI type. */
  readonly type: string;
  /** The type, with the topology where that matters. */
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

const ovnType = 'ovn-k8s-cni-overlay';

function onBridge(type: string, bridge: BridgeFact['type']): NadTemplate['config'] {
  return (nad) => ({
    cniVersion,
    name: nad.networkName,
    type,
    bridge: textIn(nad.like, 'bridge') ?? ofNodes(nad, bridge) ?? 'br1',
  });
}

function onDevice(type: string): NadTemplate['config'] {
  return ({ networkName }) => ({ cniVersion, name: networkName, type });
}

function ovn(topology: string, more: (nad: NadIdentity) => Readonly<Record<string, unknown>>): NadTemplate['config'] {
  return (nad) => ({
    cniVersion,
    name: nad.networkName,
    type: ovnType,
    topology,
    netAttachDefName: `${nad.namespace}/${nad.name}`,
    ...more(nad),
  });
}

function ofNodes({ ofNodes: all }: NadIdentity, type: BridgeFact['type']): string | undefined {
  return all.find((bridge) => bridge.type === type)?.name;
}

/** A text at the top of the plugin's configuration. */
function textIn(nad: NadFact | undefined, key: string): string | undefined {
  const value = nad?.config && mainPlugin(nad.config)?.value[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function resourceOf(nad: NadFact | undefined): string | undefined {
  return nad?.resourceName.state === 'stated' ? nad.resourceName.value : undefined;
}

export const nadTemplates: readonly NadTemplate[] = [
  {
    id: 'bridge',
    type: 'bridge',
    label: 'bridge',
    detail: () => l10n.t('a Linux bridge of the nodes; look over the name of the bridge'),
    suits: ['bridge', 'managedTap'],
    config: onBridge('bridge', 'linux-bridge'),
  },
  {
    id: 'ovn-localnet',
    type: ovnType,
    label: 'ovn-k8s-cni-overlay, localnet',
    detail: () => l10n.t('the network outside, by OVN-Kubernetes; look over the bridge mapping'),
    suits: ['bridge', 'managedTap'],
    config: ovn('localnet', (nad) => ({
      physicalNetworkName: textIn(nad.like, 'physicalNetworkName') ?? ofNodes(nad, 'localnet') ?? 'physnet1',
    })),
  },
  {
    id: 'ovn-layer2',
    type: ovnType,
    label: 'ovn-k8s-cni-overlay, layer2',
    detail: () => l10n.t('a network inside the cluster, by OVN-Kubernetes'),
    suits: ['bridge', 'managedTap'],
    config: ovn('layer2', () => ({})),
  },
  {
    id: 'ovs',
    type: 'ovs',
    label: 'ovs',
    detail: () => l10n.t('an Open vSwitch bridge of the nodes; look over the name of the bridge'),
    suits: ['bridge', 'managedTap'],
    config: onBridge('ovs', 'ovs-bridge'),
  },
  {
    id: 'sriov',
    type: 'sriov',
    label: 'sriov',
    detail: () => l10n.t('a virtual function of an SR-IOV device; look over the resource name'),
    suits: ['sriov'],
    config: onDevice('sriov'),
    resourceName: ({ like, name }) => resourceOf(like) ?? likelyResource('sriov', name),
  },
  {
    id: 'macvtap',
    type: 'macvtap',
    label: 'macvtap',
    detail: () => l10n.t('a macvtap on a device of the nodes, for a binding plugin; look over the device'),
    suits: ['tap'],
    config: onDevice('macvtap'),
    resourceName: ({ like, name }) => resourceOf(like) ?? likelyResource('macvtap', name),
  },
];

/** Those that work with an attachment; for one that nothing is known of, all. */
export function templatesFor(attachment: Attachment | undefined): readonly NadTemplate[] {
  return attachment ? nadTemplates.filter(({ suits }) => suits.includes(attachment)) : nadTemplates;
}

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
        ...(resourceName !== undefined && { annotations: { [RESOURCE_NAME_ANNOTATION]: resourceName } }),
      },
      spec: { config: `${JSON.stringify(template.config(nad), undefined, 2)}\n` },
    },
    { lineWidth: 0, version: '1.1' },
  );
}
