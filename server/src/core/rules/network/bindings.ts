/**
 * Which binding fits which network, and the steps that give an interface another one. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter`, v1.6–v1.9; what a fitting binding is follows from what the webhooks refuse.
 */
import { isGateEnabled } from '../../kubevirt/configuration.ts';
import type { Interface, Network } from '../../kubevirt/model.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { Subject } from '../rule.ts';
import { interfaceFieldOf, interfacesOf, nadTypeOf, nullKeys } from './nics.ts';

export const bindingKeys = [
  'masquerade',
  'bridge',
  'sriov',
  'passtBinding',
  'binding',
  'slirp',
  'macvtap',
  'passt',
] as const;

export type BindingKey = (typeof bindingKeys)[number];

/** Bindings that KubeVirt has given up. */
export const discontinuedKeys: readonly BindingKey[] = ['slirp', 'macvtap', 'passt'];

export function bindingsIn(own: Partial<Interface>): readonly BindingKey[] {
  return bindingKeys.filter((key) => own[key] !== undefined);
}

/** Whether KubeVirt takes a binding on a network; on one that is not there, every binding waits for its network. */
export function suits(binding: BindingKey, network: Network | undefined): boolean {
  if (!network) return true;
  switch (binding) {
    case 'masquerade':
    case 'passtBinding':
    case 'passt':
    case 'slirp':
      return network.pod !== undefined;
    case 'macvtap':
      return network.multus !== undefined;
    case 'bridge':
      return network.resourceClaim === undefined;
    case 'sriov':
      return network.pod === undefined;
    case 'binding':
      return true;
  }
}

/** Core bindings for a network, best first. */
export function bindingsFor(subject: Subject, network: Network | undefined): readonly BindingKey[] {
  const { release, configuration } = subject.cluster;
  if (network?.pod) {
    const passt = release.fields.passtBinding && isGateEnabled(release, configuration, 'PasstBinding');
    return [
      'masquerade',
      ...(configuration.permitBridgeInterfaceOnPodNetwork ? (['bridge'] as const) : []),
      ...(passt ? (['passtBinding'] as const) : []),
    ];
  }
  if (network?.resourceClaim && !network.multus) return ['sriov'];
  return nadTypeOf(subject, network) === 'sriov' ? ['sriov', 'bridge'] : ['bridge', 'sriov'];
}

export function bestBinding(subject: Subject, network: Network | undefined): BindingKey {
  return bindingsFor(subject, network)[0] ?? 'bridge';
}

/**
 * Leaves an interface with one binding, another key in the place of the first it has. A link state that SR-IOV does not
 * know goes with the change.
 */
export function bindingSteps(subject: Subject, index: number, binding: BindingKey, plugin?: string): EditStep[] {
  const own = interfacesOf(subject)[index];
  const field = interfaceFieldOf(subject, index);
  if (!own) return [];
  const value = plugin === undefined ? {} : { name: plugin };
  const present = bindingsIn(own);
  const isThere = present.includes(binding);
  const empty = nullKeys(subject, field);
  const isNull = empty.includes(binding);
  const replaced = isThere || isNull ? undefined : present[0];
  const steps: EditStep[] = bindingKeys
    .filter((key) => key !== replaced && key !== binding && (present.includes(key) || empty.includes(key)))
    .map((key) => ({ do: 'remove', field: joinField(field, key) }));
  const at = joinField(field, binding);
  if (replaced !== undefined) {
    steps.push({ do: 'rename-key', field: joinField(field, replaced), key: binding });
    // What a plugin's entry holds means nothing to another binding.
    if (plugin !== undefined || replaced === 'binding' || !isEmpty(subject, joinField(field, replaced)))
      steps.push({ do: 'set', field: at, value });
  } else if (isNull) steps.push({ do: 'set', field: at, value });
  else if (!isThere) steps.push({ do: 'insert-entry', field, key: binding, value, at: { after: 'name' } });
  if (binding === 'sriov' && (own.state === 'up' || own.state === 'down'))
    steps.push({ do: 'remove', field: joinField(field, 'state') });
  return steps;
}

function isEmpty({ document }: Subject, field: string): boolean {
  const node = document.root && find(document.root, field)?.node;
  return node?.kind === 'mapping' && node.entries.length === 0;
}
