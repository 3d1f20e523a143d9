/**
 * Kubernetes quantities (`64Mi`, `1500m`, `1e3`): exact values, and the canonical text that error messages quote. It must
 * never round where Kubernetes does not: values are whole billionths. Truth: `kubernetes/apimachinery ·
 * pkg/api/resource/quantity.go`.
 */

type Format = 'binary' | 'decimal' | 'exponent';

export interface Quantity {
  /** The value in billionths, the finest that Kubernetes keeps. */
  readonly nano: bigint;
  /** Kubernetes' canonical spelling: `1024Mi` reads `1Gi`. */
  readonly text: string;
}

const billion = 1_000_000_000n;
const largest = (2n ** 63n - 1n) * billion;

const binaryUnits = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** By exponent of ten. */
const decimalUnits: readonly (readonly [string, number])[] = [
  ['n', -9],
  ['u', -6],
  ['m', -3],
  ['', 0],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
];

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,4})?$/;

/** Reads a quantity as it stands in a manifest, text or number; undefined for what Kubernetes refuses. */
export function parseQuantity(value: unknown): Quantity | undefined {
  const match = typeof value === 'object' ? null : pattern.exec(String(value).trim());
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const binary = binaryUnits.indexOf(suffix);
  const decimal = decimalUnits.find(([unit]) => unit === suffix)?.[1];
  const digits = BigInt(`${whole}${fraction}`);
  const exponent = decimal ?? (binary > 0 ? 0 : Number(suffix.slice(1)));
  // A power of ten far beyond what is kept would only cost time.
  const scale = Math.max(-400, Math.min(400, exponent + 9 - fraction.length));
  let nano = scaled(digits * (binary > 0 ? 1024n ** BigInt(binary) : 1n), scale);
  if (nano > largest) nano = largest;
  if (sign === '-') nano = -nano;
  const format: Format = binary > 0 ? 'binary' : decimal === undefined ? 'exponent' : 'decimal';
  return { nano, text: canonical(nano, format) };
}

/** A whole number of bytes, as Kubernetes writes it in powers of 1024. */
export function binaryQuantity(value: bigint): Quantity {
  return { nano: value * billion, text: canonical(value * billion, 'binary') };
}

/** A number of thousandths, as Kubernetes writes it in powers of 1000. */
export function milliQuantity(value: bigint): Quantity {
  return { nano: value * 1_000_000n, text: canonical(value * 1_000_000n, 'decimal') };
}

/** The whole number that counts: fractions count as one more. */
export function wholeValue({ nano }: Quantity): bigint {
  return dividedUp(nano, billion);
}

export function milliValue({ nano }: Quantity): bigint {
  return dividedUp(nano, 1_000_000n);
}

/** Times a power of ten; what is finer than a billionth counts as one more. */
function scaled(value: bigint, exponent: number): bigint {
  return exponent >= 0 ? value * 10n ** BigInt(exponent) : dividedUp(value, 10n ** BigInt(-exponent));
}

/** Away from zero. */
function dividedUp(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  if (quotient * divisor === value) return quotient;
  return value > 0n ? quotient + 1n : quotient - 1n;
}

function canonical(nano: bigint, format: Format): string {
  if (nano === 0n) return '0';
  const size = nano < 0n ? -nano : nano;
  const sign = nano < 0n ? '-' : '';
  if (format === 'binary' && size % billion === 0n && size >= 1024n * billion) {
    let value = size / billion;
    let unit = 0;
    while (unit < binaryUnits.length - 1 && value % 1024n === 0n) {
      value /= 1024n;
      unit++;
    }
    return `${sign}${value}${binaryUnits[unit] ?? ''}`;
  }
  let value = size;
  let exponent = -9;
  while (exponent < 18 && value % 1000n === 0n) {
    value /= 1000n;
    exponent += 3;
  }
  if (format === 'exponent') return `${sign}${value}${exponent === 0 ? '' : `e${exponent}`}`;
  return `${sign}${value}${decimalUnits.find(([, power]) => power === exponent)?.[0] ?? ''}`;
}
