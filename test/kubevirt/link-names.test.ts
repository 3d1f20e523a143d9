import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeConfiguration } from '../../server/src/core/kubevirt/configuration.ts';
import {
  bindingDevices,
  bindingName,
  domainAliases,
  dummyName,
  linkNames,
} from '../../server/src/core/kubevirt/link-names.ts';
import { hashedPodInterface } from '../../server/src/core/kubevirt/name-scheme.ts';
import { findRelease, newestRelease } from '../../server/src/core/kubevirt/releases/index.ts';
import { anyName, specOf } from './specs.ts';

describe('linkNames', () => {
  it.each([
    ['pod16477688c0e', true, 'tap16477688c0e', 'k6t-16477688c0e', '16477688c0e-nic'],
    ['podb1f51a511f1', true, 'tapb1f51a511f1', 'k6t-b1f51a511f1', 'b1f51a511f1-nic'],
    ['pod03b731d2111', true, 'tap03b731d2111', 'k6t-03b731d2111', '03b731d2111-nic'],
    ['net1', true, 'tap1', 'k6t-net1', 'net1-nic'],
    ['net12', true, 'tap12', 'k6t-net12', 'net12-nic'],
    ['eth0', false, 'tap0', 'k6t-eth0', 'eth0-nic'],
    ['ovn-udn1', false, 'tap0', 'k6t-ovn-udn1', 'ovn-udn1-nic'],
  ])('of %s (secondary: %s)', (podInterface, secondary, tap, bridge, nic) => {
    expect(linkNames(podInterface, secondary)).toEqual({ tap, bridge, nic });
    expect(dummyName(podInterface)).toBe(podInterface);
  });

  it('fit into the 15 characters of the kernel for every hashed name', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const { tap, bridge, nic } = linkNames(hashedPodInterface(name), true);
        expect([tap, bridge, nic].map((device) => device.length)).toEqual([14, 15, 15]);
      }),
    );
  });
});

describe('bindings', () => {
  const configuration = decodeConfiguration({
    network: {
      binding: {
        managed: { domainAttachmentType: 'managedTap' },
        tap: { domainAttachmentType: 'tap' },
        sidecar: { sidecarImage: 'x' },
      },
    },
  });
  const bare = { tap: false, bridge: false, nic: false };
  it.each([
    [{ bridge: {} }, 'bridge', { tap: true, bridge: true, nic: true }],
    [{ masquerade: {} }, 'masquerade', { tap: true, bridge: true, nic: false }],
    [{ sriov: {} }, 'sriov', bare],
    [{ passtBinding: {} }, 'passtBinding', bare],
    [{ slirp: {} }, 'slirp', bare],
    [{ binding: { name: 'managed' } }, 'managed', { tap: true, bridge: true, nic: true }],
    [{ binding: { name: 'tap' } }, 'tap', { tap: true, bridge: false, nic: false }],
    [{ binding: { name: 'sidecar' } }, 'sidecar', bare],
    [{ binding: { name: 'unregistered' } }, 'unregistered', bare],
    [{}, undefined, bare],
  ])('%j', (binding, name, devices) => {
    const [own] = specOf([{ name: 'a', ...binding }], []).interfaces;
    expect(own && bindingName(own)).toBe(name);
    expect(own && bindingDevices(own, configuration)).toEqual(devices);
  });

  it('know passtBinding only where the release does', () => {
    const older = findRelease('v1.7') ?? newestRelease;
    const [own] = specOf([{ name: 'a', passtBinding: {} }], [], older).interfaces;
    expect(own && bindingName(own)).toBeUndefined();
  });
});

it('domain aliases carry the logical name', () => {
  expect(domainAliases('blue')).toEqual(['ua-blue', 'ua-sriov-blue']);
});
