/**
 * What is to become of a VM whose node is drained: its own eviction strategy, else that of the cluster's configuration.
 * Truth: `kubevirt/kubevirt · pkg/util/migrations/migrations.go`, v1.6–v1.9.
 */
import { isAbsenceCertain, isCertain } from '../../yaml/templating.ts';
import { specField, writtenAt } from '../machine/written-values.ts';
import type { Subject } from '../rule.ts';

/** `unknown`: a template decides it. */
export function evictionStrategyOf(subject: Subject): unknown {
  const { document, cluster } = subject;
  const field = specField(subject, 'evictionStrategy');
  const fallback = cluster.configuration.evictionStrategy;
  if (isCertain(document, field)) return writtenAt(subject, field) ?? fallback;
  return isAbsenceCertain(document, field) ? fallback : 'unknown';
}
