import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dimension, foldOutcomes, worldsOf } from '../../../server/src/core/kubevirt/impact/worlds.ts';

interface World {
  readonly wet: boolean;
  readonly cold: boolean;
  readonly day: number;
}

const known: World = { wet: false, cold: false, day: 1 };

const flag = (key: 'wet' | 'cold'): Dimension<World> => ({
  key,
  fact: key === 'wet' ? 'release' : 'configuration',
  possibilities: [
    { value: true, when: `it is ${key}` },
    { value: false, when: `it is not ${key}` },
  ],
});

const day: Dimension<World> = {
  key: 'day',
  fact: 'status',
  possibilities: [1, 2, 3].map((value) => ({ value, when: `it is day ${value}` })),
};

function folded(dimensions: readonly Dimension<World>[], outcomeOf: (world: World) => string) {
  const judged = worldsOf(known, dimensions).map((world) => ({ world, outcome: outcomeOf(world) }));
  return foldOutcomes(judged, dimensions);
}

const told = (dimensions: readonly Dimension<World>[], outcomeOf: (world: World) => string): readonly string[] =>
  folded(dimensions, outcomeOf).branches.map(({ outcome, when }) => `${outcome} ${when}`.trim());

describe('folding worlds', () => {
  it('is certain where all worlds agree', () => {
    expect(folded([flag('wet'), day], () => 'stay')).toMatchObject({
      branches: [{ outcome: 'stay', when: '' }],
      dependsOn: [],
    });
    expect(told([], ({ day: own }) => String(own))).toEqual(['1']);
  });

  it('names only the facts that make a difference', () => {
    const outcomeOf = ({ cold }: World): string => (cold ? 'coat' : 'shirt');
    expect(told([flag('wet'), flag('cold'), day], outcomeOf)).toEqual([
      'coat if it is cold',
      'shirt if it is not cold',
    ]);
    expect(folded([flag('wet'), flag('cold'), day], outcomeOf).dependsOn).toEqual(['configuration']);
  });

  it('joins possibilities of one fact that come to the same, and splits where they do not', () => {
    expect(told([day], ({ day: own }) => (own === 2 ? 'market' : 'home'))).toEqual([
      'home if it is day 1 or it is day 3',
      'market if it is day 2',
    ]);
    expect(told([flag('wet'), flag('cold')], ({ wet, cold }) => (wet && cold ? 'home' : 'out'))).toEqual([
      'home if it is wet and it is cold',
      'out if it is wet and it is not cold',
      'out if it is not wet',
    ]);
  });

  it('has every world in exactly one branch, with its own outcome', () => {
    const dimensions = [flag('wet'), flag('cold'), day];
    fc.assert(
      fc.property(fc.func(fc.constantFrom('a', 'b', 'c')), (outcome) => {
        const outcomeOf = (world: World): string => outcome(world.wet, world.cold, world.day);
        const { branches, dependsOn } = folded(dimensions, outcomeOf);
        const worlds = branches.flatMap((branch) => branch.worlds);
        expect(new Set(worlds).size).toBe(12);
        expect(worlds).toHaveLength(12);
        for (const branch of branches) for (const world of branch.worlds) expect(outcomeOf(world)).toBe(branch.outcome);
        expect(dependsOn.length > 0).toBe(branches.length > 1);
      }),
    );
  });
});
