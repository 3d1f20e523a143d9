import { describe, expect, it } from 'vitest';
import { decodeConfiguration } from '../../server/src/core/kubevirt/configuration.ts';
import { setDefaultNetworkInterface } from '../../server/src/core/kubevirt/interface-defaults.ts';
import { bindingName } from '../../server/src/core/kubevirt/link-names.ts';
import { podNetwork, specOf } from './specs.ts';

function defaulted(
  network: object,
  interfaces: readonly object[] = [],
  networks: readonly object[] = [],
  devices: object = {},
) {
  const made = setDefaultNetworkInterface(
    specOf(interfaces, networks, undefined, devices),
    decodeConfiguration({ network }),
  );
  if ('error' in made) return made.error;
  const { spec, changed } = made;
  return changed
    ? spec.interfaces.map((own) => [own.name, bindingName(own), spec.networks.map(({ name, pod }) => ({ name, pod }))])
    : 'nothing';
}

const onPod = [{ name: 'default', pod: { vmNetworkCIDR: '', vmIPv6NetworkCIDR: '' } }];

describe('setDefaultNetworkInterface', () => {
  it.each([
    ['bridge unless configured', {}, [['default', 'bridge', onPod]]],
    ['the configured binding', { defaultNetworkInterface: 'masquerade' }, [['default', 'masquerade', onPod]]],
    [
      'masquerade even where bridge is not permitted',
      { defaultNetworkInterface: 'masquerade', permitBridgeInterfaceOnPodNetwork: false },
      [['default', 'masquerade', onPod]],
    ],
    [
      'an error where bridge is not permitted',
      { permitBridgeInterfaceOnPodNetwork: false },
      'bridge interface is not enabled in kubevirt-config',
    ],
    ['an error for slirp', { defaultNetworkInterface: 'slirp' }, 'slirp interface is deprecated as of v1.3'],
    [
      'bridge when the configuration is ignored as a whole',
      { defaultNetworkInterface: 'passt', permitBridgeInterfaceOnPodNetwork: false },
      [['default', 'bridge', onPod]],
    ],
  ])('gives %s', (_, network, expected) => {
    expect(defaulted(network)).toEqual(expected);
  });

  it.each([
    ['there is an interface', [{ name: 'a' }], [], {}],
    ['there is a network', [], [podNetwork('a')], {}],
    ['it is switched off', [], [], { autoattachPodInterface: false }],
  ])('adds nothing when %s', (_, interfaces, networks, devices) => {
    expect(defaulted({ defaultNetworkInterface: 'slirp' }, interfaces, networks, devices)).toBe('nothing');
  });

  it('adds the NIC when it is switched on expressly', () => {
    expect(defaulted({}, [], [], { autoattachPodInterface: true })).toEqual([['default', 'bridge', onPod]]);
  });
});
