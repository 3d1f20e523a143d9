/**
 * The way from the guest's NIC to the network of the node, in one line; who gives the guest its address; and whether the
 * networks let the VM be live-migrated. A view of the NIC's row.
 */
import * as l10n from '@vscode/l10n';
import { networkMigration, type NetworkMigration } from '../../workspace/network-migration.ts';
import type { Launcher, NetworkAnswer } from '../../workspace/launcher.ts';
import { addressWords, nicOf, vmNics, type NicRow } from '../vm-nics.ts';
import { code, paragraphs } from './markdown.ts';

export function nicPathTopic(launcher: Launcher, answer: NetworkAnswer): string | undefined {
  const row = nicOf(vmNics(launcher), answer);
  if (!row) return answer.links && l10n.t('No interface has this name, so KubeVirt refuses the network.');
  const path = [...guestSide(row), ...networkSide(row)].join(' → ');
  return paragraphs(
    `${l10n.t('**Path**')} ${path}`,
    row.addressSource && `${l10n.t('**Address**')} ${addressWords(row.addressSource, code)}`,
    migrationLine(launcher),
  );
}

/** From the guest to the Pod interface. */
function guestSide({ model, mac, binding, tap, bridge, renamedNic, podInterface }: NicRow): readonly string[] {
  const details = [
    ...(binding === 'sriov' ? [l10n.t('virtual function')] : model === '' ? [] : [model]),
    ...(mac === '' ? [] : [mac]),
  ];
  const shown = podInterface === undefined ? [] : [l10n.t('Pod interface {0}', code(podInterface))];
  return [
    details.length === 0 ? l10n.t('guest NIC') : l10n.t('guest NIC ({0})', details.map(code).join(', ')),
    ...(tap === undefined ? [] : [l10n.t('tap {0}', code(tap))]),
    ...(bridge === undefined ? [] : [l10n.t('bridge {0}', code(bridge))]),
    ...(binding === 'masquerade' ? [l10n.t('NAT')] : []),
    ...(renamedNic === undefined
      ? shown
      : [l10n.t('{0}, once Pod interface {1}', code(renamedNic), code(podInterface ?? ''))]),
  ];
}

/** From the Pod interface to the node and beyond. */
function networkSide({ class: networkClass, nad, claim, cniTypes, node }: NicRow): readonly string[] {
  if (networkClass === 'pod') return [l10n.t('Pod network of the cluster')];
  if (claim !== undefined) return [l10n.t('device of resource claim {0}', code(claim))];
  if (!nad) return [];
  const reference = code(`${nad.namespace ?? '<namespace>'}/${nad.name}`);
  if (!nad.fact) return [l10n.t('NAD {0}, not among the known files', reference)];
  const types = cniTypes.map(code).join(' + ');
  const parts = nodeParts(node);
  return [
    types === '' ? l10n.t('NAD {0}', reference) : l10n.t('NAD {0} ({1})', reference, types),
    ...(parts.length === 0 ? [] : [l10n.t('node: {0}', parts.join(', '))]),
  ];
}

function nodeParts({ topology, device, vlan }: NicRow['node']): readonly string[] {
  return [
    ...(topology === undefined ? [] : [code(topology)]),
    ...(device === undefined ? [] : [code(device)]),
    ...(vlan === undefined ? [] : [l10n.t('VLAN {0}', code(String(vlan)))]),
  ];
}

/** Whether the networks let the VM be live-migrated, in words. */
export function migrationLine(launcher: Launcher): string {
  return `${l10n.t('**Live migration**')} ${migrationWords(networkMigration(launcher))}`;
}

export function migrationWords(verdict: NetworkMigration): string {
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
