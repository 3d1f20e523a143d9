/** How many PCIe ports the guest keeps free for NICs, in a sentence. Decides nothing. */
import * as l10n from '@vscode/l10n';
import { type HotplugSlots, ROOT_COMPLEX_ANNOTATION } from './hotplug-slots.ts';

export function slotAdvice(slots: HotplugSlots): string {
  if (!slots.reserved)
    return slots.reason === 'root-complex'
      ? l10n.t(
          'No NIC can be plugged: annotation {0} puts all devices on the root complex. Restart without it.',
          ROOT_COMPLEX_ANNOTATION,
        )
      : l10n.t('No PCIe port is kept free for NICs on this machine type: a NIC can be plugged by a restart only.');
  const count = l10n.t(
    'At its start the guest kept at least {0} PCIe ports free (it aims at {1} with those that its devices use); hot-plugged NICs and virtio disks each take one, and a migration gives none back.',
    slots.atLeast,
    slots.total,
  );
  return slots.isMemoryKnown ? count : `${count} ${l10n.t('With more than 2 GiB of memory it is more.')}`;
}
