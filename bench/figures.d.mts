/** Statistics of paired samples; see `figures.mjs`. */
export function median(values: readonly number[]): number;
export function quantile(values: readonly number[], share: number): number;
export function ratioOf(
  ours: readonly number[],
  base: readonly number[],
): { readonly ratio: number; readonly low: number; readonly high: number };
