/**
 * Fixes for a binding on a network that it does not work on: another binding, or the network that the binding wants.
 * Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { Fix, Subject } from '../rule.ts';
import { bindingsFor, bindingsIn, bindingSteps, discontinuedKeys, suits, type BindingKey } from './bindings.ts';
import { indicesNamed, interfacesOf, isPrimaryTaken, networkNamed, networksOf } from './nics.ts';
import { sourcesIn, sourceSteps } from './sources.ts';

export function offNetworkFixes(subject: Subject, index: number, binding: BindingKey): readonly Fix[] {
  const own = interfacesOf(subject)[index];
  if (!own) return [];
  const network = networkNamed(subject, own.name);
  const others = bindingsIn(own).filter((key) => key !== binding && !discontinuedKeys.includes(key));
  const [kept] = others.filter((key) => suits(key, network));
  if (kept !== undefined && kept !== 'binding')
    return subject.plan(l10n.t('Remove {0}; {1} stays', binding, kept), 'unsafe', bindingSteps(subject, index, kept));
  const toPod = toPodNetwork(subject, own.name, binding);
  const candidates = network ? bindingsFor(subject, network) : (['bridge'] as const);
  const toOthers = candidates.flatMap((to) =>
    subject.plan(l10n.t('Use {0} instead of {1}', to, binding), 'unsafe', bindingSteps(subject, index, to)),
  );
  // A network that says nothing yet can as well be what the binding wants.
  return network && sourcesIn(network).length === 0 ? [...toPod, ...toOthers] : [...toOthers, ...toPod];
}

/** The Pod network under the interface, where nothing else is on it and the network is not shared by name. */
function toPodNetwork(subject: Subject, name: string, binding: BindingKey): readonly Fix[] {
  const networks = indicesNamed(networksOf(subject), name);
  const [network] = networks;
  if (network === undefined || networks.length > 1 || isPrimaryTaken(subject, networks)) return [];
  if (!suits(binding, { name, pod: { vmNetworkCIDR: '', vmIPv6NetworkCIDR: '' } })) return [];
  return subject.plan(l10n.t('Connect {0} to the Pod network', name), 'unsafe', sourceSteps(subject, network, 'pod'));
}
