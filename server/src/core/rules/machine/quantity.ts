/**
 * Kubernetes quantities (`512Mi`, `1500m`, `2e3`) as numbers, for fixes that compare or mend them. Exact up to 2^53; what is
 * no quantity is undefined. Truth: `kubernetes/apimachinery · pkg/api/resource/quantity.go`.
 */

const scales: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity as written, as a number stands for its digits. */
export function quantityText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function quantityValue(text: string): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([numkMGTPE]|[KMGTPE]i)?|[eE]([+-]?\d+))$/.exec(text);
  if (!match) return undefined;
  const [, digits = '', unit = '', exponent] = match;
  const scale = exponent === undefined ? scales[unit] : 10 ** Number(exponent);
  return scale === undefined ? undefined : Number(digits) * scale;
}

/** Bytes in the largest binary unit that holds them exactly. */
export function bytesText(bytes: number): string {
  for (const unit of ['Ti', 'Gi', 'Mi', 'Ki']) {
    const scale = scales[unit] ?? 1;
    if (bytes >= scale && bytes % scale === 0) return `${bytes / scale}${unit}`;
  }
  return String(bytes);
}

/** The next multiple, upwards. */
export function alignedUp(bytes: number, step: number): number {
  return Math.ceil(bytes / step) * step;
}
