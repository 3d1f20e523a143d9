/**
 * A CNI configuration as Multus takes it from `spec.config` of a NAD: one plugin, or a list of them. It must not judge
 * (`check-cni.ts` does) and never throws. Members of an object are found as Go finds them for a field of a struct: case
 * does not matter, and the last one wins. Truth: `k8snetworkplumbingwg/multus-cni · pkg/types/conf.go`
 * (`LoadDelegateNetConf`), `k8snetworkplumbingwg/network-attachment-definition-client · pkg/utils/cniconfig.go`,
 * `containernetworking/cni · libcni/conf.go`.
 */
import type { JsonPath } from '../json/json-tree.ts';

export type CniObject = Readonly<Record<string, unknown>>;

export interface CniPlugin {
  readonly type: string | undefined;
  /** `[]` for a configuration of one plugin, `['plugins', i]` in a list. */
  readonly path: JsonPath;
  readonly value: CniObject;
  readonly ipam: { readonly type: string | undefined; readonly value: CniObject } | undefined;
}

export interface CniConfig {
  readonly cniVersion: string | undefined;
  readonly name: string | undefined;
  /** The plugins that Multus would run, in their order. */
  readonly plugins: readonly CniPlugin[];
  /** Multus reads the configuration as a list: it has no `type`, but `plugins`. */
  readonly isList: boolean;
  /** It has `type` and `plugins`; Multus runs the one of `type`. */
  readonly hasBoth: boolean;
  readonly value: CniObject;
}

/** Reads a parsed `spec.config`; undefined where it is no object, which Multus cannot read. */
export function readCniConfig(value: unknown): CniConfig | undefined {
  if (!isObject(value)) return undefined;
  const type = textOf(value, 'type');
  const list = memberOf(value, 'plugins');
  const isList = (type === undefined || type === '') && list !== undefined;
  return {
    cniVersion: textOf(value, 'cniVersion'),
    name: textOf(value, 'name'),
    plugins: isList ? pluginsOf(value, list) : [pluginOf(value, [])],
    isList,
    hasBoth: type !== undefined && type !== '' && list !== undefined,
    value,
  };
}

/** The plugin that makes the interface: the first, since those behind it in a chain work on what it made. */
export function mainPlugin(config: CniConfig): CniPlugin | undefined {
  return config.plugins[0];
}

export function isObject(value: unknown): value is CniObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The key by which an object has a member, as Go finds it; undefined where it has none. */
export function keyOf(value: CniObject, name: string): string | undefined {
  if (Object.hasOwn(value, name) && value[name] !== null) return name;
  const wanted = name.toLowerCase();
  let found: string | undefined;
  for (const key of Object.keys(value))
    if (key.length === name.length && key.toLowerCase() === wanted && value[key] !== null) found = key;
  return found;
}

/** A member as Go finds it; `null` is none. */
export function memberOf(value: CniObject, name: string): unknown {
  const key = keyOf(value, name);
  return key === undefined ? undefined : value[key];
}

/** A member that is text; undefined for any other value. */
export function textOf(value: CniObject, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : undefined;
}

function pluginsOf(value: CniObject, list: unknown): readonly CniPlugin[] {
  const key = keyOf(value, 'plugins') ?? 'plugins';
  return Array.isArray(list)
    ? list.flatMap((item: unknown, index) => (isObject(item) ? [pluginOf(item, [key, index])] : []))
    : [];
}

function pluginOf(value: CniObject, path: JsonPath): CniPlugin {
  const ipam = memberOf(value, 'ipam');
  return {
    type: textOf(value, 'type'),
    path,
    value,
    ipam: isObject(ipam) ? { type: textOf(ipam, 'type'), value: ipam } : undefined,
  };
}
