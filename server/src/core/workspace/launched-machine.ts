/**
 * The VM that a launcher Pod runs, else its VMI, among the known files. Which VM a Pod is of is read from the Pod's own marks;
 * nothing is judged here.
 */
import type { MachineFact } from './facts.ts';
import type { KnownFacts } from './known-facts.ts';

/** The VM tells more of what was wanted than the VMI. */
const roles = ['virtual-machine', 'virtual-machine-instance'] as const;

/** `vm` as `launchedVm` reads it from the Pod, `namespace` that of the Pod. */
export function launchedMachine(
  known: KnownFacts,
  namespace: string | undefined,
  vm: string | undefined,
): MachineFact | undefined {
  if (namespace === undefined || vm === undefined) return undefined;
  const machines = [...known.machinesNamed(vm)].filter((machine) => known.namespaceOf(machine) === namespace);
  for (const role of roles) {
    const machine = machines.find((one) => one.role === role);
    if (machine) return machine;
  }
  return undefined;
}
