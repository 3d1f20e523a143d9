/** What the parts of the way are called, from the guest to the node. */
import * as l10n from '@vscode/l10n';
import type { Lane } from './graph.ts';

export function laneTitle(lane: Lane): string {
  switch (lane) {
    case 'guest':
      return l10n.t('Guest');
    case 'pod':
      return l10n.t('Launcher Pod');
    case 'network':
      return l10n.t('Network');
    case 'node':
      return l10n.t('Node');
  }
}
