/** What KubeVirt's webhooks answer with: `metav1.StatusCause`, with its own spelling of type, message and field. */

export type CauseType =
  'FieldValueInvalid' | 'FieldValueRequired' | 'FieldValueDuplicate' | 'FieldValueNotSupported' | 'FieldValueNotFound';

export interface Cause {
  readonly type: CauseType;
  readonly message: string;
  /** Path of the field at fault; empty where KubeVirt names none. */
  readonly field: string;
}

export function cause(type: CauseType, message: string, field: string): Cause {
  return { type, message, field };
}
