/**
 * What is not known, as worlds: each unknown fact has the values that it may have, the decision is made in every
 * combination, and the answers are folded. The same in all worlds is certain; otherwise there are alternatives, each with
 * what would have to be so. It must never prefer a world: an unknown fact gives no definite claim. Pure combinatorics, no
 * KubeVirt here.
 */
import * as l10n from '@vscode/l10n';
import { isSameValue } from '../same-value.ts';
import type { UnknownFact } from './impact.ts';

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
}

export interface Judged<W, T> {
  readonly world: W;
  readonly outcome: T;
}

/** All combinations, over a world that holds what is known. */
export function worldsOf<W>(known: W, dimensions: readonly Dimension<W>[]): readonly W[] {
  return dimensions.reduce<readonly W[]>(
    (worlds, { key, possibilities }) =>
      worlds.flatMap((world) => possibilities.map(({ value }) => ({ ...world, [key]: value }))),
    [known],
  );
}

/** An outcome, what would have to be so, and the worlds in which it comes true. */
export interface Branch<W, T> {
  readonly outcome: T;
  /** A clause for users, `if …`; empty where it is so anyway. Translated. */
  readonly when: string;
  readonly worlds: readonly W[];
}

export interface Folded<W, T> {
  readonly branches: readonly Branch<W, T>[];
  /** The facts that make a difference. */
  readonly dependsOn: readonly UnknownFact[];
}

/** The outcomes of all worlds together; plain data each. `judged` has every combination of the dimensions once. */
export function foldOutcomes<W, T>(judged: readonly Judged<W, T>[], dimensions: readonly Dimension<W>[]): Folded<W, T> {
  const leaves = decide(judged, dimensions);
  return {
    branches: leaves.map(({ outcome, conditions, worlds }) => ({ outcome, when: sentence(conditions), worlds })),
    dependsOn: [...new Set(leaves.flatMap(({ facts }) => facts))],
  };
}

interface Leaf<W, T> {
  readonly outcome: T;
  readonly conditions: readonly string[];
  readonly facts: readonly UnknownFact[];
  readonly worlds: readonly W[];
}

/** A decision tree over the facts that make a difference, in the order of the dimensions. */
function decide<W, T>(judged: readonly Judged<W, T>[], dimensions: readonly Dimension<W>[]): readonly Leaf<W, T>[] {
  const [first] = judged;
  if (!first) return [];
  const [dimension, ...rest] = dimensions;
  // Every world stands for one combination: without dimensions there is one.
  if (!dimension || judged.every(({ outcome }) => isSameValue(outcome, first.outcome)))
    return [{ outcome: first.outcome, conditions: [], facts: [], worlds: judged.map(({ world }) => world) }];
  const branches: { possibilities: Possibility<W[keyof W]>[]; leaves: readonly Leaf<W, T>[] }[] = [];
  for (const possibility of dimension.possibilities) {
    const inside = judged.filter(({ world }) => world[dimension.key] === possibility.value);
    const leaves = decide(inside, rest);
    const same = branches.find((branch) => isSameTree(branch.leaves, leaves));
    if (!same) branches.push({ possibilities: [possibility], leaves });
    else {
      same.possibilities.push(possibility);
      same.leaves = same.leaves.map((leaf, at) => ({
        ...leaf,
        worlds: [...leaf.worlds, ...(leaves[at]?.worlds ?? [])],
      }));
    }
  }
  const [only] = branches;
  if (only && branches.length === 1) return only.leaves;
  return branches.flatMap(({ possibilities, leaves }) =>
    leaves.map(({ outcome, conditions, facts, worlds }) => ({
      outcome,
      conditions: [words(possibilities), ...conditions],
      facts: [dimension.fact, ...facts],
      worlds,
    })),
  );
}

function isSameTree<W, T>(one: readonly Leaf<W, T>[], other: readonly Leaf<W, T>[]): boolean {
  const shape = (leaves: readonly Leaf<W, T>[]): unknown =>
    leaves.map(({ outcome, conditions }) => ({ outcome, conditions }));
  return isSameValue(shape(one), shape(other));
}

function words(possibilities: readonly Possibility<unknown>[]): string {
  return possibilities.map(({ when }) => when).join(l10n.t(' or '));
}

function sentence(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : l10n.t('if {0}', conditions.join(l10n.t(' and ')));
}
