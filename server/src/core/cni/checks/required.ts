/**
 * Keys without which a plugin has nothing to work on. What the NAD's resource annotation gives instead is not judged
 * here, and neither is what a file on the node may add. Truth: the Go sources that the tables of `types/` name.
 */
import * as l10n from '@vscode/l10n';
import type { JsonPath } from '../../json/json-tree.ts';
import { keyOf, memberOf, type CniConfig, type CniPlugin, type CniObject } from '../cni-config.ts';
import { saying, type CniFault, type CniOwner } from '../cni-fault.ts';
import { cniTypes } from '../cni-types.ts';

export function checkRequired(config: CniConfig, { hasDevice }: CniOwner): readonly CniFault[] {
  return config.plugins.flatMap((plugin) => {
    const { type, path, value, ipam } = plugin;
    const table = type === undefined ? undefined : cniTypes.get(type);
    const faults: CniFault[] = [];
    for (const { name, required, default: usual } of table?.keys ?? []) {
      const written = memberOf(value, name);
      if (required === undefined || (written !== undefined && written !== '')) continue;
      const key = keyOf(value, name);
      faults.push({
        ...missing(key === undefined ? path : [...path, key], required, l10n.t('Write {0}.', name)),
        mends:
          usual === undefined
            ? []
            : [
                {
                  title: l10n.t('Add {0}: {1}', name, String(JSON.parse(usual))),
                  safety: 'unsafe',
                  steps: [{ do: 'set', path: [...path, key ?? name], value: JSON.parse(usual) as unknown }],
                },
              ],
      });
    }
    if (ipam?.type === 'host-local')
      faults.push(...checkPools(ipam.value, [...path, keyOf(value, 'ipam') ?? 'ipam'], value));
    return hasDevice === false ? [...faults, ...checkDevice(plugin)] : faults;
  });
}

/** Plugins that work on what they name, or on the device that Multus hands over. */
function checkDevice({ type, path, value }: CniPlugin): readonly CniFault[] {
  const names = (keys: readonly string[]): boolean => keys.some((key) => (memberOf(value, key) ?? '') !== '');
  if (type === 'host-device' && !names(['device', 'hwaddr', 'kernelpath', 'pciBusID', 'deviceID', 'runtimeConfig']))
    return [
      missing(
        path,
        'specify either "device", "hwaddr", "kernelpath" or "pciBusID"',
        l10n.t('Name the device of the node, or its pool in the annotation k8s.v1.cni.cncf.io/resourceName.'),
      ),
    ];
  if (type === 'ovs' && !names(['bridge', 'deviceID']))
    return [
      {
        ...missing(path, '', ''),
        severity: 'warning',
        message: l10n.t(
          'Without bridge, and without a device that Multus hands over, ovs finds no Open vSwitch bridge, unless a file on the node names one: failed to get bridge name. Write bridge.',
        ),
      },
    ];
  return [];
}

/** host-local needs a pool, unless one is handed over at run time. */
function checkPools(ipam: CniObject, path: JsonPath, plugin: CniObject): readonly CniFault[] {
  const isGiven = ['subnet', 'ranges'].some((name) => memberOf(ipam, name) !== undefined);
  const mayComeLater = ['capabilities', 'args', 'runtimeConfig'].some((name) => memberOf(plugin, name) !== undefined);
  return isGiven || mayComeLater
    ? []
    : [missing(path, 'no IP ranges specified', l10n.t('Write subnet, such as "10.1.0.0/24", or ranges.'))];
}

function missing(path: JsonPath, words: string, advice: string): CniFault {
  return { rule: 'missing-cni-key', path, on: 'key', severity: 'error', message: saying(words, advice), mends: [] };
}
