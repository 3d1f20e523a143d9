/** The releases VirtLens knows, oldest first, and how a text names one of them. */
import type { Release } from './release.ts';
import { v1_6 } from './v1.6.ts';
import { v1_7 } from './v1.7.ts';
import { v1_8 } from './v1.8.ts';
import { v1_9 } from './v1.9.ts';

export type { GateStage, Release } from './release.ts';

export const releases: readonly Release[] = [v1_6, v1_7, v1_8, v1_9];

export const newestRelease: Release = v1_9;

/**
 * The release that a text names: `v1.8`, `1.8`, `v1.8.2`, `v1.9.0-rc.1`, `v1.9.0-12-g0abcdef` (the spellings of
 * `status.observedKubeVirtVersion`). Undefined for a release VirtLens has no facts of.
 */
export function findRelease(text: string): Release | undefined {
  const match = /^v?(\d+\.\d+)(?:\.\d+)?(?:[-+][0-9A-Za-z.+-]*)?$/.exec(text.trim());
  return match ? releases.find((release) => release.id === `v${match[1]}`) : undefined;
}
