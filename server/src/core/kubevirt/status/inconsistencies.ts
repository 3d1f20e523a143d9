/**
 * What in the objects does not go together, beyond how far each NIC is: in the VMI's status, and in what the Pod reports. Decides nothing
 * itself; each check is a function below, in the order in which they are told.
 */
import type { Inconsistency } from './inconsistency.ts';
import { macChecks } from './mac-inconsistencies.ts';
import { type NicFacts, nicFacts } from './nic-facts.ts';
import type { Observed } from './observed.ts';
import { podChecks } from './pod-inconsistencies.ts';
import { statusChecks } from './status-inconsistencies.ts';

export type { Inconsistency, InconsistencyId } from './inconsistency.ts';

export type Check = (observed: Observed, nics: readonly NicFacts[]) => readonly Inconsistency[];

export function inconsistenciesOf(observed: Observed): readonly Inconsistency[] {
  const nics = nicFacts(observed);
  return [...statusChecks, ...macChecks, ...podChecks].flatMap((check: Check) => check(observed, nics));
}
