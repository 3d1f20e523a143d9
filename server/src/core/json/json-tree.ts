/**
 * The located tree of a JSON text: every value and key with its place, in broken text too. Offsets are UTF-16 units into
 * that text. Knows nothing of what the text stands in.
 */

/** Half-open range of offsets into the JSON text. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/** Replacement of a range of the JSON text. */
export interface JsonEdit extends JsonSpan {
  readonly newText: string;
}

/** Keys and indices from the root on. */
export type JsonPath = readonly (string | number)[];

export interface JsonEntry {
  readonly key: string;
  /** The key as written, quotes included. */
  readonly keySpan: JsonSpan;
  readonly value: JsonNode;
}

export interface JsonObject extends JsonSpan {
  readonly kind: 'object';
  /** In the order of writing; of equal keys, the last is the one that counts. */
  readonly entries: readonly JsonEntry[];
}

export interface JsonArray extends JsonSpan {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

export interface JsonScalar extends JsonSpan {
  /** `missing`: nothing stands where a value has to; only in broken text. */
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'missing';
  readonly value: string | number | boolean | null;
}

export type JsonNode = JsonObject | JsonArray | JsonScalar;

export type JsonFaultCode =
  | 'bad-escape'
  | 'bad-number'
  | 'bad-value'
  | 'call-out'
  | 'comment'
  | 'control-character'
  | 'ellipsis'
  | 'empty'
  | 'extra-comma'
  | 'mismatched-bracket'
  | 'missing-colon'
  | 'missing-comma'
  | 'missing-value'
  | 'placeholder'
  | 'single-quote'
  | 'stray-backslash'
  | 'stray-quote'
  | 'too-deep'
  | 'trailing-comma'
  | 'trailing-text'
  | 'unclosed'
  | 'unexpected-character'
  | 'unquoted-key'
  | 'unterminated-string';

/** A place that Go's `encoding/json` does not take. */
export interface JsonFault extends JsonSpan {
  readonly code: JsonFaultCode;
  /** One sentence in plain words, localised. */
  readonly message: string;
}

/** A JSON text, read. */
export interface JsonDocument {
  readonly text: string;
  /** Undefined where there is no value at all. */
  readonly root: JsonNode | undefined;
  /** In order; empty exactly when Go takes the text. */
  readonly faults: readonly JsonFault[];
  /** The plain value, where there is no fault. */
  readonly value: unknown;
}
