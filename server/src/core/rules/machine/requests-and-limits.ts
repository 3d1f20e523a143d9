/**
 * Fixes for a request and a limit of `domain.resources` that do not go together. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { Fix, Subject } from '../rule.ts';
import { quantityText, quantityValue } from './quantity.ts';
import { mappingAt, specField, writtenAt } from './written-values.ts';

export type ResourceName = 'memory' | 'cpu';

export function resourceField(subject: Subject, part: 'requests' | 'limits', resource: ResourceName): string {
  return specField(subject, `domain.resources.${part}.${resource}`);
}

/** A request or limit as written. */
export function writtenResource(
  subject: Subject,
  part: 'requests' | 'limits',
  resource: ResourceName,
): string | undefined {
  return quantityText(writtenAt(subject, resourceField(subject, part, resource)));
}

/** KubeVirt takes no smaller memory request. */
export const leastMemory = 1e6;

/** Dedicated CPUs want requests that are the limits, and whole CPUs as many as the topology has. */
export function isPinned(subject: Subject): boolean {
  return writtenAt(subject, specField(subject, 'domain.cpu.dedicatedCpuPlacement')) === true;
}

/** The two ways to make a request fit its limit. */
export function fitted(subject: Subject, resource: ResourceName): readonly Fix[] {
  const request = writtenResource(subject, 'requests', resource);
  const limit = writtenResource(subject, 'limits', resource);
  if (request === undefined || limit === undefined || (resource === 'cpu' && isPinned(subject))) return [];
  const raised = subject.plan(l10n.t('Raise the limit to {0}', request), 'unsafe', [
    { do: 'set', field: resourceField(subject, 'limits', resource), value: request },
  ]);
  const isTooLittle = resource === 'memory' && (quantityValue(limit) ?? 0) < leastMemory;
  // Huge pages must divide what is requested; that of the limit nobody has seen to.
  if (isTooLittle || (resource === 'memory' && 'hugepages' in mappingAt(subject, specField(subject, 'domain.memory'))))
    return raised;
  return [
    ...raised,
    ...subject.plan(l10n.t('Lower the request to {0}', limit), 'unsafe', [
      { do: 'set', field: resourceField(subject, 'requests', resource), value: limit },
    ]),
  ];
}

/** Another value of one of the two, where request and limit still go together with it. */
export function replaced(
  subject: Subject,
  part: 'requests' | 'limits',
  resource: ResourceName,
  value: string,
): readonly Fix[] {
  const other = writtenResource(subject, part === 'requests' ? 'limits' : 'requests', resource);
  const own = quantityValue(value);
  const bound = other === undefined ? undefined : quantityValue(other);
  if (own === undefined || (resource === 'memory' && own < leastMemory)) return [];
  if (isPinned(subject) && (resource === 'cpu' || (bound !== undefined && bound !== own))) return [];
  if (bound !== undefined && bound > 0 && (part === 'requests' ? own > bound : own < bound)) return [];
  return subject.plan(l10n.t('Write {0}', value), 'unsafe', [
    { do: 'set', field: resourceField(subject, part, resource), value },
  ]);
}

/** Which of the two a field is of. */
export function partOf(field: string): 'requests' | 'limits' {
  return /\.limits\.[a-z]+$/.test(field) ? 'limits' : 'requests';
}
