import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeInterfaceStatuses, decodeVmiSpec } from '../../server/src/core/kubevirt/decode.ts';
import { freshLauncherAnnotations } from '../../server/src/core/kubevirt/launcher-annotations.ts';
import { decodeConfiguration } from '../../server/src/core/kubevirt/configuration.ts';
import { newestRelease, releases } from '../../server/src/core/kubevirt/releases/index.ts';
import { specOf } from './specs.ts';

const bare = {
  name: '',
  model: '',
  ports: [],
  portRanges: [],
  macAddress: '',
  pciAddress: '',
  tag: '',
  acpiIndex: 0,
  state: '',
};

describe('decodeVmiSpec', () => {
  it.each<{ value: unknown }>([
    { value: undefined },
    { value: null },
    { value: {} },
    { value: [] },
    { value: 'text' },
    { value: 7 },
    { value: { domain: null } },
    { value: { domain: { devices: null }, networks: null } },
  ])('of $value is empty', ({ value }) => {
    expect(decodeVmiSpec(value, newestRelease).spec).toEqual({ interfaces: [], networks: [], resourceClaims: [] });
  });

  it('reads every member, and keeps presence apart from content', () => {
    const written = {
      name: 'a',
      model: 'virtio',
      bridge: {},
      masquerade: { unknown: 1 },
      sriov: null,
      binding: { name: 'plug' },
      ports: [{ name: 'http', protocol: 'TCP', port: 80 }, null],
      portRanges: [{ protocol: 'UDP', start: 1, end: 2 }],
      macAddress: '02:00:00:00:00:01',
      bootOrder: 0,
      pciAddress: '0000:81:00.1',
      dhcpOptions: { bootFileName: 'f', ntpServers: ['10.0.0.1'], privateOptions: [{ option: 240, value: 'v' }] },
      tag: 't',
      acpiIndex: 5,
      state: 'up',
    };
    const { spec, problems } = decodeVmiSpec(
      {
        domain: { devices: { interfaces: [written], autoattachPodInterface: false } },
        resourceClaims: [{ name: 'c', more: 1 }],
      },
      newestRelease,
    );
    expect(problems).toEqual([]);
    const { sriov: _, ...kept } = written;
    expect(spec).toEqual({
      interfaces: [
        {
          ...kept,
          masquerade: {},
          ports: [written.ports[0], { name: '', protocol: '', port: 0 }],
          dhcpOptions: { ...written.dhcpOptions, tftpServerName: '' },
        },
      ],
      networks: [],
      resourceClaims: [{ name: 'c' }],
      autoattachPodInterface: false,
    });
  });

  it('drops what a release does not have', () => {
    const known = releases.map((release) => {
      const { interfaces, networks } = specOf(
        [{ name: 'a', passtBinding: {}, portRanges: [{ start: 1 }] }],
        [{ name: 'a', resourceClaim: { claimName: 'c' } }],
        release,
      );
      return [interfaces[0]?.passtBinding, interfaces[0]?.portRanges.length, networks[0]?.resourceClaim?.claimName];
    });
    expect(known).toEqual([
      [undefined, 0, undefined],
      [undefined, 0, undefined],
      [{}, 0, undefined],
      [{}, 1, 'c'],
    ]);
  });

  it('matches names without case, as Go folds it', () => {
    const { interfaces, networks } = specOf(
      [{ NAME: 'a', macaddress: 'x', 'ma\u017fquerade': {} }],
      [{ Name: 'a', MULTUS: { networkname: 'n' } }],
    );
    expect(interfaces).toEqual([{ ...bare, name: 'a', macAddress: 'x', masquerade: {} }]);
    expect(networks).toEqual([{ name: 'a', multus: { networkName: 'n', default: false } }]);
  });

  it.each([
    ['the last text counts', [{ name: 'a', Name: 'b' }], [{ ...bare, name: 'b' }]],
    ['null leaves a text', [{ name: 'a', Name: null }], [{ ...bare, name: 'a' }]],
    ['null takes a pointer away', [{ bridge: {}, Bridge: null }], [bare]],
    ['null takes a list away', [{ ports: [{ port: 1 }], Ports: null }], [bare]],
    ['objects are merged', [{ binding: { name: 'a' }, Binding: {} }], [{ ...bare, binding: { name: 'a' } }]],
  ])('of several spellings, %s', (_, interfaces, expected) => {
    expect(specOf(interfaces, []).interfaces).toEqual(expected);
  });

  it('reports values of the wrong type with their fields, and goes on', () => {
    const { spec, problems } = decodeVmiSpec(
      {
        domain: {
          devices: {
            Interfaces: [
              { name: 5, bridge: true, ports: [{ port: '80' }, { port: 2 ** 31 }, { port: 1.5 }], bootOrder: -1 },
              'x',
            ],
            autoattachPodInterface: 'no',
          },
        },
        networks: { a: 1 },
      },
      newestRelease,
      'spec.template.spec',
    );
    const devices = 'spec.template.spec.domain.devices';
    expect(problems).toEqual([
      { field: `${devices}.Interfaces[0].name`, expected: 'string' },
      { field: `${devices}.Interfaces[0].bridge`, expected: 'object' },
      { field: `${devices}.Interfaces[0].ports[0].port`, expected: 'integer' },
      { field: `${devices}.Interfaces[0].ports[1].port`, expected: 'integer' },
      { field: `${devices}.Interfaces[0].ports[2].port`, expected: 'integer' },
      { field: `${devices}.Interfaces[0].bootOrder`, expected: 'integer' },
      { field: `${devices}.Interfaces[1]`, expected: 'object' },
      { field: `${devices}.autoattachPodInterface`, expected: 'boolean' },
      { field: 'spec.template.spec.networks', expected: 'list' },
    ]);
    expect(spec.interfaces.map(({ name, ports }) => [name, ports.length])).toEqual([
      ['', 3],
      ['', 0],
    ]);
    expect(spec.networks).toEqual([]);
  });

  it('takes integers beyond 2^53, and replaces half surrogate pairs as Go does', () => {
    const { spec, problems } = decodeVmiSpec(
      {
        domain: { devices: { interfaces: [{ name: 'a\ud83d', acpiIndex: 9007199254740993n, bootOrder: 2n ** 64n }] } },
      },
      newestRelease,
    );
    expect(spec.interfaces[0]).toMatchObject({ name: 'a\ufffd', acpiIndex: 2 ** 53 });
    expect(problems).toEqual([{ field: 'domain.devices.interfaces[0].bootOrder', expected: 'integer' }]);
  });

  it('never throws, nor does anything that is made of the result', () => {
    const key = fc.constantFrom(
      'domain',
      'devices',
      'interfaces',
      'networks',
      'name',
      'multus',
      'networkName',
      'pod',
      'binding',
      '__proto__',
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, undefined, true, 0, -1.5, 2n ** 70n, '', 'a', NaN),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(...releases), (value, release) => {
        const { spec } = decodeVmiSpec({ domain: { devices: value }, networks: value }, release);
        decodeVmiSpec(value, release);
        freshLauncherAnnotations({
          namespace: 'a',
          spec,
          release,
          configuration: decodeConfiguration({ network: value }),
        });
        decodeInterfaceStatuses(value);
      }),
    );
  });
});

describe('decodeInterfaceStatuses', () => {
  it('reads the entries in order, and none from anything else', () => {
    const read = decodeInterfaceStatuses({
      interfaces: [{ name: 'a', podInterfaceName: 'eth0', infoSource: 'domain', queueCount: 1 }, {}],
    });
    expect(
      read.map(({ name, podInterfaceName, infoSource, queueCount }) => [
        name,
        podInterfaceName,
        infoSource,
        queueCount,
      ]),
    ).toEqual([
      ['a', 'eth0', 'domain', 1],
      ['', '', '', 0],
    ]);
    expect(decodeInterfaceStatuses(undefined)).toEqual([]);
    expect(decodeInterfaceStatuses({ interfaces: 'x' })).toEqual([]);
  });
});
