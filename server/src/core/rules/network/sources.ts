/**
 * The source of a network – the Pod network, a NAD, a resource claim – and the steps that give it another, its
 * interfaces' bindings with it. Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.6–v1.9.
 */
import type { Network } from '../../kubevirt/model.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import type { Subject } from '../rule.ts';
import { bestBinding, bindingsIn, bindingSteps, suits } from './bindings.ts';
import { interfacesOf, type NetworkSource, networkFieldOf, networksOf, nullKeys, sourceValue } from './nics.ts';

export const sourceKeys: readonly NetworkSource[] = ['pod', 'multus', 'resourceClaim'];

export function sourcesIn(network: Network): readonly NetworkSource[] {
  return sourceKeys.filter((key) => network[key] !== undefined);
}

/** A network of one source, as its interfaces see it. */
export function networkOf(name: string, source: NetworkSource, before?: Network): Network {
  switch (source) {
    case 'pod':
      return { name, pod: { vmNetworkCIDR: '', vmIPv6NetworkCIDR: '' } };
    case 'multus':
      return { name, multus: before?.multus ?? { networkName: '', default: false } };
    case 'resourceClaim':
      return { name, resourceClaim: { claimName: '', requestName: '' } };
  }
}

/** Leaves a network with one source, with placeholders where it has none of the kind, and bindings that fit it. */
export function sourceSteps(subject: Subject, index: number, source: NetworkSource): readonly EditStep[] {
  const network = networksOf(subject)[index];
  if (!network) return [];
  const field = networkFieldOf(subject, index);
  const present = sourcesIn(network);
  const isThere = present.includes(source);
  const empty = nullKeys(subject, field);
  const isNull = empty.includes(source);
  const replaced = isThere || isNull ? undefined : present[0];
  const value = sourceValue(network.name, source)[source];
  const steps: EditStep[] = sourceKeys
    .filter((key) => key !== source && key !== replaced && (present.includes(key) || empty.includes(key)))
    .map((key) => ({ do: 'remove', field: joinField(field, key) }));
  if (replaced !== undefined) steps.push({ do: 'rename-key', field: joinField(field, replaced), key: source });
  if (replaced !== undefined || isNull) steps.push({ do: 'set', field: joinField(field, source), value });
  else if (!isThere) steps.push({ do: 'insert-entry', field, key: source, value });
  return [...steps, ...fittingSteps(subject, networkOf(network.name, source, network))];
}

/** Makes the interfaces of a network fit it, where their bindings do not. */
export function fittingSteps(subject: Subject, network: Network): readonly EditStep[] {
  return interfacesOf(subject).flatMap((own, index) => {
    if (own.name !== network.name) return [];
    const present = bindingsIn(own);
    if (present.every((key) => suits(key, network))) return [];
    const fitting = present.find((key) => key !== 'binding' && suits(key, network));
    return bindingSteps(subject, index, fitting ?? bestBinding(subject, network));
  });
}
