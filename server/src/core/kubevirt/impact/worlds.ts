/**
 * What is not known, as worlds: each unknown fact has the values that it may have, the decision is made in every
 * combination, and the answers are folded. The same in all worlds is certain; otherwise there are alternatives, each with
 * what would have to be so. It must never prefer a world: an unknown fact gives no definite claim. Pure combinatorics, no
 * KubeVirt here.
 */
import * as l10n from '@vscode/l10n';
import type { Alternative, Outcome, UnknownFact } from './impact.ts';

/** One value that a fact may have, with the words for it: `the VMI can be live-migrated`. Translated. */
export interface Possibility<T> {
  readonly value: T;
  readonly when: string;
}

/** A fact that cannot be seen; of equal weight with all its possibilities. */
export interface Dimension<W, K extends keyof W = keyof W> {
  readonly key: K;
  readonly fact: UnknownFact;
  readonly possibilities: readonly Possibility<W[K]>[];
  /** Words for several of the possibilities together; without, theirs are joined by `or`. */
  readonly together?: (values: readonly W[K][]) => string;
}

export interface Judged<W> {
  readonly world: W;
  readonly outcome: Outcome;
}

/** All combinations, over a world that holds what is known. */
export function worldsOf<W>(known: W, dimensions: readonly Dimension<W>[]): readonly W[] {
  return dimensions.reduce<readonly W[]>(
    (worlds, { key, possibilities }) =>
      worlds.flatMap((world) => possibilities.map(({ value }) => ({ ...world, [key]: value }))),
    [known],
  );
}

export interface Folded {
  /** Each with its circumstances; one alone has none. */
  readonly alternatives: readonly Alternative[];
  readonly dependsOn: readonly UnknownFact[];
}

/** The outcomes of all worlds together. `judged` has every combination of the dimensions once. */
export function foldOutcomes<W>(judged: readonly Judged<W>[], dimensions: readonly Dimension<W>[]): Folded {
  const leaves = decide(judged, dimensions);
  return {
    alternatives: leaves.map(({ outcome, conditions }) => ({ ...outcome, when: sentence(conditions) })),
    dependsOn: [...new Set(leaves.flatMap(({ facts }) => facts))],
  };
}

interface Leaf {
  readonly outcome: Outcome;
  readonly conditions: readonly string[];
  readonly facts: readonly UnknownFact[];
}

/** A decision tree over the facts that make a difference, in the order of the dimensions. */
function decide<W>(judged: readonly Judged<W>[], dimensions: readonly Dimension<W>[]): readonly Leaf[] {
  const [first] = judged;
  if (!first) return [];
  if (judged.every(({ outcome }) => isSameOutcome(outcome, first.outcome)))
    return [{ outcome: first.outcome, conditions: [], facts: [] }];
  const [dimension, ...rest] = dimensions;
  // Every world stands for one combination, so that without dimensions there is one world.
  if (!dimension) return [{ outcome: first.outcome, conditions: [], facts: [] }];
  const branches = new Map<string, { possibilities: Possibility<W[keyof W]>[]; leaves: readonly Leaf[] }>();
  for (const possibility of dimension.possibilities) {
    const leaves = decide(
      judged.filter(({ world }) => world[dimension.key] === possibility.value),
      rest,
    );
    const key = JSON.stringify(leaves);
    const same = branches.get(key);
    if (same) same.possibilities.push(possibility);
    else branches.set(key, { possibilities: [possibility], leaves });
  }
  const all = [...branches.values()];
  if (all.length === 1) return all[0]?.leaves ?? [];
  return all.flatMap(({ possibilities, leaves }) =>
    leaves.map(({ outcome, conditions, facts }) => ({
      outcome,
      conditions: [words(dimension, possibilities), ...conditions],
      facts: [dimension.fact, ...facts],
    })),
  );
}

function words<W>({ together }: Dimension<W>, possibilities: readonly Possibility<W[keyof W]>[]): string {
  if (possibilities.length > 1 && together) return together(possibilities.map(({ value }) => value));
  return possibilities.map(({ when }) => when).join(l10n.t(' or '));
}

function sentence(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : l10n.t('if {0}', conditions.join(l10n.t(' and ')));
}

function isSameOutcome(one: Outcome, other: Outcome): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
