/**
 * Kubernetes quantities as plain numbers, for fixes that compare or mend them; exact up to 2^53. What is a quantity, and how
 * one is written, `core/kubevirt/quantity.ts` says.
 */
import { binaryQuantity, parseQuantity } from '../../kubevirt/quantity.ts';

/** A quantity as written; a number stands for its digits. */
export function quantityText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
}

export function quantityValue(text: string): number | undefined {
  const quantity = parseQuantity(text);
  return quantity && Number(quantity.nano) / 1e9;
}

/** Bytes in the largest binary unit that holds them exactly. */
export function bytesText(bytes: number): string {
  return binaryQuantity(BigInt(bytes)).text;
}

/** The next multiple, upwards. */
export function alignedUp(bytes: number, step: number): number {
  return Math.ceil(bytes / step) * step;
}
