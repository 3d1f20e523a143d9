/**
 * The shapes of golden files: cases, differences of other releases, and the table that says how a replay computes and
 * compares their fields. The files' own README is the judge of what a field means.
 */
import type { Release } from '../../server/src/core/kubevirt/releases/index.ts';

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
  readonly pvcs?: readonly string[];
}

/** One line of a difference file: how the result of another release differs from the base's, by field. */
export interface ReleaseDifference {
  readonly id: string;
  readonly set?: JsonObject;
  readonly unset?: readonly string[];
}

/** What the core computes for one field of one case. */
export type Computed =
  /** The value; undefined: nothing (no annotation, no cause, no change). */
  | { readonly value: Json | undefined }
  /** The core gives no value where the Go code crashed. */
  | { readonly panic: true };

/**
 * One recorded field.
 *
 * `missing` says what a record without the field means. `nothing`: an answer like any other, so that a value against it
 * is a difference. `not-applicable`: nothing to compare.
 *
 * A field without `compute` is not covered yet: it is counted, and never as agreeing.
 */
export interface FieldReplay {
  readonly missing: 'nothing' | 'not-applicable';
  readonly compute?: (input: GoldenCase, release: Release) => Computed;
  /** Comparison; strict equality of JSON values unless given. */
  readonly agrees?: (expected: Json | undefined, actual: Json | undefined) => boolean;
}

export interface KindReplay {
  /** Every field that records of the kind may hold. */
  readonly fields: Readonly<Record<string, FieldReplay>>;
  /** Whether a field says anything about a case at all; all do unless given. */
  readonly applies?: (field: string, input: GoldenCase, result: JsonObject) => boolean;
}
