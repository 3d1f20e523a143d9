/** The shapes of golden files: cases, differences of other releases, and what a replay computes for them. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** One line of a case file. */
export interface GoldenCase {
  readonly id: string;
  readonly kind: string;
  readonly result: JsonObject;
  readonly kubevirt?: Json;
  readonly manifest?: JsonObject;
  readonly old?: JsonObject;
  readonly vmi?: JsonObject;
  readonly pod?: JsonObject;
  readonly now?: string;
}

/** What the core computes for one field of one case. */
export type Computed =
  /** The value; undefined: nothing (no annotation, no cause, no change). */
  | { readonly value: Json | undefined }
  /** The core gives no value where the Go code crashed. */
  | { readonly panic: true };

/** A covered field: how it is computed and what a field missing from the record means. */
export interface FieldReplay {
  compute(input: GoldenCase, release: string): Computed;
  /**
   * `nothing`: a computed value is then a difference. `nothing-unless-refused`: the same, but where the record says that
   * the pipeline refuses the manifest before this field, there is nothing to compare.
   */
  readonly missing: 'nothing' | 'nothing-unless-refused';
  /** Comparison; strict equality of JSON values unless given. */
  agrees?(expected: Json | undefined, actual: Json | undefined): boolean;
}

/** One kind of case: every field that records may hold; those not computed yet are `undefined`. */
export type KindReplay = Readonly<Record<string, FieldReplay | undefined>>;
