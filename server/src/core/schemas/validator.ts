/** The shape of the validators that `tools/generate.mjs` compiles from `schemas/` with ajv. */

/** One complaint of a compiled validator; the fields of ajv's `ErrorObject` that are used here. */
export interface ValidatorError {
  readonly keyword: string;
  /** JSON pointer of the value at fault. */
  readonly instancePath: string;
  readonly params: Record<string, unknown>;
  readonly message?: string;
}
