/**
 * The webhooks' answers to a request, in the shape that KubeVirt gives them: they stop at the first group of causes. Never says more than
 * the cluster would; an editor asks `all-causes.ts`. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/{mutating,validating}-webhook`, v1.6–v1.9.
 */
import type { DecodeProblem } from '../go-decode.ts';
import { type AdmittedKind, type AdmittedObject, isAdmittedKind, readObject } from './admitted-object.ts';
import { type Cause, type StatusCause, statusCause } from './cause.ts';
import { discontinuedBindingCauses } from './bindings.ts';
import { type Judgement, type Surroundings, judge } from './judgement.ts';
import { reservedLabels } from './metadata.ts';
import { isSameSpec } from './same-spec.ts';
import { deprecationWarnings } from './virtual-machine.ts';

/** An `AdmissionResponse`; `message` stands alone where KubeVirt has a text and no causes. */
export interface Response {
  readonly allowed: boolean;
  readonly causes?: readonly StatusCause[];
  readonly message?: string;
  readonly warnings?: readonly string[];
}

/** `mutate`: the mutating webhook refused already. */
export type CreateAnswer = Response | { readonly mutate: Response };

export interface CreateInput extends Surroundings {
  readonly object: unknown;
  readonly kind: string;
  /** What the API schema objects to. */
  readonly schemaCauses: readonly StatusCause[];
}

export interface UpdateInput extends CreateInput {
  /** Needed for a VMI alone: its spec may not change. */
  readonly old?: unknown;
}

const allowed: Response = { allowed: true };

/** Creation of an object. Kinds that no webhook of KubeVirt's judges are allowed. */
export function admitCreate({ object, kind, schemaCauses, ...surroundings }: CreateInput): CreateAnswer {
  if (!isAdmittedKind(kind)) return allowed;
  const isMutated = kind === 'VirtualMachine' || kind === 'VirtualMachineInstance';
  const early = (response: Response): CreateAnswer => (isMutated ? { mutate: response } : response);
  if (schemaCauses.length > 0) return early(refused(schemaCauses));
  const read = readObject(object, kind, surroundings.release);
  const [problem] = read.problems;
  if (problem) return early({ allowed: false, message: decodeErrorText(problem, kind) });
  const judgement = judge(object, read, surroundings);
  switch (kind) {
    case 'VirtualMachine':
      return createVm(read, judgement);
    case 'VirtualMachineInstance':
      return createVmi(judgement);
    case 'VirtualMachineInstanceReplicaSet':
    case 'VirtualMachinePool':
      return answer([
        ...judgement.whole,
        ...judgement.selector,
        ...(kind === 'VirtualMachinePool' ? judgement.discontinuedGates : []),
      ]);
  }
}

function createVm(read: AdmittedObject, judgement: Judgement): Response {
  if (read.ownMetadata.deletionTimestamp !== '') return allowed;
  const { defaultsError, discontinuedGates, discontinuedBindings } = judgement;
  const clashes = certain(judgement.instancetype);
  if (clashes.length > 0) return refused(clashes);
  if (defaultsError !== undefined) return { allowed: false, message: defaultsError };
  if (discontinuedGates.length > 0) return refused(discontinuedGates);
  if (discontinuedBindings.length > 0) return refused(discontinuedBindings);
  return acceptVm(read, judgement);
}

function acceptVm(read: AdmittedObject, { whole, storage }: Judgement): Response {
  if (whole.length > 0) return refused(whole);
  if (storage.length > 0) return refused(storage);
  const warnings = read.vm ? deprecationWarnings(read.vm) : [];
  return warnings.length === 0 ? allowed : { allowed: true, warnings };
}

/** The network validator runs by itself, and again in the whole. */
function createVmi(judgement: Judgement): CreateAnswer {
  const { defaultsError, discontinuedGates, discontinuedBindings, network, claims, whole, instance } = judgement;
  if (defaultsError !== undefined) return { mutate: { allowed: false, message: defaultsError } };
  return answer([...discontinuedGates, ...discontinuedBindings, ...network, ...claims, ...whole, ...instance]);
}

/** A change of an object, by an ordinary user. */
export function admitUpdate({ object, kind, schemaCauses, old, ...surroundings }: UpdateInput): Response {
  if (!isAdmittedKind(kind)) return allowed;
  if (schemaCauses.length > 0) return refused(schemaCauses);
  const read = readObject(object, kind, surroundings.release);
  const [problem] = read.problems;
  if (problem) return { allowed: false, message: decodeErrorText(problem, kind) };
  if (kind === 'VirtualMachineInstance') return updateVmi(object, old, read, surroundings);
  const judgement = judge(object, read, surroundings);
  if (kind !== 'VirtualMachine') return answer([...judgement.whole, ...judgement.selector]);
  if (read.ownMetadata.deletionTimestamp !== '') return allowed;
  const clashes = certain(judgement.instancetype);
  if (clashes.length > 0) return refused(clashes);
  if (judgement.defaultsError !== undefined) return { allowed: false, message: judgement.defaultsError };
  return acceptVm(read, judgement);
}

function updateVmi(object: unknown, old: unknown, read: AdmittedObject, { release }: Surroundings): Response {
  const restricted = (message: string): Response => refused([{ type: 'FieldValueNotSupported', message, field: '' }]);
  if (!isSameSpec(object, old, release)) return restricted('update of VMI object is restricted');
  const before = readObject(old, 'VirtualMachineInstance', release).ownMetadata.labels;
  const after = read.ownMetadata.labels;
  return reservedLabels.every((label) => before.get(label) === after.get(label))
    ? allowed
    : restricted('modification of the following reserved kubevirt.io/ labels on a VMI object is prohibited');
}

/** Why the VM controller does not start a VM that is stored already: its text, or causes. */
export function startRefusal(
  object: unknown,
  surroundings: Surroundings,
): { readonly error: string } | { readonly startRefused: readonly StatusCause[] } | undefined {
  const read = readObject(object, 'VirtualMachine', surroundings.release);
  const { defaultsError, spec } = judge(object, read, surroundings);
  if (defaultsError !== undefined) return { error: defaultsError };
  const causes = discontinuedBindingCauses({ spec, release: surroundings.release }, 'spec');
  return causes.length === 0 ? undefined : { startRefused: causes.map(statusCause) };
}

/** An instancetype or preference that is not seen is taken as not there. */
function certain(causes: readonly Cause[]): readonly Cause[] {
  return causes.filter(({ unlessFrom }) => unlessFrom === undefined);
}

function answer(causes: readonly Cause[]): Response {
  return causes.length === 0 ? allowed : refused(causes);
}

/** KubeVirt names ten causes at most. */
function refused(causes: readonly (Cause | StatusCause)[]): Response {
  return {
    allowed: false,
    causes: causes.slice(0, 10).map(({ type, message, field }) => ({ type, message, field })),
  };
}

const articles = {
  string: 'string',
  boolean: 'bool',
  integer: 'int',
  list: '[]',
  object: 'struct',
  quantity: 'Quantity',
};

/** In the form of Go's own message; indices are left out, as there. */
export function decodeErrorText({ field, expected }: DecodeProblem, kind: AdmittedKind): string {
  return `json: cannot unmarshal value into Go struct field ${kind}.${field.replace(/\[\d+\]/g, '')} of type ${articles[expected]}`;
}
