/**
 * An edit of one object as it is judged: both texts as plain values, what is known around them, and what of that is not.
 * Types, and how an edit is read; no judgement lives here. Truth: `kubevirt/kubevirt · staging/src/kubevirt.io/api/core/v1/types.go`,
 * v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import type { StatusCause } from '../admission/cause.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import { isObject } from '../go-decode.ts';
import type { Release } from '../releases/release.ts';

/** `spec` of the instancetype and the preference that a VM names, those that are seen. */
export interface Profiles {
  readonly instancetype?: unknown;
  readonly preference?: unknown;
}

export interface VmEdit {
  /** The old object. Taken for what the VM was started with unless `startRevision` is given. */
  readonly before: unknown;
  readonly after: unknown;
  /** `VirtualMachine` unless given. */
  readonly kind?: string;
  /** The VM as it was when its VMI was started. */
  readonly startRevision?: unknown;
  /** A dump of the VMI; `null`: there is none, the VM does not run. */
  readonly vmi?: unknown;
  /** A dump of the launcher Pod. */
  readonly pod?: unknown;
  /** Fields from the object's root that a template or another tool writes. */
  readonly unknownFields: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Where the VM lands; undefined: unknown. */
  readonly namespace: string | undefined;
  readonly release: Release;
  readonly releaseIsKnown: boolean;
  readonly configuration: ClusterConfiguration;
  readonly configurationIsKnown: boolean;
  /** `spec.workloadUpdateStrategy.workloadUpdateMethods` of the KubeVirt resource; undefined: not seen. */
  readonly updateMethods: readonly string[] | undefined;
  /** Whether the VMI can be live-migrated; undefined: unknown. A dump that tells has the say. */
  readonly isMigratable: boolean | undefined;
  readonly profiles?: { readonly before: Profiles; readonly after: Profiles };
  /** What the API schema objects to in the new text. */
  readonly schemaCauses?: readonly StatusCause[];
  /** Names of the claims in the namespace; undefined: any may exist. */
  readonly claims?: readonly string[];
  /** Milliseconds since 1970, for how long a condition is there already. */
  readonly now?: number;
}

export const templateField = 'spec.template.spec';
export const interfacesField = `${templateField}.domain.devices.interfaces`;
export const networksField = `${templateField}.networks`;

export function templateOf(vm: unknown): unknown {
  return memberAt(vm, templateField);
}

/** Whether the VM itself says that it is not to run. */
export function isHalted(vm: unknown): boolean {
  return memberAt(vm, 'spec.runStrategy') === 'Halted' || memberAt(vm, 'spec.running') === false;
}

/** Whether a VMI is there and has not come to its end. */
export function isAlive(vmi: unknown): boolean {
  const phase = memberAt(vmi, 'status.phase');
  return isObject(vmi) && phase !== 'Succeeded' && phase !== 'Failed';
}

/** Whether two fields are about the same text: one of them is the other, or holds it. */
export function overlaps(one: string, other: string): boolean {
  return isAtOrBelow(one, other) || isAtOrBelow(other, one);
}

export function isAtOrBelow(field: string, base: string): boolean {
  if (base === '' || field === base) return true;
  return field.startsWith(base) && (field.charAt(base.length) === '.' || field.charAt(base.length) === '[');
}
