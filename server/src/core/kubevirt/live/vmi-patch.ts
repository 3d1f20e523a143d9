/**
 * Changes that steps of the VM controller make to a VMI's spec, what keeps a step from making them, and which parts of the spec are
 * changed in the end. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/vm/vm.go`, v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { isObject } from '../go-decode.ts';
import { isSameValue } from '../same-value.ts';
import { semanticForm } from '../semantic-form.ts';

export interface SpecPatch {
  /** Below the VMI spec. */
  readonly field: string;
  /** Undefined removes it. */
  readonly value: unknown;
}

/** What a step comes to. */
export interface StepResult {
  readonly patches: readonly SpecPatch[];
  /** Message of the VM's condition RestartRequired, when the step sets it. */
  readonly restartRequired?: string;
  /** KubeVirt's text when the step cannot be done now, and is tried again. */
  readonly error?: string;
}

export const nothing: StepResult = { patches: [] };

export const askForRestart = (message: string): StepResult => ({ patches: [], restartRequired: message });

export const fail = (error: string): StepResult => ({ patches: [], error });

export function applyPatches(spec: unknown, patches: readonly SpecPatch[]): unknown {
  return patches.reduce((patched, { field, value }) => withMember(patched, field.split('.'), value), spec);
}

/** The object with a member set, or removed; objects on the way are made where they are missing. */
export function withMember(object: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const members = { ...(isObject(object) ? object : {}) };
  const inner = rest.length === 0 ? value : withMember(members[key], rest, value);
  if (inner === undefined) delete members[key];
  else members[key] = inner;
  return members;
}

/** Parts of a VMI spec beside its NICs that the controller changes, by the names they are told under. */
export const changedParts = {
  cpu: 'domain.cpu',
  memory: 'domain.memory',
  resources: 'domain.resources',
  nodeSelector: 'nodeSelector',
  affinity: 'affinity',
  tolerations: 'tolerations',
  volumes: 'volumes',
  disks: 'domain.devices.disks',
} as const;

export type ChangedPart = keyof typeof changedParts;

/** Each part that differs afterwards, as a whole; null where it is removed. */
export type VmiChanges = Readonly<Partial<Record<ChangedPart, unknown>>>;

export function changesBetween(before: unknown, after: unknown): VmiChanges {
  const changed = Object.entries(changedParts).flatMap(([part, field]) => {
    const [old, value] = [memberAt(before, field), memberAt(after, field)];
    return isSameValue(partForm(field, old), partForm(field, value)) ? [] : [[part, value ?? null] as const];
  });
  return Object.fromEntries(changed);
}

/** A part in the form in which equal values mean the same. */
export function partForm(field: string, value: unknown): unknown {
  const keys = field.split('.');
  return semanticForm(value, keys.at(-1) ?? '', keys.at(-2) ?? '');
}
