/**
 * Networks of OVN-Kubernetes: what makes it ignore a NAD, so that Pods with it wait forever, and what it passes over.
 * Truth: `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/{util/multi_network.go,config/cni.go,config/utils.go}`.
 */
import * as l10n from '@vscode/l10n';
import { keyOf, mainPlugin, memberOf, textOf, type CniConfig, type CniPlugin } from '../cni-config.ts';
import { removing, saying, type CniFault, type CniMend, type CniOwner } from '../cni-fault.ts';
import { parseCidr } from '../ip-network.ts';
import { ovnTopologies, ovnType } from '../types/ovn.ts';
import { ovnFault, ovnRule } from './ovn-fault.ts';
import { checkSubnets } from './ovn-subnets.ts';

export function checkOvn(config: CniConfig, owner: CniOwner): readonly CniFault[] {
  const main = mainPlugin(config);
  if (main?.type !== ovnType) {
    return [];
  }
  const topology = textOf(main.value, 'topology') ?? '';
  const faults = [
    ...checkChaining(config),
    ...checkIpam(main, topology),
    ...checkNadName(config, main, topology, owner),
  ];
  if (topology === '') return [...faults, ...withoutTopology(config, main)];
  // Another topology is told with the values; nothing else can be said of it.
  if (!(ovnTopologies as readonly string[]).includes(topology)) return faults;
  return [
    ...faults,
    ...checkName(config, main),
    ...checkTopology(main, topology),
    ...checkSubnets(config, main, topology),
  ];
}

function checkChaining(config: CniConfig): readonly CniFault[] {
  if (!config.isList || config.plugins.length < 2) return [];
  const key = keyOf(config.value, 'plugins') ?? 'plugins';
  return [
    {
      rule: ovnRule,
      path: [key],
      on: 'key',
      severity: 'error',
      message: saying(
        'CNI plugin chaining is not supported',
        l10n.t('Leave the network of OVN-Kubernetes alone in the list.'),
      ),
      mends: [],
    },
  ];
}

function checkIpam(main: CniPlugin, topology: string): readonly CniFault[] {
  const { ipam, path, value } = main;
  if ((ipam?.type ?? '') === '') return [];
  const key = keyOf(value, 'ipam') ?? 'ipam';
  const at = [...path, key];
  const subnet = ipam && (textOf(ipam.value, 'subnet') ?? textOf(ipam.value, 'range'));
  const canMove =
    subnet !== undefined &&
    parseCidr(subnet) !== undefined &&
    (topology === 'layer2' || topology === 'localnet') &&
    (textOf(value, 'subnets') ?? '') === '';
  return [
    {
      rule: 'ovn-ipam',
      path: at,
      on: 'key',
      severity: 'error',
      message: saying(
        'IPAM key is not supported. Use OVN-K provided IPAM via the `subnets` attribute',
        l10n.t('Remove ipam; addresses come from subnets.'),
      ),
      mends: [
        ...(canMove
          ? [
              {
                title: l10n.t('Move the subnet {0} to subnets', subnet),
                safety: 'unsafe' as const,
                steps: [
                  { do: 'remove' as const, path: at },
                  { do: 'set' as const, path: [...path, keyOf(value, 'subnets') ?? 'subnets'], value: subnet },
                ],
              },
            ]
          : []),
        { title: l10n.t('Remove {0}', 'ipam'), safety: 'unsafe', steps: [{ do: 'remove', path: at }] },
      ],
    },
  ];
}

/** `netAttachDefName` is the NAD itself; the namespace is certain only where the NAD states it. */
function checkNadName(
  config: CniConfig,
  main: CniPlugin,
  topology: string,
  { name, namespace }: CniOwner,
): readonly CniFault[] {
  const { value, path } = main;
  const key = keyOf(value, 'netAttachDefName');
  const written = textOf(value, 'netAttachDefName') ?? '';
  if (written === '' ? topology === '' : name === undefined) return [];
  const at = [...path, key ?? 'netAttachDefName'];
  const slash = written.indexOf('/');
  const writtenNamespace = slash < 0 ? undefined : written.slice(0, slash);
  const wanted = name === undefined ? undefined : (namespace ?? writtenNamespace);
  const right = wanted === undefined || wanted === '' ? undefined : `${wanted}/${name ?? ''}`;
  const mends: readonly CniMend[] =
    right === undefined
      ? []
      : [
          {
            title: l10n.t('Write netAttachDefName {0}', right),
            safety: namespace === undefined ? 'unsafe' : 'safe',
            steps: [{ do: 'set', path: at, value: right }],
          },
        ];
  if (written === '')
    return [
      {
        rule: 'ovn-name-mismatch',
        path: key === undefined ? path : at,
        on: 'key',
        severity: 'error',
        message: saying(
          `missing NADName in secondary network netconf ${config.name ?? ''}`.trim(),
          l10n.t(
            'OVN-Kubernetes ignores the NAD, and Pods with it wait forever. Write namespace and name of this NAD as netAttachDefName.',
          ),
        ),
        mends,
      },
    ];
  const isRight =
    slash > 0 && written.slice(slash + 1) === name && (namespace === undefined || writtenNamespace === namespace);
  if (isRight) return [];
  return [
    {
      rule: 'ovn-name-mismatch',
      path: at,
      on: 'value',
      // Without a topology it is the default network, whose name only some releases compare.
      severity: topology === '' ? 'warning' : 'error',
      message: saying(
        `net-attach-def name (${namespace ?? l10n.t('NAMESPACE')}/${name ?? ''}) is inconsistent with config (${written})`,
        l10n.t('OVN-Kubernetes ignores the NAD, and Pods with it wait forever. Write namespace and name of this NAD.'),
      ),
      mends,
    },
  ];
}

/** A NAD without a topology stands for the cluster's default network, which some mean and others do not. */
function withoutTopology({ name }: CniConfig, main: CniPlugin): readonly CniFault[] {
  const isMeant =
    /primary|default|ovn-kubernetes$/i.test(name ?? '') || textOf(main.value, 'netAttachDefName') !== undefined;
  return [
    {
      rule: 'missing-ovn-topology',
      path: main.path,
      on: 'key',
      severity: isMeant ? 'information' : 'warning',
      message: l10n.t(
        'Without topology this is the cluster’s default network, whatever its name, and no network of its own. Write "topology": "layer2" or "localnet", with netAttachDefName, for a further network.',
      ),
      mends: [],
    },
  ];
}

function checkName(config: CniConfig, main: CniPlugin): readonly CniFault[] {
  const name = config.name ?? '';
  if (name !== '' && name !== 'default' && name !== 'ovn-kubernetes') return [];
  const key = keyOf(config.value, 'name');
  return [
    {
      rule: ovnRule,
      path: key === undefined ? (config.isList ? [] : main.path) : [key],
      on: key === undefined ? 'key' : 'value',
      severity: 'error',
      message: saying(
        `invalid name in in secondary network netconf (${name})`,
        l10n.t('Write a name for the network, other than default and ovn-kubernetes.'),
      ),
      mends: [],
    },
  ];
}

function checkTopology(main: CniPlugin, topology: string): readonly CniFault[] {
  const { value } = main;
  const faults: CniFault[] = [];
  const role = textOf(value, 'role') ?? '';
  const has = (key: string): boolean => (textOf(value, key) ?? '') !== '';
  const refuse = (key: string, words: string, advice: string): void => {
    faults.push({ ...ovnFault(main, key, 'error', saying(words, advice)), mends: [removing(main, key)] });
  };
  if (topology === 'layer3' && memberOf(value, 'allowPersistentIPs') === true)
    refuse(
      'allowPersistentIPs',
      'layer3 topology does not allow persistent IPs',
      l10n.t('Remove allowPersistentIPs, or take the topology layer2.'),
    );
  if (topology === 'localnet' && role !== '' && role !== 'secondary')
    refuse(
      'role',
      `unexpected network field "role" ${role} for "localnet" topology, localnet topology does not allow network roles to be set since its always a secondary network`,
      l10n.t('Remove role.'),
    );
  if (topology === 'localnet' && has('joinSubnet'))
    refuse(
      'joinSubnet',
      'localnet topology does not allow specifying join-subnet as services are not supported',
      l10n.t('Remove joinSubnet.'),
    );
  if (topology === 'layer2' && role === 'primary' && !has('subnets'))
    faults.push(
      ovnFault(
        main,
        'role',
        'error',
        saying(
          'the subnet attribute must be defined for layer2 primary user defined networks',
          l10n.t('Write subnets, or make the network secondary.'),
        ),
      ),
    );
  for (const key of ['infrastructureSubnets', 'reservedSubnets', 'defaultGatewayIPs'])
    if (topology !== 'layer2' && has(key))
      refuse(
        key,
        `${key} is only supported for layer2 topology`,
        l10n.t('Remove {0}, or take the topology layer2.', key),
      );
  for (const key of ['vlanID', 'physicalNetworkName'])
    if (
      topology !== 'localnet' &&
      keyOf(value, key) !== undefined &&
      memberOf(value, key) !== 0 &&
      memberOf(value, key) !== ''
    )
      faults.push({
        ...ovnFault(
          main,
          key,
          'warning',
          l10n.t(
            '{0} does nothing with the topology {1}: only localnet reaches a network outside the cluster.',
            key,
            topology,
          ),
        ),
        mends: [removing(main, key)],
      });
  return faults;
}
