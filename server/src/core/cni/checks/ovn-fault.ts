/** How faults of an OVN-Kubernetes network are told; judges nothing. */
import { keyOf, type CniPlugin } from '../cni-config.ts';
import type { CniFault } from '../cni-fault.ts';

export const ovnRule = 'invalid-ovn-network';

export function ovnFault(
  { path, value }: CniPlugin,
  key: string,
  severity: CniFault['severity'],
  message: string,
  on: CniFault['on'] = 'key',
): CniFault {
  return { rule: ovnRule, path: [...path, keyOf(value, key) ?? key], on, severity, message, mends: [] };
}
