/**
 * The way from the guest's NIC to the network of the node, in one line; who gives the guest its address; and whether the
 * networks let the VM be live-migrated. Everything comes from the launcher computation and the known NADs.
 */
import * as l10n from '@vscode/l10n';
import { addressGiver, statedSubnets } from '../../cni/addresses.ts';
import { mainPlugin, memberOf, textOf, type CniConfig } from '../../cni/cni-config.ts';
import { ovnType } from '../../cni/types/ovn.ts';
import { bindingDevices, bindingName } from '../../kubevirt/link-names.ts';
import { defaultVmNetworkCidr } from '../../kubevirt/vm-network.ts';
import { networkMigration } from '../../workspace/network-migration.ts';
import type { Launcher, NetworkAnswer } from '../../workspace/launcher.ts';
import { code, paragraphs } from './markdown.ts';

export function nicPathTopic(launcher: Launcher, answer: NetworkAnswer): string | undefined {
  const { links, interface: own } = answer;
  if (!own) return links && l10n.t('No interface has this name, so KubeVirt refuses the network.');
  const path = [...guestSide(launcher, answer), ...networkSide(answer)].join(' → ');
  const address = addressOf(answer);
  return paragraphs(
    `${l10n.t('**Path**')} ${path}`,
    address !== undefined && `${l10n.t('**Address**')} ${address}`,
    migrationLine(launcher),
  );
}

/** From the guest to the Pod interface. */
function guestSide({ cluster }: Launcher, { links, podInterface, interface: own }: NetworkAnswer): readonly string[] {
  if (!own) return [];
  const { model, macAddress } = own.value;
  const binding = bindingName(own.value);
  const made = bindingDevices(own.value, cluster.configuration);
  const details = [
    own.value.sriov ? l10n.t('virtual function') : model === '' ? 'virtio' : model,
    ...(macAddress === '' ? [] : [macAddress]),
  ];
  const shown = podInterface === undefined ? [] : [l10n.t('Pod interface {0}', code(podInterface))];
  return [
    l10n.t('guest NIC ({0})', details.map(code).join(', ')),
    ...(made.tap && links ? [l10n.t('tap {0}', code(links.tap))] : []),
    ...(made.bridge && links ? [l10n.t('bridge {0}', code(links.bridge))] : []),
    ...(binding === 'masquerade' ? [l10n.t('NAT')] : []),
    ...(made.nic && links ? [l10n.t('{0}, once Pod interface {1}', code(links.nic), code(podInterface ?? ''))] : shown),
  ];
}

/** From the Pod interface to the node and beyond. */
function networkSide({ class: networkClass, nad, network }: NetworkAnswer): readonly string[] {
  if (networkClass === 'pod') return [l10n.t('Pod network of the cluster')];
  if (networkClass === 'resource-claim')
    return [l10n.t('device of resource claim {0}', code(network.resourceClaim?.claimName ?? ''))];
  if (!nad) return [];
  const reference = code(`${nad.namespace ?? '<namespace>'}/${nad.name}`);
  const { fact } = nad;
  if (!fact) return [l10n.t('NAD {0}, not among the known files', reference)];
  const types = (fact.cniTypes ?? []).map(code).join(' + ');
  const cni = types === '' ? l10n.t('NAD {0}', reference) : l10n.t('NAD {0} ({1})', reference, types);
  return fact.config ? [cni, ...nodeSide(fact.config)] : [cni];
}

/** What the NAD says of the node: the device it is connected to, with its VLAN. */
function nodeSide(config: CniConfig): readonly string[] {
  const value = mainPlugin(config)?.value;
  if (!value) return [];
  const device = ['bridge', 'master', 'device', 'physicalNetworkName']
    .map((key) => textOf(value, key))
    .find((text) => text !== undefined && text !== '');
  const topology = mainPlugin(config)?.type === ovnType ? textOf(value, 'topology') : undefined;
  const vlan = memberOf(value, 'vlan') ?? memberOf(value, 'vlanID');
  const parts = [
    ...(topology === undefined ? [] : [code(topology)]),
    ...(device === undefined ? [] : [code(device)]),
    ...(typeof vlan === 'number' && vlan > 0 ? [l10n.t('VLAN {0}', code(String(vlan)))] : []),
  ];
  return parts.length === 0 ? [] : [l10n.t('node: {0}', parts.join(', '))];
}

/** Who gives the guest its address; undefined where that cannot be told. */
function addressOf({ class: networkClass, network, nad, interface: own }: NetworkAnswer): string | undefined {
  const value = own?.value;
  if (value?.masquerade) {
    const cidr = network.pod?.vmNetworkCIDR;
    return l10n.t(
      'of {0}, by KubeVirt’s DHCP; to others the guest has the address of the Pod.',
      code(cidr === undefined || cidr === '' ? defaultVmNetworkCidr : cidr),
    );
  }
  if (value?.passtBinding) return l10n.t('that of the Pod.');
  if (!value?.bridge) return undefined;
  if (networkClass === 'pod') return l10n.t('that of the Pod, by KubeVirt’s DHCP; another one after a migration.');
  const config = nad?.fact?.config;
  if (!config) return undefined;
  const giver = addressGiver(config);
  switch (giver?.by) {
    case 'ipam':
      return l10n.t(
        'by IPAM {0} of the NAD, handed on by KubeVirt’s DHCP; another one after a migration.',
        code(giver.type),
      );
    case 'network':
      return l10n.t('of {0}, by the network.', statedSubnets(config).map(code).join(', '));
    case 'nobody':
      return l10n.t('none by KubeVirt: a DHCP server on that network gives it, or it is set in the guest.');
    case undefined:
      return undefined;
  }
}

/** Whether the networks let the VM be live-migrated, in words. */
export function migrationLine(launcher: Launcher): string {
  return `${l10n.t('**Live migration**')} ${migrationOf(launcher)}`;
}

function migrationOf(launcher: Launcher): string {
  const verdict = networkMigration(launcher);
  switch (verdict.state) {
    case 'possible':
      return l10n.t('possible, as far as the networks of the VM go.');
    case 'blocked':
      return l10n.t('not possible: {0}.', verdict.blocker);
    case 'unknown':
      return verdict.because === 'manifest'
        ? l10n.t('not known: a template or another file has a say in it.')
        : l10n.t('not known: it depends on the KubeVirt resource, which is not seen here.');
  }
}
