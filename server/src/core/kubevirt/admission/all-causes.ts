/**
 * Every cause at once, as an editor shows them: KubeVirt stops after the first group that objects, a writer wants to see
 * all. Duplicates are folded. What the API schema refuses is not said here. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters`, v1.6–v1.9.
 */
import type { DecodedVmiSpec } from '../decode.ts';
import { isAdmittedKind, readObject } from './admitted-object.ts';
import { type Cause, cause } from './cause.ts';
import { type Surroundings, judge } from './judgement.ts';

export interface AllCausesInput extends Surroundings {
  /** The object as plain values. */
  readonly object: unknown;
  readonly kind: string;
  /** The VMI spec, for who has decoded it already. */
  readonly decoded?: DecodedVmiSpec;
}

export function allCauses({ object, kind, decoded, ...surroundings }: AllCausesInput): readonly Cause[] {
  if (!isAdmittedKind(kind)) return [];
  const read = readObject(object, kind, surroundings.release, decoded);
  const { spec: field } = read.fields;
  const judgement = judge(object, read, surroundings);
  const { defaultsError } = judgement;
  const interfaces = `${field}.domain.devices.interfaces`;
  return folded([
    ...judgement.instancetype,
    ...(defaultsError === undefined
      ? []
      : [
          cause('default-interface-not-available', 'FieldValueInvalid', defaultsError, '', {
            at: interfaces,
            evidence: [interfaces, `${field}.networks`, `${field}.domain.devices.autoattachPodInterface`],
            fromConfiguration: true,
            // A VM is let in, and then not started.
            ...(kind === 'VirtualMachine' && { isAccepted: true }),
            ...(kind === 'VirtualMachine' &&
              read.vm?.preference !== undefined &&
              surroundings.preference === undefined && { unlessFrom: 'preference' as const }),
          }),
        ]),
    ...judgement.discontinuedGates,
    ...judgement.discontinuedBindings,
    ...judgement.claims,
    ...judgement.whole,
    ...judgement.storage,
    ...judgement.instance,
    ...judgement.selector,
  ]);
}

function folded(causes: readonly Cause[]): readonly Cause[] {
  if (causes.length < 2) return causes;
  const seen = new Set<string>();
  return causes.filter(({ type, message, field }) => {
    const key = `${type}\n${message}\n${field}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
