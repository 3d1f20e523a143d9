/**
 * Where a running VM may be placed: copied to the VMI as it is, for whatever Pod comes next. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/watch/vm/vm.go` (`handleAffinityChangeRequest`, `handleTolerationsChangeRequest`), v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { isSameValue } from '../same-value.ts';
import type { Desired, Running } from './running-vm.ts';
import { isMigrating } from './runtime-status.ts';
import { fail, nothing, partForm, type SpecPatch, type StepResult } from './vmi-patch.ts';

export function changeAffinity(desired: Desired, running: Running, now: number): StepResult {
  return copy(
    desired,
    running,
    now,
    ['affinity', 'nodeSelector'],
    'Node affinity should not be changed during VMI migration',
  );
}

export function changeTolerations(desired: Desired, running: Running, now: number): StepResult {
  return copy(desired, running, now, ['tolerations'], 'tolerations should not be changed during VMI migration');
}

function copy(
  { spec }: Desired,
  running: Running,
  now: number,
  fields: readonly string[],
  refusal: string,
): StepResult {
  if (running.isBeingDeleted) return nothing;
  const patches = fields.flatMap((field): SpecPatch[] => {
    const [wanted, own] = [memberAt(spec, field), memberAt(running.spec, field)];
    return isSameValue(partForm(field, wanted), partForm(field, own)) ? [] : [{ field, value: wanted ?? undefined }];
  });
  if (patches.length === 0) return nothing;
  return isMigrating(running.status, now) ? fail(refusal) : { patches };
}
