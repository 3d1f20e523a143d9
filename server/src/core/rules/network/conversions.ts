/**
 * What takes the place of a binding that KubeVirt has given up: its successor, or a network binding plugin of the same
 * name. Truth: `kubevirt/kubevirt · pkg/network/admitter/binding.go`, v1.6–v1.9, and KubeVirt's own advice to users.
 */
import * as l10n from '@vscode/l10n';
import { isGateEnabled } from '../../kubevirt/configuration.ts';
import type { Fix, Subject } from '../rule.ts';
import { bestBinding, bindingsIn, bindingSteps, discontinuedKeys, suits, type BindingKey } from './bindings.ts';
import { interfacesOf, networkNamed } from './nics.ts';

/** Best first; a binding beside the given-up one that is still there makes it superfluous. */
export function conversionFixes(subject: Subject, index: number, from: BindingKey): readonly Fix[] {
  const own = interfacesOf(subject)[index];
  if (!own) return [];
  const kept = bindingsIn(own).filter((key) => !discontinuedKeys.includes(key));
  const [only] = kept;
  if (only === 'binding' && kept.length === 1)
    return subject.plan(
      l10n.t('Remove {0}; the plugin stays', from),
      'unsafe',
      bindingSteps(subject, index, 'binding', own.binding?.name ?? ''),
    );
  if (only !== undefined)
    return subject.plan(l10n.t('Remove {0}; {1} stays', from, only), 'unsafe', bindingSteps(subject, index, only));
  const network = networkNamed(subject, own.name);
  return [...successors(subject, from, own.name), bestBinding(subject, network)]
    .filter((to, at, all) => all.indexOf(to) === at)
    .flatMap((to) =>
      to === 'binding'
        ? subject.plan(
            l10n.t('Use the network binding plugin {0}', from),
            'unsafe',
            bindingSteps(subject, index, to, from),
          )
        : subject.plan(l10n.t('Use {0} instead of {1}', to, from), 'unsafe', bindingSteps(subject, index, to)),
    );
}

function successors(subject: Subject, from: BindingKey, name: string): readonly BindingKey[] {
  const { release, configuration } = subject.cluster;
  const network = networkNamed(subject, name);
  switch (from) {
    case 'macvtap':
      return suits('macvtap', network) ? ['binding'] : [];
    case 'passt':
      if (!suits('passtBinding', network)) return [];
      return [
        ...(release.fields.passtBinding && isGateEnabled(release, configuration, 'PasstBinding')
          ? (['passtBinding'] as const)
          : []),
        ...(release.fields.passtBinding ? [] : (['binding'] as const)),
      ];
    case 'slirp':
      return suits('slirp', network) ? ['masquerade'] : [];
    default:
      return [];
  }
}
