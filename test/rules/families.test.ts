/** Families of causes and rules go together: what KubeVirt refuses is explained, and no rule waits for what it never says. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { causeFamilies } from '../../server/src/core/kubevirt/admission/families.ts';
import { rules } from '../../server/src/core/rules/registry.ts';

const folder = path.resolve(import.meta.dirname, '../../server/src/core/kubevirt/admission');
const sources = readdirSync(folder)
  .filter((name) => name !== 'families.ts')
  .map((name) => readFileSync(path.join(folder, name), 'utf8'));

describe('families of causes', () => {
  it('are each explained by the rule of that id, and by no other', () => {
    const explained = rules.flatMap(({ id, family }) => (family === undefined ? [] : [{ id, family }]));
    const expected = [...causeFamilies].sort().map((family) => ({ id: family, family }));
    expect(explained.sort((one, other) => (one.id < other.id ? -1 : 1))).toEqual(expected);
  });

  it.each(causeFamilies)('%s is said somewhere in the admission core', (family) => {
    expect(sources.some((source) => source.includes(`'${family}'`))).toBe(true);
  });
});
