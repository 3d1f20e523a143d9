import { describe, expect, it } from 'vitest';
import {
  decodeConfiguration,
  defaultConfiguration,
  configurationFaults,
  isGateEnabled,
} from '../../server/src/core/kubevirt/configuration.ts';
import { findRelease, newestRelease, releases } from '../../server/src/core/kubevirt/releases/index.ts';

describe('decodeConfiguration', () => {
  it.each<{ value: unknown }>([
    { value: undefined },
    { value: null },
    { value: {} },
    { value: [] },
    { value: 'text' },
    { value: { network: null, developerConfiguration: {} } },
  ])('of $value is the default', ({ value }) => {
    expect(decodeConfiguration(value)).toEqual(defaultConfiguration);
  });

  it('reads what networks depend on', () => {
    const configuration = decodeConfiguration({
      network: {
        binding: { passt: { networkAttachmentDefinition: 'default/nad', migration: {} }, empty: null },
        defaultNetworkInterface: 'masquerade',
        permitBridgeInterfaceOnPodNetwork: false,
      },
      developerConfiguration: { featureGates: ['A', 'B'], disabledFeatureGates: ['C'], cpuAllocationRatio: 4 },
      vmRolloutStrategy: 'Stage',
      architectureConfiguration: { defaultArchitecture: 'arm64', amd64: { emulatedMachines: ['q35'] } },
      emulatedMachines: ['virt*'],
      evictionStrategy: 'LiveMigrate',
      liveUpdateConfiguration: { maxHotplugRatio: 8, maxCpuSockets: 16, maxGuest: '64Gi' },
    });
    const bare = { sidecarImage: '', networkAttachmentDefinition: '', domainAttachmentType: '', downwardAPI: '' };
    expect(configuration).toEqual({
      bindings: new Map<string, object>([
        ['passt', { ...bare, networkAttachmentDefinition: 'default/nad', migration: { method: '' } }],
        ['empty', bare],
      ]),
      defaultNetworkInterface: 'masquerade',
      permitBridgeInterfaceOnPodNetwork: false,
      featureGates: ['A', 'B'],
      disabledFeatureGates: ['C'],
      vmRolloutStrategy: 'Stage',
      defaultArchitecture: 'arm64',
      architectureMachines: { amd64: ['q35'] },
      emulatedMachines: ['virt*'],
      evictionStrategy: 'LiveMigrate',
      cpuAllocationRatio: 4,
      liveUpdate: { maxHotplugRatio: 8, maxCpuSockets: 16, maxGuest: '64Gi' },
    });
  });

  it.each<{ network?: object; imagePullPolicy?: string; developerConfiguration?: object }>([
    { network: { defaultNetworkInterface: 'passt' } },
    { network: { defaultNetworkInterface: 'Bridge' } },
    { imagePullPolicy: 'Sometimes' },
    { developerConfiguration: { memoryOvercommit: -1 } },
    { developerConfiguration: { cpuAllocationRatio: -1 } },
    { developerConfiguration: { pvcTolerateLessSpaceUpToPercent: 101 } },
  ])('ignores everything for the sake of %j', (invalid) => {
    const valid = {
      network: { permitBridgeInterfaceOnPodNetwork: false, binding: { a: {} } },
      vmRolloutStrategy: 'Stage',
    };
    const both = { ...valid, ...invalid, network: { ...valid.network, ...invalid.network } };
    expect(configurationFaults(valid)).toEqual([]);
    expect(decodeConfiguration(valid)).not.toEqual(defaultConfiguration);
    expect(configurationFaults(both)).toHaveLength(1);
    expect(decodeConfiguration(both)).toEqual(defaultConfiguration);
  });
});

describe('isGateEnabled', () => {
  const on = (featureGates: readonly string[], disabledFeatureGates: readonly string[], gate: string): boolean[] =>
    releases.map((release) =>
      isGateEnabled(
        release,
        decodeConfiguration({ developerConfiguration: { featureGates, disabledFeatureGates } }),
        gate,
      ),
    );

  it.each([
    ['GA', 'HotplugNICs', [true, true, true, true]],
    ['GA since v1.9', 'LiveUpdateNADRef', [false, false, false, true]],
    ['beta since v1.8', 'PasstBinding', [false, false, false, true]],
    ['alpha', 'PortRangesSpec', [false, false, false, false]],
    ['discontinued', 'Macvtap', [false, false, false, false]],
    ['unknown', 'NoSuchGate', [false, false, false, false]],
    ['a member of every object', 'constructor', [false, false, false, false]],
  ])('%s: %s', (_, gate, expected) => {
    expect(on([], [], gate)).toEqual(expected);
    expect(on([gate], [], gate)).toEqual([true, true, true, true]);
    expect(on([gate], [gate], gate)).toEqual([true, true, true, true]);
  });

  it('can be switched off only where a beta gate is on by itself', () => {
    expect(on([], ['PasstBinding'], 'PasstBinding')).toEqual([false, false, false, false]);
    expect(on([], ['HotplugNICs'], 'HotplugNICs')).toEqual([true, true, true, true]);
  });
});

describe('findRelease', () => {
  it.each([
    ['v1.6', 'v1.6'],
    ['1.6', 'v1.6'],
    ['v1.6.3', 'v1.6'],
    ['v1.7.4', 'v1.7'],
    [' v1.8.2 ', 'v1.8'],
    ['v1.9.0-rc.1', 'v1.9'],
    ['v1.9.0-12-gabc', 'v1.9'],
    ['1.9.0-12-g0abcdef-dirty', 'v1.9'],
    ['v1.9.0+build.5', 'v1.9'],
    ['v1.5.0', undefined],
    ['v1.10.0', undefined],
    ['v1', undefined],
    ['latest', undefined],
    ['v1.9x', undefined],
    ['sha256:1.9', undefined],
    ['', undefined],
  ])('%j is %s', (text, id) => {
    expect(findRelease(text)?.id).toBe(id);
  });

  it('knows every release by its id and by its patch', () => {
    for (const release of releases) {
      expect(findRelease(release.id)).toBe(release);
      expect(findRelease(release.patch)).toBe(release);
    }
    expect(releases.at(-1)).toBe(newestRelease);
  });
});
