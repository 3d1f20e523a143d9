/**
 * What KubeVirt's webhooks answer with, `metav1.StatusCause` in its own spelling of type, message and field, and what a
 * reader of a manifest needs besides: which family it belongs to, the place a person would point at, what it follows from.
 */
import type { CauseFamily } from './families.ts';

/** Empty for what the API schema refuses. */
export type CauseType =
  | ''
  | 'FieldValueInvalid'
  | 'FieldValueRequired'
  | 'FieldValueDuplicate'
  | 'FieldValueNotSupported'
  | 'FieldValueNotFound'
  | 'FieldValueForbidden';

/** A cause as it goes over the wire. */
export interface StatusCause {
  readonly type: CauseType;
  readonly message: string;
  /** Path of the field at fault; empty where KubeVirt names none. */
  readonly field: string;
}

/** Another place of the same object that helps to understand a cause. */
export interface RelatedField {
  readonly field: string;
  readonly relation: 'same-name' | 'partner' | 'conflicts-with';
}

export interface Cause extends StatusCause {
  readonly family: CauseFamily;
  /**
   * Where a person would point, when KubeVirt's own field is not a real path or stands for too much. The path of a
   * member that is there, or of the one that is missing.
   */
  readonly at?: string;
  /** `key`: the value is a whole mapping or list, or a child of it is missing. `value` unless given. */
  readonly on?: 'key' | 'value';
  readonly related?: readonly RelatedField[];
  /** Fields from the object's root whose content or absence the cause follows from. Each is meant as a whole. */
  readonly evidence: readonly string[];
  /** The feature gate that is off. */
  readonly gate?: string;
  /** Follows from the cluster's configuration too, not from the manifest alone. */
  readonly fromConfiguration?: boolean;
  /** The webhooks let it pass; the controller stops at it later, in these words. */
  readonly isAccepted?: boolean;
  /** An instancetype or preference, not seen here, may take the cause away. */
  readonly unlessFrom?: 'preference' | 'instancetype';
  /** Plain values that advice and quick fixes need. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** A cause; without evidence of its own it follows from the place it is at, and nothing else. */
export function cause(
  family: CauseFamily,
  type: CauseType,
  message: string,
  field: string,
  rest: Partial<Omit<Cause, keyof StatusCause | 'family'>> = {},
): Cause {
  return { family, type, message, field, evidence: [rest.at ?? field], ...rest };
}

/** Shared, since nearly all that is looked at is right. */
export const noCauses: readonly Cause[] = [];

/** What of a cause is not words: where to look and what it follows from. */
export type CauseRest = Partial<Omit<Cause, keyof StatusCause | 'family'>>;

export const invalid = (family: CauseFamily, message: string, field: string, rest?: CauseRest): Cause =>
  cause(family, 'FieldValueInvalid', message, field, rest);

export const required = (family: CauseFamily, message: string, field: string, rest?: CauseRest): Cause =>
  cause(family, 'FieldValueRequired', message, field, rest);

/** Refused as long as a feature gate is off. */
export const gated = (gate: string, message: string, field: string, rest?: CauseRest): Cause =>
  cause('feature-gate-not-enabled', 'FieldValueInvalid', message, field, { gate, ...rest });

/** The part of a cause that goes over the wire. */
export function statusCause({ type, message, field }: Cause): StatusCause {
  return { type, message, field };
}
