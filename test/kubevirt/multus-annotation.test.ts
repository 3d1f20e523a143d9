import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeConfiguration } from '../../server/src/core/kubevirt/configuration.ts';
import {
  generateCniAnnotation,
  prettyNetworksAnnotation,
  type CniAnnotation,
} from '../../server/src/core/kubevirt/multus-annotation.ts';
import { podInterfaces } from '../../server/src/core/kubevirt/name-scheme.ts';
import { newestRelease } from '../../server/src/core/kubevirt/releases/index.ts';
import { anyName, distinctNames, podNetwork, secondary, specOf } from './specs.ts';

const configuration = decodeConfiguration({
  network: {
    binding: {
      passt: { networkAttachmentDefinition: 'default/netbindingpasst' },
      plug: { networkAttachmentDefinition: 'plug-nad' },
      bare: { sidecarImage: 'x' },
    },
  },
});

function generate(interfaces: readonly object[], networks: readonly object[]): CniAnnotation {
  const spec = specOf(interfaces, networks);
  return generateCniAnnotation({
    namespace: 'tenant-a',
    interfaces: spec.interfaces,
    networks: spec.networks,
    names: podInterfaces(spec.networks, 'hashed', newestRelease),
    bindings: configuration.bindings,
  });
}

function valueOf(annotation: CniAnnotation): string | undefined {
  return 'value' in annotation ? annotation.value : undefined;
}

describe('generateCniAnnotation', () => {
  it.each([
    [
      'one bridge NIC',
      [{ name: 'bridge-net', bridge: {} }],
      [secondary('bridge-net', 'br10-net')],
      '[{"name":"br10-net","namespace":"tenant-a","interface":"pod03b731d2111"}]',
    ],
    [
      'a MAC, another namespace, and the order of the networks',
      [
        { name: 'mgmt', bridge: {} },
        { name: 'data-plane', bridge: {}, macAddress: '02:00:00:aa:bb:01' },
      ],
      [secondary('data-plane', 'shared-nets/data'), secondary('mgmt', 'mgmt-nad')],
      '[{"name":"data","namespace":"shared-nets","mac":"02:00:00:aa:bb:01","interface":"pod8371f83da5f"},' +
        '{"name":"mgmt-nad","namespace":"tenant-a","interface":"pod11b9592dcc8"}]',
    ],
    [
      'a plugin with a NAD on the pod network',
      [{ name: 'default', binding: { name: 'passt' } }],
      [podNetwork('default')],
      '[{"name":"netbindingpasst","namespace":"default","cni-args":{"logicNetworkName":"default"}}]',
    ],
    [
      'a secondary network with a plugin: its own element first',
      [{ name: 'blue', binding: { name: 'plug' } }],
      [secondary('blue', 'l2-net')],
      '[{"name":"l2-net","namespace":"tenant-a","interface":"pod16477688c0e"},' +
        '{"name":"plug-nad","namespace":"tenant-a","cni-args":{"logicNetworkName":"blue"}}]',
    ],
    ['a plugin without NAD', [{ name: 'default', binding: { name: 'bare' } }], [podNetwork('default')], ''],
    ['masquerade on the pod network only', [{ name: 'default', masquerade: {} }], [podNetwork('default')], ''],
    ['nothing', [], [], ''],
    [
      'empty namespace and empty name',
      [{ name: 'a' }, { name: 'b' }],
      [secondary('a', '/x'), secondary('b', 'y/')],
      '[{"name":"x","interface":"podca978112ca1"},{"name":"","namespace":"y","interface":"pod3e23e816003"}]',
    ],
    [
      'Go escapes',
      [{ name: 'a', macAddress: '<&>' }],
      [secondary('a', 'ü"\\//\u2028😀')],
      '[{"name":"/\\u2028😀","namespace":"ü\\"\\\\","mac":"\\u003c\\u0026\\u003e","interface":"podca978112ca1"}]',
    ],
    [
      'equal interface names: the first counts',
      [
        { name: 'a', macAddress: '02:00:00:00:00:01' },
        { name: 'a', macAddress: '02:00:00:00:00:02', binding: { name: 'plug' } },
      ],
      [secondary('a', 'x')],
      '[{"name":"x","namespace":"tenant-a","mac":"02:00:00:00:00:01","interface":"podca978112ca1"}]',
    ],
  ])('%s', (_, interfaces, networks, expected) => {
    expect(valueOf(generate(interfaces, networks))).toBe(expected);
  });

  it('gives the text of KubeVirt for a plugin that is not registered', () => {
    expect(generate([{ name: 'a', binding: { name: 'nope' } }], [podNetwork('a')])).toEqual({
      error: "unable to find the network binding plugin 'nope' in Kubevirt configuration",
    });
  });

  it('gives no value where KubeVirt would crash: a network without interface', () => {
    expect(generate([{ name: 'a' }], [secondary('a'), podNetwork('b')])).toEqual({ panic: true });
  });

  it('tells where each element comes from', () => {
    const annotation = generate(
      [{ name: 'b', binding: { name: 'plug' } }, { name: 'a' }],
      [podNetwork('a'), secondary('b')],
    );
    expect('elements' in annotation && annotation.elements.map(({ element: _, ...place }) => place)).toEqual([
      { networkName: 'b', interfaceIndex: 0, networkIndex: 1, origin: 'secondary' },
      { networkName: 'b', interfaceIndex: 0, networkIndex: 1, origin: 'plugin' },
    ]);
  });

  it('is JSON of its elements, in the order of the networks, for any names', () => {
    fc.assert(
      fc.property(distinctNames, fc.func(anyName), (names, nadOf) => {
        const annotation = generate(
          names.map((name) => ({ name, bridge: {} })),
          names.map((name) => secondary(name, nadOf(name))),
        );
        if (!('value' in annotation)) throw new Error('no annotation');
        expect(JSON.parse(annotation.value)).toEqual(annotation.elements.map(({ element }) => element));
        expect(JSON.parse(prettyNetworksAnnotation(annotation.elements))).toEqual(JSON.parse(annotation.value));
        expect(annotation.elements.map(({ networkName }) => networkName)).toEqual(names);
      }),
    );
  });
});

describe('prettyNetworksAnnotation', () => {
  it('is the same value over several lines, and empty for nothing', () => {
    const annotation = generate([{ name: 'blue' }], [secondary('blue', '<nad>')]);
    expect('elements' in annotation && prettyNetworksAnnotation(annotation.elements)).toBe(
      [
        '[',
        '  {',
        '    "name": "\\u003cnad\\u003e",',
        '    "namespace": "tenant-a",',
        '    "interface": "pod16477688c0e"',
        '  }',
        ']',
      ].join('\n'),
    );
    expect(prettyNetworksAnnotation([])).toBe('');
  });
});
