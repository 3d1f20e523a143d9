/**
 * All CNI and IPAM plugins that VirtLens knows, and which keys may stand where in a configuration. The one table that
 * validation, completion and hover read; a plugin that is not in it is unknown, which is no fault.
 */
import type { JsonPath } from '../json/json-tree.ts';
import { listKeys, nameKey, pluginKeys, typeKey, versionKey } from './common-keys.ts';
import type { CniKey, CniType, CniValue } from './cni-schema.ts';
import { bindingPluginTypes, clusterNetworkTypes } from './types/binding-plugins.ts';
import { bridgeTypes } from './types/bridge.ts';
import { chainedTypes } from './types/chained.ts';
import { hostDeviceTypes } from './types/host-devices.ts';
import { ipamTypeList } from './types/ipam.ts';
import { ovnTypes } from './types/ovn.ts';
import { ovsTypes } from './types/ovs.ts';
import { sriovTypes } from './types/sriov.ts';

export type { CniKey, CniType, CniValue } from './cni-schema.ts';

function byName(types: readonly CniType[]): ReadonlyMap<string, CniType> {
  return new Map(types.map((type) => [type.name, type]));
}

/** By name, those for VMs first. */
export const cniTypes: ReadonlyMap<string, CniType> = byName([
  ...bridgeTypes,
  ...ovsTypes,
  ...ovnTypes,
  ...sriovTypes,
  ...hostDeviceTypes,
  ...bindingPluginTypes,
  ...chainedTypes,
  ...clusterNetworkTypes,
]);

export const ipamTypes: ReadonlyMap<string, CniType> = byName(ipamTypeList);

/** What a text at a path of the configuration is; undefined where there is none, or another value. */
export type TextAt = (path: JsonPath) => string | undefined;

/** The keys that may stand in the object at a path; empty for an object whose keys are not known. */
export function keysAt(path: JsonPath, textAt: TextAt): readonly CniKey[] {
  const value = valueAt(path, textAt);
  return value?.is === 'object' ? value.keys : [];
}

/** The key at the end of a path, which may be written in another case, as Go takes it. */
export function keyAt(path: JsonPath, textAt: TextAt): CniKey | undefined {
  const name = path.at(-1);
  if (typeof name !== 'string') return undefined;
  return findKey(keysAt(path.slice(0, -1), textAt), name);
}

/** What may stand at a path. */
export function valueAt(path: JsonPath, textAt: TextAt): CniValue | undefined {
  let value: CniValue | undefined = { is: 'object', keys: rootKeys(textAt) };
  for (const [depth, step] of path.entries()) {
    value = memberValue(value, step, path.slice(0, depth + 1), textAt);
    if (!value) return undefined;
  }
  return value;
}

export function findKey(keys: readonly CniKey[], name: string): CniKey | undefined {
  const wanted = name.toLowerCase();
  return keys.find((key) => key.name === name) ?? keys.find((key) => key.name.toLowerCase() === wanted);
}

function memberValue(value: CniValue, step: string | number, path: JsonPath, textAt: TextAt): CniValue | undefined {
  switch (value.is) {
    case 'list':
      if (typeof step !== 'number') return undefined;
      return isPlugin(path) ? { is: 'object', keys: keysOfPlugin(textAt([...path, 'type'])) } : value.of;
    case 'map':
      return typeof step === 'string' ? value.of : undefined;
    case 'object': {
      if (typeof step !== 'string') return undefined;
      const key = findKey(value.keys, step);
      return key?.name === 'ipam' ? { is: 'object', keys: keysOfIpam(textAt([...path, 'type'])) } : key?.value;
    }
    case 'text':
    case 'integer':
    case 'flag':
    case 'any':
      return undefined;
  }
}

function isPlugin(path: JsonPath): boolean {
  return path.length === 2 && String(path[0]).toLowerCase() === 'plugins';
}

function rootKeys(textAt: TextAt): readonly CniKey[] {
  const type = textAt(['type']);
  if (type !== undefined && type !== '') return [versionKey, nameKey, ...keysOfPlugin(type), ...listKeys];
  return [versionKey, nameKey, typeKey, ...listKeys];
}

/** Keys of one plugin, its own before those of every plugin. */
export function keysOfPlugin(type: string | undefined): readonly CniKey[] {
  const own = (type === undefined ? undefined : cniTypes.get(type))?.keys ?? [];
  return [typeKey, ...own, ...pluginKeys.filter(({ name }) => !own.some((key) => key.name === name))];
}

export function keysOfIpam(type: string | undefined): readonly CniKey[] {
  return [typeKey, ...((type === undefined ? undefined : ipamTypes.get(type))?.keys ?? [])];
}
