/** Impacts made by hand, for tests of what shows them. */
import type { FieldImpact, NicImpact, Outcome, VmImpact } from '../../../server/src/core/kubevirt/impact/impact.ts';

export const restart: Outcome = {
  kind: 'restart',
  reason: 'The MAC address of a NIC is part of the running VM.',
  condition: {
    object: 'VirtualMachine',
    type: 'RestartRequired',
    status: 'True',
    reason: '',
    message: 'a non-live-updatable field was changed in the template spec',
  },
};

export const pending: Outcome = { kind: 'pending-migration', reason: 'The NIC is hot-plugged.' };

export const none: Outcome = { kind: 'none', reason: 'Stored, and used at the next start.' };

export const fieldImpact = (field: string, parts: Partial<FieldImpact> = {}): FieldImpact => ({
  field,
  oldField: parts.change === 'added' ? undefined : field,
  change: 'changed',
  network: undefined,
  outcome: restart,
  alternatives: [],
  dependsOn: [],
  ...parts,
});

export const nicImpact = (network: string, parts: Partial<NicImpact> = {}): NicImpact => ({
  network,
  change: 'changed',
  outcome: restart,
  alternatives: [],
  dependsOn: [],
  fields: [],
  ...parts,
});

export const vmImpact = (parts: Partial<VmImpact>): VmImpact => ({
  verdict: 'none',
  dependsOn: [],
  running: 'assumed',
  changes: [],
  nics: [],
  steps: [],
  causes: [],
  eviction: 'no',
  absentInstead: [],
  lostImplicitNic: undefined,
  ...parts,
});

const interfaces = 'spec.template.spec.domain.devices.interfaces';
const networks = 'spec.template.spec.networks';

/** A NIC that came, with its two changes. */
export function addedNic(network: string, at: number, outcome: Outcome): { nic: NicImpact; changes: FieldImpact[] } {
  const changes = [`${interfaces}[${at}]`, `${networks}[${at}]`].map((field) =>
    fieldImpact(field, { change: 'added', network, outcome }),
  );
  return { nic: nicImpact(network, { change: 'added', outcome, fields: changes }), changes };
}
