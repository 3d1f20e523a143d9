/** The shape of the validators that `tools/generate.mjs` compiles from `schemas/` with ajv. */

/** One complaint of a compiled validator; the fields of ajv's `ErrorObject` that are used here. */
export interface ValidatorError {
  readonly keyword: string;
  /** JSON pointer of the value at fault. */
  readonly instancePath: string;
  readonly params: Record<string, unknown>;
  readonly message?: string;
}

/** One complaint of a validator of `dist/schemas/`: the rest about it is in the structure. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer of the value at fault; for a missing or unknown key, of the object that should or does hold it. */
  readonly instancePath: string;
  readonly params?: { readonly missingProperty?: string; readonly additionalProperty?: string };
}

export interface SchemaValidator {
  (object: unknown): boolean;
  /** All complaints of the last call. */
  errors?: readonly SchemaError[] | null;
}

/** Validators of one kind by release, with `_` for the dot: `v1_9`. */
export type SchemaValidators = Readonly<Record<string, SchemaValidator | undefined>>;
