/**
 * The frame of a CNI configuration: who runs, in which version, under which name. Truth:
 * `k8snetworkplumbingwg/multus-cni · pkg/types/conf.go` (`LoadDelegateNetConf`), v3.9–v4.3; `containernetworking/cni ·
 * libcni/{api,conf}.go`, `pkg/utils/utils.go`, `pkg/version/reconcile.go`.
 */
import * as l10n from '@vscode/l10n';
import type { JsonPath } from '../../json/json-tree.ts';
import { isObject, keyOf, mainPlugin, memberOf, textOf, type CniConfig } from '../cni-config.ts';
import { saying, type CniFault, type CniMend } from '../cni-fault.ts';
import { cniTypes, keysOfPlugin, findKey } from '../cni-types.ts';
import { cniVersions, usualCniVersion } from '../common-keys.ts';
import { ovnType } from '../types/ovn.ts';

export function checkStructure(config: CniConfig): readonly CniFault[] {
  return [
    ...checkType(config),
    ...checkBoth(config),
    ...checkVersion(config),
    ...checkName(config),
    ...checkChain(config),
  ];
}

function checkType(config: CniConfig): readonly CniFault[] {
  const { value, isList } = config;
  if (!isList) {
    const type = memberOf(value, 'type');
    if (type !== undefined && type !== '') return [];
    return [
      missingType(
        [],
        value,
        "LoadDelegateNetConf: failed with: LoadDelegateNetConfList: delegate must have the 'type' or 'plugin' field",
        l10n.t('Name the CNI plugin in type.'),
      ),
    ];
  }
  const key = keyOf(value, 'plugins') ?? 'plugins';
  const list = value[key];
  // A value that is no list does not decode; that is told with the other values.
  if (!Array.isArray(list)) return [];
  if (list.length === 0)
    return [
      missingType(
        [key],
        {},
        'error parsing configuration list: no plugins in list',
        l10n.t('Write at least one plugin.'),
      ),
    ];
  return list.flatMap((item: unknown, index) => {
    if (!isObject(item)) return [];
    const type = memberOf(item, 'type');
    if (type !== undefined && type !== '') return [];
    const words =
      index === 0
        ? "LoadDelegateNetConf: failed with: LoadDelegateNetConfList: a plugin delegate must have the 'type' field"
        : `error parsing configuration list: failed to parse plugin config ${String(index)}: error parsing configuration: missing 'type'`;
    return [missingType([key, index], item, words, l10n.t('Name the CNI plugin in type.'))];
  });
}

function missingType(
  path: JsonPath,
  value: Readonly<Record<string, unknown>>,
  words: string,
  advice: string,
): CniFault {
  return {
    rule: 'missing-cni-type',
    path,
    on: 'key',
    severity: 'error',
    message: saying(words, advice),
    mends: likelyTypes(value).map((type) => ({
      title: l10n.t('Add type: {0}', type),
      safety: 'unsafe',
      steps: [{ do: 'set', path: [...path, keyOf(value, 'type') ?? 'type'], value: type }],
    })),
  };
}

/** The plugins that own the keys of a configuration, by how many of them they know; the first of the table wins. */
function likelyTypes(value: Readonly<Record<string, unknown>>): readonly string[] {
  const keys = Object.keys(value);
  const scored = [...cniTypes.values()]
    .filter(({ aliasOf }) => aliasOf === undefined)
    .map((type) => ({
      type,
      own: keys.filter((key) => findKey(type.keys, key)).length,
      known: keys.filter((key) => findKey(keysOfPlugin(type.name), key)).length,
    }))
    .filter(({ own }) => own > 0);
  const best = Math.max(0, ...scored.map(({ known }) => known));
  return scored
    .filter(({ known }) => known === best)
    .slice(0, 2)
    .map(({ type }) => type.name);
}

function checkBoth(config: CniConfig): readonly CniFault[] {
  if (!config.hasBoth) return [];
  const { value } = config;
  const key = keyOf(value, 'type') ?? 'type';
  const list = memberOf(value, 'plugins');
  const types = Array.isArray(list)
    ? list.map((item: unknown) => (isObject(item) ? textOf(item, 'type') : undefined))
    : [];
  const own = textOf(value, 'type') ?? '';
  // OVN-Kubernetes reads the list first, and refuses when the single configuration reads as well.
  const isRefused = own === ovnType && types.length === 1 && types[0] === ovnType && (config.name ?? '') !== '';
  const mends: CniMend[] = [];
  if (types.length > 0 && types.every((type) => type !== undefined && type !== ''))
    mends.push({
      title: l10n.t('Remove type, so that the plugins run'),
      safety: 'unsafe',
      steps: [{ do: 'remove', path: [key] }],
    });
  mends.push({
    title: l10n.t('Remove plugins, which are not run'),
    safety: 'unsafe',
    steps: [{ do: 'remove', path: [keyOf(value, 'plugins') ?? 'plugins'] }],
  });
  return [
    {
      rule: 'cni-type-and-plugins',
      path: [key],
      on: 'key',
      severity: isRefused ? 'error' : 'warning',
      message: isRefused
        ? saying(
            'CNI config cannot have both a plugin list and a single config',
            l10n.t('OVN-Kubernetes ignores the NAD, and Pods with it wait forever. Keep one of them.'),
          )
        : l10n.t(
            'Multus runs {0} of type and leaves plugins out. Remove type, and write what it needs into the list, so that the plugins run.',
            own,
          ),
      mends,
    },
  ];
}

/** `cniVersion`, which needs no other part of the configuration. */
export function checkVersion(config: CniConfig): readonly CniFault[] {
  const { value } = config;
  const key = keyOf(value, 'cniVersion');
  const written = key === undefined ? '' : value[key];
  if (typeof written !== 'string') return [];
  const at: JsonPath = key === undefined ? [] : [key];
  // It is the first key by custom.
  const step = (version: string): CniMend['steps'] => [
    { do: 'set', path: [key ?? 'cniVersion'], value: version, at: 'first' },
  ];
  if (written === '')
    return [
      {
        rule: 'missing-cni-version',
        path: at,
        on: 'key',
        severity: 'warning',
        message: l10n.t(
          'Without cniVersion the plugin answers in the form of 0.2.0, which names no interface: KubeVirt finds neither the NIC nor its MAC address in the Pod’s network status, and the VM’s status stays empty. Write "{0}" or newer.',
          usualCniVersion,
        ),
        mends: [
          { title: l10n.t('Add cniVersion: {0}', usualCniVersion), safety: 'safe', steps: step(usualCniVersion) },
        ],
      },
    ];
  if (!(cniVersions as readonly string[]).includes(written)) {
    const meant = meantVersion(written);
    return [
      {
        rule: 'invalid-cni-version',
        path: at,
        on: 'value',
        severity: 'error',
        message: saying(
          `incompatible CNI versions; config is "${written}", plugin supports ["0.1.0" "0.2.0" "0.3.0" "0.3.1" "0.4.0" "1.0.0" "1.1.0"]`,
          l10n.t('There is no such version of the CNI specification. Write "{0}".', meant ?? usualCniVersion),
        ),
        mends: [...new Set([meant ?? usualCniVersion, usualCniVersion])].map((version) => ({
          title: l10n.t('Write cniVersion {0}', version),
          safety: version === meant ? 'safe' : 'unsafe',
          steps: step(version),
        })),
      },
    ];
  }
  if (!/^0\.[12]\./.test(written)) return [];
  return [
    {
      rule: 'missing-cni-version',
      path: at,
      on: 'value',
      severity: 'warning',
      message: l10n.t(
        'In the form of {0} the plugin’s answer names no interface: KubeVirt finds neither the NIC nor its MAC address in the Pod’s network status. Write "{1}" or newer.',
        written,
        usualCniVersion,
      ),
      mends: [
        { title: l10n.t('Write cniVersion {0}', usualCniVersion), safety: 'unsafe', steps: step(usualCniVersion) },
      ],
    },
  ];
}

/** `1.0` and `v0.4.0` leave no doubt about the version. */
function meantVersion(written: string): string | undefined {
  const plain = written.trim().replace(/^v/i, '');
  return cniVersions.find((version) => version === plain || version === `${plain}.0`);
}

function checkName({ value, name }: CniConfig): readonly CniFault[] {
  // An empty name is none: Multus fills in the NAD's.
  if (name === undefined || name === '' || /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(name)) return [];
  const key = keyOf(value, 'name') ?? 'name';
  const meant = name
    .trim()
    .replace(/[^a-zA-Z0-9_.-]+/g, '-')
    .replace(/^[^a-zA-Z0-9]+|-+$/g, '');
  return [
    {
      rule: 'invalid-cni-network-name',
      path: [key],
      on: 'value',
      severity: 'error',
      message: saying(
        'invalid characters in network name',
        l10n.t(
          '"{0}" may have letters, digits, ., _ and -, and begins with a letter or digit. Without a name Multus takes the NAD’s.',
          name,
        ),
      ),
      mends: [
        ...(meant === ''
          ? []
          : [
              {
                title: l10n.t('Write the name {0}', meant),
                safety: 'unsafe' as const,
                steps: [{ do: 'set' as const, path: [key], value: meant }],
              },
            ]),
        {
          title: l10n.t('Remove the name: Multus takes the NAD’s'),
          safety: 'unsafe' as const,
          steps: [{ do: 'remove' as const, path: [key] }],
        },
      ],
    },
  ];
}

/** A plugin that works on another's NIC cannot be the first. */
function checkChain(config: CniConfig): readonly CniFault[] {
  const main = mainPlugin(config);
  const type = main?.type === undefined ? undefined : cniTypes.get(main.type);
  if (!main || type?.role !== 'chained') return [];
  return [
    {
      rule: 'chained-cni-plugin-first',
      path: [...main.path, keyOf(main.value, 'type') ?? 'type'],
      on: 'value',
      severity: 'error',
      message: saying(
        refusalOfFirst(type.aliasOf ?? type.name),
        l10n.t(
          '{0} makes no NIC: it works on one that a plugin before it made. Write the plugin that makes the NIC in front of it, in plugins.',
          type.name,
        ),
      ),
      mends: [],
    },
  ];
}

function refusalOfFirst(type: string): string {
  if (type === 'tuning' || type === 'firewall') return 'Required prevResult missing';
  return type === 'vrf' ? 'missing prevResult from earlier plugin' : 'must be called as chained plugin';
}
