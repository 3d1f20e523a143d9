/**
 * Keys and plugins that VirtLens does not know. A plugin passes over keys that it does not know, so a misspelt one does
 * nothing; what only the cluster can tell is information. Truth: the Go structs that the tables of `types/` name.
 */
import * as l10n from '@vscode/l10n';
import type { JsonPath } from '../../json/json-tree.ts';
import { editDistance, nearestName } from '../nearest-name.ts';
import { isObject, keyOf, type CniConfig, type CniObject } from '../../cni/cni-config.ts';
import type { CniFault } from '../../cni/cni-fault.ts';
import type { CniKey, CniType } from '../../cni/cni-schema.ts';
import { cniTypes, findKey, ipamTypes, keysOfIpam, keysOfPlugin } from '../../cni/cni-types.ts';
import { listKeys, nameKey, versionKey } from '../../cni/common-keys.ts';

export function unknownNames(config: CniConfig): readonly CniFault[] {
  const faults: CniFault[] = [];
  // A list passes over the keys of single plugins that stand beside it; those who meant them have written no type.
  if (config.isList) faults.push(...unknownKeys(config.value, [], [versionKey, nameKey, ...listKeys], undefined));
  for (const { path, type, value, ipam } of config.plugins) {
    if (type === undefined || type === '') continue;
    const table = cniTypes.get(type);
    if (!table) faults.push(unknownType(type, [...path, keyOf(value, 'type') ?? 'type'], cniTypes));
    else {
      const frame = path.length === 0 ? [versionKey, nameKey, ...listKeys] : [versionKey, nameKey];
      faults.push(...unknownKeys(value, path, [...keysOfPlugin(type), ...frame], table));
    }
    if (ipam?.type === undefined || ipam.type === '') continue;
    const at = [...path, keyOf(value, 'ipam') ?? 'ipam'];
    const own = ipamTypes.get(ipam.type);
    if (own) faults.push(...unknownKeys(ipam.value, at, keysOfIpam(own.name), own));
    else faults.push(unknownType(ipam.type, [...at, keyOf(ipam.value, 'type') ?? 'type'], ipamTypes));
  }
  return faults;
}

function unknownType(type: string, path: JsonPath, known: ReadonlyMap<string, CniType>): CniFault {
  const meant = nearestName(
    type,
    [...known.values()].filter(({ aliasOf }) => aliasOf === undefined).map(({ name }) => name),
  );
  return {
    rule: 'unknown-cni-type',
    path,
    on: 'value',
    severity: 'information',
    message:
      meant === undefined
        ? l10n.t(
            'VirtLens does not know the CNI plugin {0}. Where a node has no program of that name, the Pod is not started: failed to find plugin "{0}" in path.',
            type,
          )
        : l10n.t(
            'VirtLens does not know the CNI plugin {0}; {1} is a name close to it. Where a node has no program of that name, the Pod is not started: failed to find plugin "{0}" in path.',
            type,
            meant,
          ),
    mends:
      meant === undefined
        ? []
        : [
            {
              title: l10n.t('Use the plugin {0}', meant),
              safety: 'unsafe',
              steps: [{ do: 'set', path, value: meant }],
            },
          ],
  };
}

/** Keys that no table has. `table` is the plugin's, whose list of keys may be open. */
function unknownKeys(
  object: CniObject,
  path: JsonPath,
  keys: readonly CniKey[],
  table: CniType | undefined,
): readonly CniFault[] {
  return Object.entries(object).flatMap(([name, value]): readonly CniFault[] => {
    // Some write comments as members.
    if (findKey(keys, name) || /^(?:[_$#/-]|comment)/i.test(name))
      return nested(value, [...path, name], findKey(keys, name));
    const meant = meantKey(name, keys, object);
    const isClosed = table?.closed ?? true;
    if (meant === undefined && !isClosed) return [];
    const who = table?.name ?? 'Multus';
    const isMisspelt = meant !== undefined && isMisspelling(name, meant);
    return [
      {
        rule: 'unknown-cni-key',
        path: [...path, name],
        on: 'key',
        severity: isMisspelt && isClosed ? 'warning' : 'information',
        message: isClosed
          ? meant === undefined
            ? l10n.t('{0} knows no key {1}, and passes over it.', who, name)
            : l10n.t('{0} knows no key {1}, and passes over it. Its key is {2}.', who, name, meant)
          : l10n.t('VirtLens knows no key {1} of {0}; {2} is a name close to it.', who, name, meant ?? ''),
        mends:
          meant === undefined
            ? []
            : [
                {
                  title: l10n.t('Write {0}', meant),
                  safety: 'unsafe',
                  steps: [{ do: 'rename-key', path: [...path, name], key: meant }],
                },
              ],
      },
    ];
  });
}

/** Objects and lists inside, as far as their keys are known. */
function nested(value: unknown, path: JsonPath, key: CniKey | undefined): readonly CniFault[] {
  const wanted = key?.value;
  if (wanted?.is === 'list' && wanted.of.is === 'object' && Array.isArray(value)) {
    const { keys } = wanted.of;
    return value.flatMap((item: unknown, index) =>
      isObject(item) ? unknownKeys(item, [...path, index], keys, undefined) : [],
    );
  }
  return [];
}

/** The key that a wrong one must be a slip of, unless the object has that already. */
function meantKey(name: string, keys: readonly CniKey[], object: CniObject): string | undefined {
  const free = keys.map((key) => key.name).filter((key) => keyOf(object, key) === undefined);
  const plain = plainKey(name);
  return free.find((key) => plainKey(key) === plain) ?? nearestName(name, free);
}

/** Only a letter or two apart, or written with other marks between its words. */
function isMisspelling(name: string, meant: string): boolean {
  if (plainKey(name) === plainKey(meant)) return true;
  const distance = editDistance(name.toLowerCase(), meant.toLowerCase());
  return distance <= (meant.length >= 8 ? 2 : 1) && meant.length >= 4;
}

function plainKey(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}
