/** The CNI configuration of the NAD that a NIC is on, where the NAD is among the known files and can be read. */
import type { CniConfig } from '../../cni/cni-config.ts';
import type { Subject } from '../rule.ts';
import type { CertainNic } from './certain-nics.ts';

export interface KnownNad {
  /** `namespace/name`. */
  readonly reference: string;
  readonly config: CniConfig;
  /** Whether its namespace, or the VM's, is only assumed: then it may be another one. */
  readonly isAssumed: boolean;
}

export function nadOfNic(subject: Subject, { networkIndex }: CertainNic): KnownNad | undefined {
  const nad = subject.launcher()?.networks[networkIndex]?.nad;
  const fact = nad?.fact;
  if (!nad || !fact?.config || fact.source === 'project') return undefined;
  const namespace = subject.namespaceOf(fact);
  if (namespace !== nad.namespace) return undefined;
  const isStated = fact.namespace.state === 'stated' && !nad.namespaceAssumed;
  return { reference: `${namespace ?? ''}/${nad.name}`, config: fact.config, isAssumed: !isStated };
}
