/**
 * The network rules of KubeVirt's webhooks: causes as KubeVirt words them, in its order, for one release and
 * configuration. Judges a VMI spec as it is; defaults come first, and are not its business. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter`, v1.6–v1.9.
 */
import {
  bindingCauses,
  bridgeCauses,
  masqueradeCauses,
  olderBindingCauses,
  passtCauses,
  stateCauses,
} from './bindings.ts';
import type { Cause } from './cause.ts';
import { interfaceCauses } from './interfaces.ts';
import type { NetworkAdmission } from './network-admission.ts';
import { defaultNetworkCauses, networkNameCauses, networkSourceCauses, pairingCauses } from './networks.ts';
import { resourceClaimCauses } from './resource-claims.ts';

/** The causes of KubeVirt's network validator (create and update alike). */
export function networkCauses(admission: NetworkAdmission): readonly Cause[] {
  const causes: Cause[] = [];
  for (const rules of inOrder) {
    const own = rules(admission);
    if (own.length > 0) causes.push(...own);
  }
  return causes;
}

/** KubeVirt's own order. */
const inOrder: readonly ((admission: NetworkAdmission) => readonly Cause[])[] = [
  defaultNetworkCauses,
  networkSourceCauses,
  stateCauses,
  bindingCauses,
  masqueradeCauses,
  bridgeCauses,
  passtCauses,
  olderBindingCauses,
  networkNameCauses,
  resourceClaimCauses,
  pairingCauses,
  interfaceCauses,
];
