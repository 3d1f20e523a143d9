/**
 * Decoding of plain JSON values as Go's `encoding/json` does it into typed structs: member names match without regard to
 * case, null and missing members leave what was there, members the type lacks are dropped. It must never throw: a value
 * of the wrong type, which Go refuses, leaves the zero value here and is reported by field, since an editor has to go on.
 * Truth: the Go standard library, `encoding/json · decode.go`.
 */

/** A value whose type Go refuses. */
export interface DecodeProblem {
  /** Path of the value, with the keys as they are written. */
  readonly field: string;
  readonly expected: 'string' | 'boolean' | 'integer' | 'list' | 'object' | 'quantity';
}

/**
 * Decodes one value over `before`, what the member held already (only when several spellings of one key are written).
 * `field` names the value in problems.
 */
export type Decoder<T> = (value: unknown, field: string, problems: DecodeProblem[], before?: T) => T;

const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

export const text: Decoder<string> = (value, field, problems, before = '') => {
  if (typeof value === 'string') return replaceLoneSurrogates(value);
  if (!isMissing(value)) problems.push({ field, expected: 'string' });
  return before;
};

export const flag: Decoder<boolean> = (value, field, problems, before = false) => {
  if (typeof value === 'boolean') return value;
  if (!isMissing(value)) problems.push({ field, expected: 'boolean' });
  return before;
};

const integerBetween =
  (least: bigint, most: bigint): Decoder<number> =>
  (value, field, problems, before = 0) => {
    if (typeof value === 'bigint' && value >= least && value <= most) return Number(value);
    // A number may stand for an integer that it is only near to.
    if (typeof value === 'number' && Number.isInteger(value) && value >= Number(least) && value <= Number(most))
      return value;
    if (!isMissing(value)) problems.push({ field, expected: 'integer' });
    return before;
  };

/** Go's `int`. Beyond ±2^53 the nearest number stands for it. */
export const integer = integerBetween(-(2n ** 63n), 2n ** 63n - 1n);
export const int32 = integerBetween(-(2n ** 31n), 2n ** 31n - 1n);
export const uint32 = integerBetween(0n, 2n ** 32n - 1n);
/** Go's `uint`. */
export const unsigned = integerBetween(0n, 2n ** 64n - 1n);

/** A pointer: undefined when left out or null. */
export const optional =
  <T>(decode: Decoder<T>): Decoder<T | undefined> =>
  (value, field, problems, before) => {
    if (value === undefined) return before;
    return value === null ? undefined : decode(value, field, problems, before);
  };

/** A list; null members are zero values, as in Go. */
export const list =
  <T>(decode: Decoder<T>): Decoder<readonly T[]> =>
  (value, field, problems, before = []) => {
    if (value === null) return [];
    if (Array.isArray(value))
      return value.map((member, index) => {
        const known = problems.length;
        const decoded = decode(member, '', problems, before[index]);
        if (problems.length > known) place(problems, known, `${field}[${index}]`);
        return decoded;
      });
    if (value !== undefined) problems.push({ field, expected: 'list' });
    return before;
  };

/** A map from names; null values are zero values. */
export const map =
  <T>(decode: Decoder<T>): Decoder<ReadonlyMap<string, T>> =>
  (value, field, problems, before = new Map()) => {
    if (value === null) return new Map();
    if (!isObject(value)) {
      if (value !== undefined) problems.push({ field, expected: 'object' });
      return before;
    }
    const result = new Map(before);
    for (const [key, member] of Object.entries(value)) {
      const known = problems.length;
      result.set(replaceLoneSurrogates(key), decode(member, '', problems));
      if (problems.length > known) place(problems, known, joinKey(field, key));
    }
    return result;
  };

/**
 * A struct. The result has every member, those that are left out as undefined: all values of one type have one shape, and
 * what reads them by the thousand finds its members where they were the last time. A large type, or one of which there are
 * many values, gives a `copy` of its own, which only ever sees values of that type, and so makes the next one at once.
 */
export const struct = <T>(
  members: { readonly [K in keyof T]-?: Decoder<T[K]> },
  copy: (value: T) => T = (value) => ({ ...value }),
): Decoder<T> => {
  const decoders = Object.entries(members) as [string, Decoder<unknown>][];
  const byName = new Map(decoders.map(([name, decode]) => [name, { name, decode }]));
  const byFoldedName = new Map([...byName].map(([name, member]) => [foldName(name), member]));
  const zero = Object.fromEntries(decoders.map(([name, decode]) => [name, decode(undefined, '', [])])) as T;
  return (value, field, problems, before = zero) => {
    const result = copy(before) as Record<string, unknown>;
    if (!isObject(value)) {
      if (!isMissing(value)) problems.push({ field, expected: 'object' });
      return result as T;
    }
    for (const key of Object.keys(value)) {
      const member = byName.get(key) ?? byFoldedName.get(foldName(key));
      if (!member) continue;
      const known = problems.length;
      result[member.name] = member.decode(value[key], '', problems, result[member.name]);
      if (problems.length > known) place(problems, known, joinKey(field, key));
    }
    return result as T;
  };
};

/** A member that only some releases' types have: where it is missing, whatever it holds is dropped. */
export const knownIf = <T>(isKnown: boolean, decode: Decoder<T>): Decoder<T> => {
  if (isKnown) return decode;
  const zero = decode(undefined, '', []);
  return () => zero;
};

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Puts problems, from one on, below a field. Fields are made on the way back, as hardly any decoding needs them. */
function place(problems: DecodeProblem[], from: number, base: string): void {
  for (let at = from; at < problems.length; at++) {
    const problem = problems[at];
    if (!problem) continue;
    const { field } = problem;
    problems[at] = {
      ...problem,
      field: field.startsWith('[') ? `${base}${field}` : field === '' ? base : `${base}.${field}`,
    };
  }
}

function joinKey(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}

/** Equal for names that Go takes for the same: Unicode's simple case folding, which adds two characters to ASCII's. */
function foldName(name: string): string {
  if (/^[a-z0-9]*$/.test(name)) return name;
  return name
    .replace(/\u017f/g, 's')
    .replace(/\u212a/g, 'k')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Go's strings are UTF-8: half a surrogate pair becomes U+FFFD when JSON is decoded. */
function replaceLoneSurrogates(value: string): string {
  if (!/[\ud800-\udfff]/.test(value)) return value;
  return value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
