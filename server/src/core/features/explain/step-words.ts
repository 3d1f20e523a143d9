/** What the stations on a NIC's way are called. */
import * as l10n from '@vscode/l10n';
import type { StepPlace } from './story.ts';

export function stepWord(at: StepPlace): string {
  switch (at) {
    case 'guest-nic':
      return l10n.t('NIC in the guest');
    case 'domain-nic':
      return l10n.t('NIC in the domain');
    case 'model':
      return l10n.t('model');
    case 'mac':
      return l10n.t('MAC address');
    case 'tap':
      return l10n.t('tap');
    case 'bridge':
      return l10n.t('bridge');
    case 'nat':
      return l10n.t('NAT');
    case 'renamed-nic':
      return l10n.t('renamed NIC');
    case 'pod-interface':
      return l10n.t('Pod interface');
    case 'annotation':
      return l10n.t('annotation');
    case 'plugin-annotation':
      return l10n.t('annotation of the plugin');
    case 'pod-network':
      return l10n.t('network');
    case 'resource-claim':
      return l10n.t('resource claim');
    case 'nad':
      return l10n.t('NAD');
    case 'resource':
      return l10n.t('resource');
    case 'cni':
      return l10n.t('CNI');
    case 'node-device':
      return l10n.t('device of the node');
    case 'vlan':
      return l10n.t('VLAN');
    case 'topology':
      return l10n.t('topology');
  }
}
