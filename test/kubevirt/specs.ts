/** Short ways to write the VMI specs that these tests start from; all of them go through the decoder. */
import fc from 'fast-check';
import { decodeVmiSpec } from '../../server/src/core/kubevirt/decode.ts';
import type { Network, VmiSpec } from '../../server/src/core/kubevirt/model.ts';
import { newestRelease, type Release } from '../../server/src/core/kubevirt/releases/index.ts';

export function specOf(
  interfaces: readonly object[],
  networks: readonly object[],
  release: Release = newestRelease,
  devices: object = {},
): VmiSpec {
  return decodeVmiSpec({ domain: { devices: { ...devices, interfaces } }, networks }, release).spec;
}

export function networksOf(networks: readonly object[], release: Release = newestRelease): readonly Network[] {
  return specOf([], networks, release).networks;
}

export const podNetwork = (name: string): object => ({ name, pod: {} });
export const secondary = (name: string, networkName = `${name}-nad`): object => ({ name, multus: { networkName } });
export const multusDefault = (name: string, networkName: string): object => ({
  name,
  multus: { networkName, default: true },
});

/** Any text, names that KubeVirt would refuse included. */
export const anyName = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/),
);

/** Different names, in any order. */
export const distinctNames = fc.uniqueArray(anyName, { minLength: 1, maxLength: 12 });
