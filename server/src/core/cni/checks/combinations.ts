/**
 * Keys of a plugin that contradict each other, need each other, or do nothing without each other. Truth:
 * `containernetworking/plugins · plugins/main/{bridge,host-device}`, `plugins/ipam/host-local`;
 * `k8snetworkplumbingwg/sriov-cni · pkg/config/config.go`; `k8snetworkplumbingwg/ovs-cni · pkg/plugin`.
 */
import * as l10n from '@vscode/l10n';
import { isObject, keyOf, memberOf, textOf, type CniConfig, type CniPlugin, type CniObject } from '../cni-config.ts';
import { removing, saying, type CniFault, type CniMend } from '../cni-fault.ts';
import { cniTypes } from '../cni-types.ts';

export function checkCombinations(config: CniConfig): readonly CniFault[] {
  return config.plugins.flatMap((plugin) => {
    const table = plugin.type === undefined ? undefined : cniTypes.get(plugin.type);
    switch (table?.aliasOf ?? table?.name) {
      case 'bridge':
        return [...checkBridge(plugin), ...checkRanges(plugin, 'vlanTrunk', true)];
      case 'ovs':
        return checkRanges(plugin, 'trunk', false);
      case 'sriov':
        return checkSriov(plugin);
      default:
        return [];
    }
  });
}

const rule = 'conflicting-cni-keys';

function checkBridge(plugin: CniPlugin): readonly CniFault[] {
  const { value, ipam } = plugin;
  const faults: CniFault[] = [];
  const hasIpam = (ipam?.type ?? '') !== '';
  if (isOn(value, 'disableContainerInterface') && hasIpam)
    faults.push(
      fault(plugin, 'disableContainerInterface', 'error', {
        message: saying(
          'cannot use IPAM when DisableContainerInterface flag is set',
          l10n.t('Remove ipam: the guest gets its address on the network itself.'),
        ),
        mends: [removing(plugin, 'ipam'), removing(plugin, 'disableContainerInterface')],
      }),
    );
  if (isOn(value, 'hairpinMode') && isOn(value, 'promiscMode'))
    faults.push(
      fault(plugin, 'promiscMode', 'error', {
        message: saying(
          'cannot set hairpin mode and promiscuous mode at the same time',
          l10n.t('Keep one of hairpinMode and promiscMode; a VM needs neither.'),
        ),
        mends: [removing(plugin, 'hairpinMode'), removing(plugin, 'promiscMode')],
      }),
    );
  const onHost = ['isGateway', 'isDefaultGateway', 'forceAddress', 'ipMasq'].filter((key) => isOn(value, key));
  for (const key of onHost)
    faults.push(
      hasIpam
        ? fault(
            plugin,
            key,
            'information',
            {
              message: l10n.t(
                '{0} is about an address of the node on the bridge. A network for VMs mostly needs none: each node then answers as the gateway.',
                key,
              ),
              mends: [],
            },
            'host-address-on-bridge',
          )
        : fault(plugin, key, 'warning', {
            message: l10n.t('{0} does nothing without ipam.', key),
            mends: [{ ...removing(plugin, key), safety: 'safe' }],
          }),
    );
  const vlan = memberOf(value, 'vlan');
  const trunk = memberOf(value, 'vlanTrunk');
  const tagged =
    (typeof vlan === 'number' && Number.isInteger(vlan) && vlan > 0 && vlan <= 4094) ||
    (Array.isArray(trunk) && trunk.length > 0);
  if (tagged && memberOf(value, 'preserveDefaultVlan') === undefined)
    faults.push(
      fault(
        plugin,
        Array.isArray(trunk) && trunk.length > 0 ? 'vlanTrunk' : 'vlan',
        'hint',
        {
          message: l10n.t(
            'Releases of the bridge plugin differ in whether the port keeps VLAN 1 here. Write "preserveDefaultVlan": false.',
          ),
          mends: [
            {
              title: l10n.t('Add preserveDefaultVlan: false'),
              safety: 'unsafe',
              steps: [{ do: 'set', path: [...plugin.path, 'preserveDefaultVlan'], value: false }],
            },
          ],
        },
        'implicit-default-vlan',
      ),
    );
  return faults;
}

/** Ranges of VLANs; the bridge plugin wants both ends, Open vSwitch passes over a single one. */
function checkRanges(plugin: CniPlugin, name: string, wantsBoth: boolean): readonly CniFault[] {
  const key = keyOf(plugin.value, name);
  const list = key === undefined ? undefined : plugin.value[key];
  if (key === undefined || !Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index): readonly CniFault[] => {
    if (!isObject(item)) return [];
    const at = { ...plugin, value: item, path: [...plugin.path, key, index] };
    const min = memberOf(item, 'minID');
    const max = memberOf(item, 'maxID');
    if (typeof min === 'number' && typeof max === 'number' && max < min)
      return [
        fault(at, 'maxID', 'error', {
          message: saying('minID is greater than maxID in trunk parameter', l10n.t('Write the smaller VLAN as minID.')),
          mends: [
            {
              title: l10n.t('Exchange minID and maxID'),
              safety: 'unsafe',
              steps: [
                { do: 'set', path: [...at.path, keyOf(item, 'minID') ?? 'minID'], value: max },
                { do: 'set', path: [...at.path, keyOf(item, 'maxID') ?? 'maxID'], value: min },
              ],
            },
          ],
        }),
      ];
    if ((min === undefined) === (max === undefined)) return [];
    const missing = min === undefined ? 'minID' : 'maxID';
    const present = missing === 'minID' ? 'maxID' : 'minID';
    return [
      fault(at, present, wantsBoth ? 'error' : 'warning', {
        message: wantsBoth
          ? saying(
              `minID and maxID should be configured simultaneously, ${missing} is missing`,
              l10n.t('Write {0}, or the one VLAN as id.', missing),
            )
          : l10n.t('{0} does nothing without {1}. Write it, or the one VLAN as id.', present, missing),
        mends: [
          {
            title: l10n.t('Write the one VLAN as id'),
            safety: 'unsafe',
            steps: [{ do: 'rename-key', path: [...at.path, keyOf(item, present) ?? present], key: 'id' }],
          },
        ].flatMap((mend) => (memberOf(item, 'id') === undefined ? [mend as CniMend] : [])),
      }),
    ];
  });
}

function checkSriov(plugin: CniPlugin): readonly CniFault[] {
  const { value } = plugin;
  const faults: CniFault[] = [];
  const vlan = memberOf(value, 'vlan');
  const hasVlan = typeof vlan === 'number' && vlan !== 0;
  const qos = memberOf(value, 'vlanQoS');
  // A priority of 0 without a VLAN is refused by some releases only.
  if (typeof qos === 'number' && qos !== 0 && (vlan === undefined || vlan === 0))
    faults.push(
      fault(plugin, 'vlanQoS', 'error', {
        message: saying(
          vlan === undefined
            ? 'LoadConf(): vlan id must be configured to set vlan QoS to a non-nil value'
            : 'LoadConf(): non-zero vlan id must be configured to set vlan QoS to a non-zero value',
          l10n.t('Write a vlan from 1 to 4094, or remove vlanQoS.'),
        ),
        mends: [removing(plugin, 'vlanQoS')],
      }),
    );
  const proto = textOf(value, 'vlanProto')?.toLowerCase();
  if (proto !== undefined && proto !== '' && (vlan === undefined || (proto === '802.1ad' && !hasVlan)))
    faults.push(
      fault(plugin, 'vlanProto', 'error', {
        message: saying(
          vlan === undefined
            ? 'LoadConf(): vlan id must be configured to set vlan proto to a non-nil value'
            : 'LoadConf(): non-zero vlan id must be configured to set vlan proto 802.1ad',
          l10n.t('Write a vlan from 1 to 4094, or remove vlanProto.'),
        ),
        mends: [removing(plugin, 'vlanProto')],
      }),
    );
  const min = memberOf(value, 'min_tx_rate');
  const max = memberOf(value, 'max_tx_rate');
  // 0 is no limit.
  if (typeof min === 'number' && typeof max === 'number' && max > 0 && min > max)
    faults.push(
      fault(plugin, 'min_tx_rate', 'error', {
        message: saying(
          `failed to set vf 0 min_tx_rate to ${String(min)} Mbps: max_tx_rate to ${String(max)} Mbps: invalid argument`,
          l10n.t('The least rate is above the greatest one.'),
        ),
        mends: [],
      }),
    );
  return faults;
}

function isOn(value: CniObject, name: string): boolean {
  return memberOf(value, name) === true;
}

function fault(
  { path, value }: Pick<CniPlugin, 'path' | 'value'>,
  name: string,
  severity: CniFault['severity'],
  said: Pick<CniFault, 'message' | 'mends'>,
  id = rule,
): CniFault {
  return { rule: id, path: [...path, keyOf(value, name) ?? name], on: 'key', severity, ...said };
}
