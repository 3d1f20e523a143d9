/** What the kinds of golden cases have in common: the parts of a manifest that the KubeVirt domain works on. */
import { decodeConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import { decodeVmiSpec } from '../../../server/src/core/kubevirt/decode.ts';
import type { LauncherInput } from '../../../server/src/core/kubevirt/launcher-annotations.ts';
import type { Release } from '../../../server/src/core/kubevirt/releases/index.ts';
import type { Json, JsonObject } from '../case.ts';

/** A member by Go's matching of names. */
export function member(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const key = Object.keys(value)
    .reverse()
    .find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : value[key];
}

export function objectMember(value: Json | undefined, ...names: readonly string[]): JsonObject | undefined {
  const found = names.reduce<Json | undefined>(member, value);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : undefined;
}

/** The launcher input of a VM or VMI; recorded manifests without namespace are in `default`. */
export function launcherInput(
  manifest: JsonObject | undefined,
  kubevirt: Json | undefined,
  release: Release,
): LauncherInput {
  const isVm = member(manifest, 'kind') === 'VirtualMachine';
  const spec = isVm ? objectMember(manifest, 'spec', 'template', 'spec') : objectMember(manifest, 'spec');
  const namespace = member(member(manifest, 'metadata'), 'namespace');
  return {
    namespace: typeof namespace === 'string' && namespace !== '' ? namespace : 'default',
    spec: decodeVmiSpec(spec, release).spec,
    release,
    configuration: decodeConfiguration(kubevirt),
  };
}
