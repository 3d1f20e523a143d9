/** The allowed value that a wrong one was meant to be. */
import { nearestName } from '../nearest-name.ts';
import type { Fix } from '../rule.ts';

export interface Correction {
  readonly value: string;
  /** Safe where only upper and lower case differ: nothing else can have been meant. */
  readonly safety: Fix['safety'];
}

export function correctionOf(wrong: string, allowed: readonly string[]): Correction | undefined {
  const same = allowed.find((value) => value.toLowerCase() === wrong.toLowerCase());
  if (same !== undefined) return { value: same, safety: 'safe' };
  const value = nearestName(wrong, allowed);
  return value === undefined ? undefined : { value, safety: 'unsafe' };
}
