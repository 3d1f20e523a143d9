/**
 * Networks of OVN-Kubernetes: what makes it ignore a NAD, so that Pods with it wait forever, and what it passes over.
 * Truth: `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/{util/multi_network.go,config/cni.go,config/utils.go}`.
 */
import * as l10n from '@vscode/l10n';
import { keyOf, mainPlugin, memberOf, textOf, type CniConfig, type CniPlugin } from '../cni-config.ts';
import { saying, type CniFault, type CniMend, type CniOwner } from '../cni-fault.ts';
import { contains, parseCidr, type Network } from '../ip-network.ts';
import { ovnTopologies, ovnType } from '../types/ovn.ts';

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

const rule = 'invalid-ovn-network';

function checkChaining(config: CniConfig): readonly CniFault[] {
  if (!config.isList || config.plugins.length < 2) return [];
  const key = keyOf(config.value, 'plugins') ?? 'plugins';
  return [
    {
      rule,
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
      rule,
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
    faults.push({ ...faultAt(main, key, 'error', saying(words, advice)), mends: [removing(main, key)] });
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
      faultAt(
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
        ...faultAt(
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

function checkSubnets(config: CniConfig, main: CniPlugin, topology: string): readonly CniFault[] {
  const { value } = main;
  const faults: CniFault[] = [];
  const read = (key: string): readonly Network[] | undefined => {
    const written = textOf(value, key) ?? '';
    if (written.trim() === '') return [];
    const entries = written.split(',').map((entry) => entry.trim());
    const isRouted = topology === 'layer3' && key === 'subnets';
    const wrong = entries.find((entry) => subnetFault(entry, isRouted) !== undefined);
    if (wrong === undefined) return entries.flatMap((entry) => parseCidr(cidrOf(entry)) ?? []);
    const hasHost = !isRouted && cidrOf(wrong) !== wrong && subnetFault(cidrOf(wrong), false) === undefined;
    faults.push({
      ...faultAt(
        main,
        key,
        'error',
        saying(
          `invalid ${topology} netconf ${config.name ?? ''}: ${subnetFault(wrong, isRouted) ?? ''}`,
          isRouted
            ? l10n.t('Write the network and the prefix length of a node’s part, such as 10.128.0.0/16/24.')
            : l10n.t('Write networks with their prefix length, and commas between them, such as 10.1.0.0/24.'),
        ),
        'value',
      ),
      mends: hasHost
        ? [
            {
              title: l10n.t('Remove the prefix length of the nodes'),
              safety: 'unsafe',
              steps: [
                {
                  do: 'set',
                  path: [...main.path, keyOf(value, key) ?? key],
                  value: entries.map(cidrOf).join(','),
                },
              ],
            },
          ]
        : [],
    });
    return undefined;
  };
  const subnets = read('subnets');
  for (const key of ['excludeSubnets', 'reservedSubnets', 'infrastructureSubnets']) {
    if (key !== 'excludeSubnets' && topology !== 'layer2') continue;
    if (key === 'excludeSubnets' && topology === 'layer3') continue;
    const parts = read(key);
    if (!subnets || !parts) continue;
    const outside = parts.findIndex((part) => !subnets.some((whole) => contains(whole, part)));
    if (outside < 0) continue;
    const entry = (textOf(value, key) ?? '').split(',')[outside]?.trim() ?? '';
    const kind = key === 'excludeSubnets' ? 'excluded' : key === 'reservedSubnets' ? 'reserved' : 'infrastructure';
    faults.push(
      faultAt(
        main,
        key,
        'error',
        saying(
          `the provided network subnets do not contain ${kind} subnets ${entry}`,
          l10n.t('Write parts of subnets only.'),
        ),
        'value',
      ),
    );
  }
  return faults;
}

/** The network of an entry, without the prefix length of the nodes' parts. */
function cidrOf(entry: string): string {
  return entry.split('/').slice(0, 2).join('/');
}

/** What OVN-Kubernetes says of an entry; the nodes' parts belong to layer 3 only, and are smaller than the network. */
function subnetFault(entry: string, isRouted: boolean): string | undefined {
  const parts = entry.split('/');
  const malformed = `CIDR "${entry}" not properly formatted`;
  if (parts.length < 2 || parts.length > 3) return malformed;
  const network = parseCidr(cidrOf(entry));
  if (!network) return `invalid CIDR address: ${cidrOf(entry)}`;
  if (!isRouted) return parts.length === 3 ? malformed : undefined;
  const length = parts[2] === undefined ? (network.bits === 32 ? 24 : 64) : Number(parts[2]);
  if (!Number.isInteger(length)) return malformed;
  if (network.bits === 128 && length !== 64) return 'IPv6 only supports /64 host subnets';
  return length > network.length
    ? undefined
    : `cannot use a host subnet length mask shorter than or equal to the cluster subnet mask. host subnet length: ${String(length)}, cluster subnet length: ${String(network.length)}`;
}

function faultAt(
  { path, value }: CniPlugin,
  key: string,
  severity: CniFault['severity'],
  message: string,
  on: CniFault['on'] = 'key',
): CniFault {
  return { rule, path: [...path, keyOf(value, key) ?? key], on, severity, message, mends: [] };
}

function removing({ path, value }: CniPlugin, key: string): CniMend {
  return {
    title: l10n.t('Remove {0}', key),
    safety: 'unsafe',
    steps: [{ do: 'remove', path: [...path, keyOf(value, key) ?? key] }],
  };
}
