/**
 * What a scalar means to go-yaml: its resolution table, explicit tags, and how it spells values that become keys of
 * JSON objects. Truth: `kubernetes-sigs/yaml · goyaml.v2/resolve.go`, `yaml.go`, checked by the golden YAML data.
 */
import type { ScalarValue } from '../tree.ts';
import { coreTag } from './tags.ts';

/** A meaning, or why kubectl refuses the scalar. */
export type Resolved = { readonly value: ScalarValue } | { readonly refused: 'tag' | 'infinity' | 'base64' };

const words = new Map<string, ScalarValue>();
for (const word of ['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']) words.set(word, true);
for (const word of ['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']) words.set(word, false);
for (const word of ['', '~', 'null', 'Null', 'NULL']) words.set(word, null);
for (const word of ['.nan', '.NaN', '.NAN']) words.set(word, NaN);
for (const word of ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']) words.set(word, Infinity);
for (const word of ['-.inf', '-.Inf', '-.INF']) words.set(word, -Infinity);

const integerPattern = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const floatPattern = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** Behind a leading dot, underscores may only stand between digits. */
const dottedPattern = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

type Kind = 'null' | 'bool' | 'int' | 'float' | 'str';

interface Typed {
  readonly kind: Kind;
  readonly value: ScalarValue;
}

/** An untagged plain scalar. There are no base-60 numbers and no dates. */
function resolvePlain(text: string): Typed {
  const word = words.get(text);
  if (word !== undefined)
    return { kind: word === null ? 'null' : typeof word === 'boolean' ? 'bool' : 'float', value: word };
  // Only `+`, `-`, `.` and digits begin a number.
  const first = text.charCodeAt(0);
  if (first < 43 || first > 57 || first === 44 || first === 47) return { kind: 'str', value: text };
  if (first === 46 && !dottedPattern.test(text)) return { kind: 'str', value: text };
  const digits = text.replaceAll('_', '');
  const integer = parseInteger(digits);
  if (integer !== undefined) return { kind: 'int', value: integer };
  if (floatPattern.test(digits)) {
    const float = Number(digits);
    if (Number.isFinite(float)) return { kind: 'float', value: float };
  }
  // Behind `0b` go-yaml looks once more, and then takes a sign.
  const binary = /^0b([-+])([01]+)$/.exec(digits);
  const signed = binary && parseInteger(`${binary[1]}0b${binary[2]}`);
  return signed === undefined || signed === null ? { kind: 'str', value: text } : { kind: 'int', value: signed };
}

/** Go's `ParseInt` and `ParseUint` with base 0; undefined outside 64 bits. */
function parseInteger(digits: string): number | bigint | undefined {
  const match = integerPattern.exec(digits);
  if (!match?.[2]) return undefined;
  const [, sign, body] = match;
  const octal = /^0[0-7]+$/.test(body) ? `0o${body.slice(1)}` : body;
  const size = BigInt(octal);
  const value = sign === '-' ? -size : size;
  if (value < -(2n ** 63n) || value >= 2n ** 64n || (sign === '+' && value >= 2n ** 63n)) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** A scalar with its tag, if any; `plain` is whether it is written without quotes and not as a block. */
export function resolveScalar(text: string, plain: boolean, tag: string | undefined): Resolved {
  const typed = resolveTyped(text, plain, tag);
  return 'refused' in typed ? typed : finite(typed.value);
}

/**
 * The key of a JSON object that a key becomes; undefined for keys that kubectl refuses (null, and integers that only
 * fit without a sign).
 */
export function resolveKey(text: string, plain: boolean, tag: string | undefined): string | undefined {
  const typed = resolveTyped(text, plain, tag);
  if ('refused' in typed) return undefined;
  const { kind, value } = typed;
  if (kind === 'float') return formatFloat32(value as number);
  if (typeof value === 'bigint') return value >= 2n ** 63n ? undefined : value.toString();
  return value === null ? undefined : String(value);
}

function resolveTyped(text: string, plain: boolean, tag: string | undefined): Typed | { refused: 'tag' | 'base64' } {
  if (tag === undefined) return plain ? resolvePlain(text) : { kind: 'str', value: text };
  if (!tag.startsWith(coreTag)) return { kind: 'str', value: text };
  const name = tag.slice(coreTag.length);
  switch (name) {
    case 'binary': {
      const decoded = decodeBase64(text);
      return decoded === undefined ? { refused: 'base64' } : { kind: 'str', value: decoded };
    }
    case 'null':
    case 'bool':
    case 'int':
    case 'float': {
      const typed = resolvePlain(text);
      if (typed.kind === name) return typed;
      // An integer becomes a float, unless it is one that only fits without a sign.
      if (name === 'float' && typed.kind === 'int' && BigInt(typed.value as number | bigint) < 2n ** 63n)
        return { kind: 'float', value: Number(typed.value) };
      return { refused: 'tag' };
    }
    case 'timestamp':
      return isTimestamp(text) ? { kind: 'str', value: text } : { refused: 'tag' };
    default:
      return { kind: 'str', value: text };
  }
}

const timestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d)))|(?: (\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?))?$/;

/** The dates and times that `!!timestamp` takes. */
function isTimestamp(text: string): boolean {
  const match = timestamp.exec(text);
  if (!match) return false;
  const [year = 0, month = 0, day = 0, ...times] = match.slice(1).map((digits) => Number(digits ?? 0));
  const [hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0, ownHour = 0, ownMinute = 0, ownSecond = 0] =
    times;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  const isTime = (h: number, m: number, s: number): boolean => h <= 23 && m <= 59 && s <= 59;
  return (
    day >= 1 &&
    day <= days &&
    isTime(hour, minute, second) &&
    isTime(ownHour, ownMinute, ownSecond) &&
    zoneHour <= 24 &&
    zoneMinute <= 60
  );
}

/** JSON has no infinities. */
function finite(value: ScalarValue): Resolved {
  return typeof value === 'number' && !Number.isFinite(value) ? { refused: 'infinity' } : { value };
}

/** The text in base 64, undefined when it is none. */
function decodeBase64(text: string): string | undefined {
  const packed = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(packed)) return undefined;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes: number[] = [];
  for (let at = 0; at < packed.length; at += 4) {
    const quad = [0, 1, 2, 3].map((step) => Math.max(alphabet.indexOf(packed.charAt(at + step)), 0));
    const bits = ((quad[0] ?? 0) << 18) | ((quad[1] ?? 0) << 12) | ((quad[2] ?? 0) << 6) | (quad[3] ?? 0);
    bytes.push((bits >> 16) & 255);
    if (packed.charAt(at + 2) !== '=') bytes.push((bits >> 8) & 255);
    if (packed.charAt(at + 3) !== '=') bytes.push(bits & 255);
  }
  return decodeUtf8(bytes);
}

/** UTF-8 with U+FFFD for every byte that is none, as Go's JSON encoder writes a string. */
function decodeUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >> 5 === 6 ? 2 : first >> 4 === 14 ? 3 : first >> 3 === 30 ? 4 : 0;
    let code = length === 1 ? first : first & (0xff >> (length + 1));
    let isValid = length > 0 && at + length <= bytes.length;
    for (let step = 1; isValid && step < length; step++) {
      const next = bytes[at + step] ?? 0;
      isValid = next >> 6 === 2;
      code = (code << 6) | (next & 0x3f);
    }
    const smallest = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
    isValid &&= code >= smallest && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    text += isValid ? String.fromCodePoint(code) : '\ufffd';
    at += isValid ? length : 1;
  }
  return text;
}

/** Go's `strconv.FormatFloat(value, 'g', -1, 32)`: the shortest digits that give the same 32-bit float. */
function formatFloat32(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const float = Math.fround(value);
  if (!Number.isFinite(float)) return float > 0 ? '.inf' : '-.inf';
  if (float === 0) return Object.is(float, -0) ? '-0' : '0';
  let digits = '';
  for (let precision = 1; precision <= 9; precision++) {
    digits = float.toExponential(precision - 1);
    if (Math.fround(Number(digits)) === float) break;
  }
  const [mantissa = '', exponentText = '0'] = digits.split('e');
  const exponent = Number(exponentText);
  const sign = mantissa.startsWith('-') ? '-' : '';
  const plain = mantissa.replace('-', '').replace('.', '');
  const shortest = plain.replace(/0+$/, '') || '0';
  // %g with the shortest precision switches to exponents below 1e-4 and from 1e+06 on.
  if (exponent < -4 || exponent >= 6) {
    const tail = shortest.length > 1 ? `.${shortest.slice(1)}` : '';
    const power = Math.abs(exponent).toString().padStart(2, '0');
    return `${sign}${shortest.charAt(0)}${tail}e${exponent < 0 ? '-' : '+'}${power}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${shortest}`;
  const whole = shortest.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = shortest.slice(exponent + 1);
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
