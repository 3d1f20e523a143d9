/** What the stages of a NIC that is to go mean, with its real names. Decides nothing. */
import * as l10n from '@vscode/l10n';
import { findCondition } from '../live/conditions.ts';
import type { Observed } from './observed.ts';
import { outlookText } from './outlook-words.ts';
import type { NicStage } from './stage.ts';

/** Empty for a stage of a NIC that is wanted. */
export function detachDiagnosis(nic: NicStage, observed: Observed): string {
  const { network } = nic;
  const podInterface = nic.podInterface ?? '?';
  switch (nic.stage) {
    case 'unplug-not-copied':
      return nic.progress === 'stuck'
        ? l10n.t(
            'NIC {0} is absent in the VM and not in the running VMI: KubeVirt passes that over while the Pod’s names are ordinal (net1, net2 …) or no podInterfaceName is known.',
            network,
          )
        : l10n.t(
            'NIC {0} is absent in the VM and not in the running VMI: KubeVirt copies that when it next looks at the VM.',
            network,
          );
    case 'unplug-asked':
      return l10n.t(
        'The guest is asked to let NIC {0} go, and still has it: it must answer the hot-unplug (ACPI or PCIe).',
        network,
      );
    case 'unplug-in-pod':
      return l10n.t(
        'The guest has let NIC {0} go; {1} is still in the Pod until the dynamic networks controller takes it out.',
        network,
        podInterface,
      );
    case 'unplug-needs-migration':
      return `${l10n.t('The guest has let NIC {0} go; nobody took {1} out of the running Pod, and a new Pod comes without it.', network, podInterface)} ${outlookText(observed)}`;
    case 'unplug-cleanup':
      return l10n.t(
        'Neither the guest nor the Pod has NIC {0} any more; KubeVirt removes its links, and then its entry.',
        network,
      );
    case 'unplug-leaves-spec':
      return l10n.t('NIC {0} is unplugged; KubeVirt takes it out of the VMI’s spec next.', network);
    case 'unplugged':
      return l10n.t(
        'The running VMI has NIC {0} no more; KubeVirt takes it out of the VM’s template as well.',
        network,
      );
    case 'deleted-without-absent':
      return findCondition(observed.vm?.desired.conditions ?? [], 'RestartRequired')?.status === 'True'
        ? l10n.t(
            'NIC {0} was deleted from the VM without having been absent: the running VMI keeps it until the restart that RestartRequired asks for.',
            network,
          )
        : l10n.t(
            'NIC {0} was deleted from the VM without having been absent: the running VMI keeps it, and no condition says so.',
            network,
          );
    default:
      return '';
  }
}
