/**
 * Names of plugins that exist on nodes with the cluster network addons operator only, and MAC addresses that a chain does
 * not hand on. Truth: `kubevirt/cluster-network-addons-operator · data/linux-bridge`; `k8snetworkplumbingwg/multus-cni ·
 * pkg/multus/multus.go` (the address goes to plugins by `CNI_ARGS`, and by the capability `mac`).
 */
import * as l10n from '@vscode/l10n';
import { isObject, keyOf, mainPlugin, memberOf, type CniConfig, type CniPlugin } from '../cni-config.ts';
import type { CniFault } from '../cni-fault.ts';
import { cniTypes } from '../cni-types.ts';

export function checkAliases(config: CniConfig): readonly CniFault[] {
  return [...config.plugins.flatMap(checkAlias), ...checkTuning(config)];
}

function checkAlias({ type, path, value }: CniPlugin): readonly CniFault[] {
  const table = type === undefined ? undefined : cniTypes.get(type);
  if (table?.aliasOf === undefined) return [];
  const at = [...path, keyOf(value, 'type') ?? 'type'];
  return [
    {
      rule: 'deprecated-cni-type',
      path: at,
      on: 'value',
      severity: 'warning',
      message: l10n.t(
        '{0} is another name of {1}, which only the cluster network addons operator puts on nodes. Elsewhere the Pod is not started: failed to find plugin "{0}" in path. Write {1}.',
        table.name,
        table.aliasOf,
      ),
      mends: [
        {
          title: l10n.t('Use the plugin {0}', table.aliasOf),
          safety: 'safe',
          steps: [{ do: 'set', path: at, value: table.aliasOf }],
        },
      ],
    },
  ];
}

/** Plugins that set the MAC address asked for by themselves. */
const settingMac = [
  'bridge',
  'cnv-bridge',
  'ovs',
  'macvlan',
  'macvtap',
  'tap',
  'sriov',
  'ovn-k8s-cni-overlay',
  'kube-ovn',
];

/** `tuning` in a chain sets the address of a VM's NIC only with the capability. */
function checkTuning(config: CniConfig): readonly CniFault[] {
  const main = mainPlugin(config);
  if (!main?.type || settingMac.includes(main.type) || !cniTypes.has(main.type)) return [];
  return config.plugins.slice(1).flatMap((plugin): readonly CniFault[] => {
    const { type, value, path } = plugin;
    if (type !== 'tuning' && type !== 'cnv-tuning') return [];
    const capabilities = memberOf(value, 'capabilities');
    if (memberOf(value, 'mac') !== undefined || memberOf(value, 'sysctl') !== undefined) return [];
    if (isObject(capabilities) && memberOf(capabilities, 'mac') !== undefined) return [];
    const key = keyOf(value, 'capabilities') ?? 'capabilities';
    return [
      {
        rule: 'tuning-without-mac',
        path: [...path, keyOf(value, 'type') ?? 'type'],
        on: 'value',
        severity: 'information',
        message: l10n.t(
          '{0} sets no MAC address by itself, and {1} gets the one of a VM’s NIC only with "capabilities": {"mac": true}.',
          main.type ?? '',
          type,
        ),
        mends: [
          {
            title: l10n.t('Add the capability mac'),
            safety: 'unsafe',
            steps: [
              {
                do: 'set',
                path: [...path, key],
                value: { ...(isObject(capabilities) && capabilities), mac: true },
              },
            ],
          },
        ],
      },
    ];
  });
}
