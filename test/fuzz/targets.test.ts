/** What `npm run fuzz` tries for minutes, tried a little, and the same each time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targets } from '../../tools/fuzz/targets.ts';

/** Tries that take some two seconds each. */
const tries: Readonly<Record<string, number>> = {
  written: 800,
  read: 500,
  json: 4000,
  edits: 40,
  features: 30,
  cli: 60,
  storm: 30,
};

describe('whatever is drawn', () => {
  it.each(targets.map((target) => [`${target.name}: ${target.holds}`, target] as const))('%s', async (_, target) => {
    const numRuns = tries[target.name] ?? 0;
    let met = 0;
    await fc.assert(
      target.property(() => met++),
      { seed: 20_260_701, numRuns },
    );
    expect(numRuns).toBeGreaterThan(0);
    expect(met).toBe(numRuns);
  });
});

describe('a target', () => {
  it('notices what does not hold', async () => {
    const written = targets.find(({ name }) => name === 'written');
    await expect(written?.replay(JSON.stringify({ text: 'a: 1\n', values: [{ a: 1 }] }))).resolves.toBeUndefined();
    await expect(written?.replay(JSON.stringify({ text: 'a: 1\n', values: [{ a: 2 }] }))).rejects.toThrow();
  });
});
