import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNadReference } from '../../server/src/core/kubevirt/nad-reference.ts';

describe('parseNadReference', () => {
  it.each([
    ['br10', 'tenant-a', 'br10'],
    ['infra/br10', 'infra', 'br10'],
    ['a/b/c', 'a', 'b/c'],
    ['/br10', '', 'br10'],
    ['infra/', 'infra', ''],
    ['/', '', ''],
    ['', 'tenant-a', ''],
    ['br10@eth1', 'tenant-a', 'br10@eth1'],
    [' br10', 'tenant-a', ' br10'],
  ])('%j', (reference, namespace, name) => {
    expect(parseNadReference('tenant-a', reference)).toEqual({ namespace, name });
  });

  it('loses nothing and never looks past the first slash', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (own, reference) => {
        const { namespace, name } = parseNadReference(own, reference);
        if (reference.includes('/')) {
          expect(`${namespace}/${name}`).toBe(reference);
          expect(namespace).not.toContain('/');
        } else expect({ namespace, name }).toEqual({ namespace: own, name: reference });
      }),
    );
  });
});
