/**
 * Where a KubeVirt resource, or the HyperConverged resource that makes one, states a part of KubeVirt's configuration,
 * and which of it is certain. Truth: `kubevirt/kubevirt · staging/src/kubevirt.io/api/core/v1/types.go`, v1.6–v1.9;
 * `kubevirt/hyperconverged-cluster-operator · api/v1beta1`.
 */
import { joinField } from '../../yaml/locate.ts';
import { isCertain } from '../../yaml/templating.ts';
import { writtenAt } from '../machine/written-values.ts';
import type { Subject } from '../rule.ts';

/** Field of `spec.configuration`; undefined where the resource has none of its own. */
export function configurationField({ resource, isPatch }: Subject): string | undefined {
  return resource?.role === 'kubevirt' && !isPatch ? joinField(resource.field, 'spec.configuration') : undefined;
}

/** Field of the registered network binding plugins. */
export function bindingsField(subject: Subject): string | undefined {
  const { resource, isPatch } = subject;
  if (resource?.role === 'hyperconverged')
    return isPatch ? undefined : joinField(resource.field, 'spec.networkBinding');
  const configuration = configurationField(subject);
  return configuration && joinField(configuration, 'network.binding');
}

/** A value that no template has a part in; undefined for all others. */
export function certainAt(subject: Subject, field: string): unknown {
  return isCertain(subject.document, field) ? writtenAt(subject, field) : undefined;
}
