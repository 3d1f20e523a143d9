import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestRelease, releases } from '../../server/src/core/kubevirt/releases/index.ts';
import { isSameValue } from '../../server/src/core/kubevirt/same-value.ts';
import { semanticDifferences, semanticForm, semanticSpec } from '../../server/src/core/kubevirt/semantic-form.ts';

const isSame = (one: unknown, other: unknown): boolean =>
  isSameValue(semanticSpec(one, newestRelease), semanticSpec(other, newestRelease));

describe('specs that mean the same', () => {
  it.each<[string, object, object]>([
    ['a list left out', {}, { tolerations: [], volumes: null }],
    ['a map left out', {}, { nodeSelector: {} }],
    ['a struct left out', {}, { domain: { devices: {}, resources: { requests: {} } } }],
    ['a plain flag', { domain: { cpu: {} } }, { domain: { cpu: { dedicatedCpuPlacement: false } } }],
    ['a plain number', { domain: { cpu: {} } }, { domain: { cpu: { cores: 0 } } }],
    ['quantities', { domain: { memory: { guest: '1Gi' } } }, { domain: { memory: { guest: '1024Mi' } } }],
    [
      'requests',
      { domain: { resources: { requests: { cpu: 1 } } } },
      { domain: { resources: { requests: { cpu: '1000m' } } } },
    ],
    ['the order of members', { hostname: 'a', subdomain: 'b' }, { subdomain: 'b', hostname: 'a' }],
    ['addresses', ntp('10.0.0.1'), ntp('::ffff:10.0.0.1')],
  ])('%s', (_, one, other) => {
    expect(isSame(one, other)).toBe(true);
  });
});

describe('specs that do not', () => {
  it.each<[string, object, object]>([
    ['a pointer to false', {}, { domain: { devices: { autoattachSerialConsole: false } } }],
    ['a pointer to an empty struct', { domain: {} }, { domain: { features: {} } }],
    ['a CD-ROM that says it is writable', disk({ cdrom: {} }), disk({ cdrom: { readonly: false } })],
    [
      'the order of a list',
      { tolerations: [{ key: 'a' }, { key: 'b' }] },
      { tolerations: [{ key: 'b' }, { key: 'a' }] },
    ],
    ['another amount', { domain: { memory: { guest: '1Gi' } } }, { domain: { memory: { guest: '1G' } } }],
  ])('%s', (_, one, other) => {
    expect(isSame(one, other)).toBe(false);
  });
});

function ntp(server: string): object {
  return { domain: { devices: { interfaces: [{ name: 'a', dhcpOptions: { ntpServers: [server] } }] } } };
}

function disk(target: object): object {
  return { domain: { devices: { disks: [{ name: 'a', ...target }] } } };
}

describe('semanticSpec', () => {
  it('leaves out what the release does not have', () => {
    const spec = { networks: [{ name: 'c', resourceClaim: { claimName: 'a', requestName: 'b' } }] };
    const claimed = releases.filter((release) => JSON.stringify(semanticSpec(spec, release)).includes('claimName'));
    expect(claimed).toEqual(releases.filter(({ fields }) => fields.resourceClaim));
  });

  it('is the form of itself', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 4 }), (value) => {
        const form = semanticSpec(value, newestRelease);
        expect(isSameValue(semanticForm(form, '', '') ?? {}, form)).toBe(true);
      }),
    );
  });
});

describe('semanticDifferences', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['nothing', { a: 1 }, { a: 1 }, []],
    ['a member', { a: { b: 1 } }, { a: { b: 2 } }, ['changed a.b']],
    ['a new member', { a: {} }, { a: { b: 2 } }, ['added a.b']],
    ['a removed member', { a: { b: 1 } }, { a: {} }, ['removed a']],
    ['a named one', [{ name: 'x', v: 1 }], [{ name: 'y' }, { name: 'x', v: 2 }], ['added [0]', 'changed [1].v']],
    ['a removed named one', [{ name: 'x' }, { name: 'y' }], [{ name: 'y' }], ['removed ']],
    ['order alone', { l: [{ name: 'x' }, { name: 'y' }] }, { l: [{ name: 'y' }, { name: 'x' }] }, ['changed l']],
    ['nameless ones', { l: [1, 2] }, { l: [1, 3] }, ['changed l[1]']],
    ['their number', { l: [1] }, { l: [1, 3] }, ['changed l']],
    ['a kind', { l: [1] }, { l: {} }, ['changed l']],
  ])('of %s', (_, one, other, expected) => {
    expect(semanticDifferences(one, other).map(({ kind, field }) => `${kind} ${field}`)).toEqual(expected);
  });

  it('are none exactly where the values are the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
        expect(semanticDifferences(one, other).length === 0).toBe(isSameValue(one, other));
        expect(semanticDifferences(one, one)).toEqual([]);
      }),
    );
  });
});
