/** Everything the fuzzer tries to break. */
import { readTargets } from './read-targets.ts';
import { serverTargets } from './server-targets.ts';
import { stormTarget } from './storm-target.ts';
import type { Target } from './target.ts';

export const targets: readonly Target[] = [...readTargets, ...serverTargets, stormTarget];
