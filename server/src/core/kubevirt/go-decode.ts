/**
 * Decoding of plain JSON values as Go's `encoding/json` does it into typed structs: member names match without regard to
 * case, null leaves the zero value, members the type lacks are dropped. A value of the wrong type, which Go refuses,
 * reads as zero here and is reported by field, since an editor has to go on. Truth: Go's `encoding/json`.
 */

/** A value whose type Go refuses. */
export interface DecodeProblem {
  readonly field: string;
  /** The Go type expected, in words: `string`, `object`, `list`, `boolean`, `integer`. */
  readonly expected: string;
}

/** Decodes one value; `field` names it in problems. */
export type Decoder<T> = (value: unknown, field: string, problems: DecodeProblem[]) => T;

const fail = <T>(zero: T, expected: string, field: string, problems: DecodeProblem[]): T => {
  problems.push({ field, expected });
  return zero;
};

export const text: Decoder<string> = (value, field, problems) => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : fail('', 'string', field, problems);
};

export const flag: Decoder<boolean> = (value, field, problems) => {
  if (value === undefined || value === null) return false;
  return typeof value === 'boolean' ? value : fail(false, 'boolean', field, problems);
};

export const integer: Decoder<number> = (value, field, problems) => {
  if (value === undefined || value === null) return 0;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && Number.isInteger(value) ? value : fail(0, 'integer', field, problems);
};

/** A pointer: undefined when left out or null. */
export const optional =
  <T>(decode: Decoder<T>): Decoder<T | undefined> =>
  (value, field, problems) =>
    value === undefined || value === null ? undefined : decode(value, field, problems);

/** A list; null members are zero values, as in Go. */
export const list =
  <T>(decode: Decoder<T>): Decoder<readonly T[]> =>
  (value, field, problems) => {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) return fail([], 'list', field, problems);
    return value.map((member, index) => decode(member, `${field}[${index}]`, problems));
  };

/** A map from names; null values are zero values. */
export const map =
  <T>(decode: Decoder<T>): Decoder<ReadonlyMap<string, T>> =>
  (value, field, problems) => {
    if (value === undefined || value === null) return new Map();
    if (!isObject(value)) return fail(new Map(), 'object', field, problems);
    return new Map(Object.entries(value).map(([key, member]) => [key, decode(member, `${field}.${key}`, problems)]));
  };

/** Any object, its members as they are. */
export const anyObject: Decoder<Readonly<Record<string, unknown>>> = (value, field, problems) =>
  isObject(value) ? value : value === undefined || value === null ? {} : fail({}, 'object', field, problems);

/** A struct; members with an undefined result are left out. */
export const struct =
  <T>(members: { readonly [K in keyof T]-?: Decoder<T[K]> }): Decoder<T> =>
  (value, field, problems) => {
    let given: Readonly<Record<string, unknown>> = {};
    if (isObject(value)) given = value;
    else if (value !== undefined && value !== null) fail(undefined, 'object', field, problems);
    const result: Record<string, unknown> = {};
    for (const [name, decode] of Object.entries(members) as [string, Decoder<unknown>][]) {
      const decoded = decode(member(given, name), field === '' ? name : `${field}.${name}`, problems);
      if (decoded !== undefined) result[name] = decoded;
    }
    return result as T;
  };

/** A member that this release's type does not have: dropped whatever it holds. */
export const absent =
  <T>(zero: T): Decoder<T> =>
  () =>
    zero;

/**
 * The member of a struct by Go's matching: exact, or equal without case. Members are assigned in the order of writing,
 * so the last of several spellings that is not null counts.
 */
function member(given: Readonly<Record<string, unknown>>, name: string): unknown {
  const lower = name.toLowerCase();
  let found: unknown;
  for (const [key, value] of Object.entries(given)) {
    if (key.length === name.length && key.toLowerCase() === lower && value !== null && value !== undefined) found = value;
  }
  return found;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
