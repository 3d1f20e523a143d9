/**
 * Subnets of an OVN-Kubernetes network: whether it can read them, and whether the parts lie inside. Truth:
 * `ovn-kubernetes/ovn-kubernetes · go-controller/pkg/config/utils.go` (`ParseClusterSubnetEntriesWithDefaults`),
 * `go-controller/pkg/util/multi_network.go`.
 */
import * as l10n from '@vscode/l10n';
import { keyOf, textOf, type CniConfig, type CniPlugin } from '../cni-config.ts';
import { saying, type CniFault } from '../cni-fault.ts';
import { contains, parseCidr, type Network } from '../ip-network.ts';
import { ovnFault } from './ovn-fault.ts';

export function checkSubnets(config: CniConfig, main: CniPlugin, topology: string): readonly CniFault[] {
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
      ...ovnFault(
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
      ovnFault(
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
