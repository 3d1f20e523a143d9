/**
 * The part of a NIC's way that its NAD tells: the NAD itself, what the Pod asks of the node for it, its CNI plugins, and
 * what they connect the Pod to. Truth of the sentences: `containernetworking/plugins · plugins/main/bridge`,
 * `ovn-kubernetes/ovn-kubernetes · docs/features/multiple-networks`, `k8snetworkplumbingwg/ovs-cni · docs`.
 */
import * as l10n from '@vscode/l10n';
import { ovnType } from '../../cni/types/ovn.ts';
import type { Fact } from '../../workspace/facts.ts';
import type { NadUse } from '../../workspace/launcher.ts';
import { nodeSide, type NodeSide } from '../vm-nics.ts';
import type { PathStep, StoryPlace } from './story.ts';

/** `why` says how it comes to be this NAD. */
export function nadPath(
  { namespace, name, fact }: Pick<NadUse, 'namespace' | 'name' | 'fact'>,
  why: string,
  placeOf: (fact: Fact) => StoryPlace,
): readonly PathStep[] {
  const full = `${namespace ?? '<namespace>'}/${name}`;
  if (!fact)
    return [
      step('nad', full, `${why} ${l10n.t('None of the known files has this NAD, so what it holds is not known.')}`),
    ];
  const types = fact.cniTypes ?? [];
  return [
    { ...step('nad', full, why), ...(fact.source === 'manifest' && { place: placeOf(fact) }) },
    ...(fact.resourceName.state === 'stated'
      ? [
          step(
            'resource',
            fact.resourceName.value,
            l10n.t('Of the NAD: the launcher Pod asks for one, so it runs where a node has one free.'),
          ),
        ]
      : []),
    ...(types.length === 0
      ? []
      : [
          step(
            'cni',
            types.join(' + '),
            types.length === 1
              ? l10n.t('The CNI plugin that makes the interface.')
              : l10n.t('The first makes the interface, those behind it work on it.'),
          ),
        ]),
    ...(fact.config ? networkOfNode(nodeSide(fact.config), types[0]) : []),
  ];
}

export function step(at: PathStep['at'], name: string, why: string): PathStep {
  return { at, name, why };
}

function networkOfNode({ device, vlan, topology }: NodeSide, type: string | undefined): readonly PathStep[] {
  return [
    ...(topology === undefined
      ? []
      : [step('topology', topology, l10n.t('The kind of network that OVN-Kubernetes makes of it.'))]),
    ...(device === undefined ? [] : [step('node-device', device, deviceWords(type))]),
    ...(vlan === undefined
      ? []
      : [step('vlan', String(vlan), l10n.t('Frames leave the node with this VLAN, and the guest sees them without.'))]),
  ];
}

function deviceWords(type: string | undefined): string {
  switch (type) {
    case 'bridge':
    case 'cnv-bridge':
      return l10n.t('A Linux bridge of the node. Where a node lacks it the CNI makes one there, which leads nowhere.');
    case 'ovs':
      return l10n.t('An Open vSwitch bridge of the node; it must be there.');
    case ovnType:
      return l10n.t('The bridge mapping of the nodes that leads to the physical network.');
    default:
      return l10n.t('A device of the node that the CNI goes by.');
  }
}
