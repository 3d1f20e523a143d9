/**
 * What the conditions of a VM and its VMI mean for its NICs and for who waits for what, with their clocks. Conditions that say nothing of
 * that are left out. The texts of KubeVirt are quoted as they are. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch`,
 * `pkg/network/migration/evaluator.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { Condition } from '../live/conditions.ts';
import * as commands from './commands.ts';
import type { ConditionReading, Told } from './condition-reading.ts';
import { migrationConditionReading, otherMigrationReading } from './migration-words.ts';
import { nicFacts } from './nic-facts.ts';
import { conditionSince, type Observed } from './observed.ts';
import { timeText } from './observed-times.ts';
import { restartReading } from './restart-words.ts';
import { messageReading } from './sync-messages.ts';

export type { ConditionReading } from './condition-reading.ts';

export function conditionReadings(observed: Observed): readonly ConditionReading[] {
  const { vm, vmi } = observed;
  return [
    ...(vmi?.running.status.phase === 'Failed' ? [failedPhase(observed)] : []),
    ...read('vm', vm?.desired.conditions ?? [], observed),
    ...read('vmi', vmi?.running.conditions ?? [], observed),
  ];
}

function read(of: 'vm' | 'vmi', conditions: readonly Condition[], observed: Observed): readonly ConditionReading[] {
  return conditions.flatMap((condition, index) => {
    // The first of its type counts.
    if (conditions.findIndex(({ type }) => type === condition.type) !== index) return [];
    const told = tell(condition, observed);
    if (!told) return [];
    const since = conditionSince(condition);
    return [
      {
        of,
        type: condition.type,
        status: condition.status,
        field: `status.conditions[${index}]`,
        ...(since !== undefined && { clock: l10n.t('since {0}', timeText(since)) }),
        ...told,
      },
    ];
  });
}

function tell(condition: Condition, observed: Observed): Told | undefined {
  switch (condition.type) {
    case 'Synchronized':
      return synchronized(condition, observed);
    case 'LiveMigratable':
    case 'StorageLiveMigratable':
      return migratable(condition, observed);
    case 'MigrationRequired':
      return migrationConditionReading(condition, observed);
    case 'HotVCPUChange':
    case 'HotMemoryChange':
    case 'VolumesChange':
      return otherMigrationReading(condition, observed);
    case 'AgentConnected':
      return agent(condition, observed);
    case 'RestartRequired':
      return restartReading(condition, observed);
    case 'Failure':
      return failure(condition, observed);
    default:
      return undefined;
  }
}

function synchronized({ status, message }: Condition, observed: Observed): Told {
  if (status !== 'False')
    return {
      weight: 'fine',
      meaning: l10n.t('The Pod and the guest are as the VMI asks for, by what KubeVirt sees.'),
      nextSteps: [],
    };
  const reading = messageReading(message, observed);
  const network = reading?.podInterface && networkOf(reading.podInterface, observed);
  const quote = l10n.t('KubeVirt says: “{0}”', message);
  return {
    weight: 'trouble',
    meaning: `${reading?.meaning ?? l10n.t('KubeVirt cannot bring the VMI to what is asked for.')} ${quote}`,
    nextSteps: reading?.nextSteps ?? [l10n.t('Look at the log of the launcher: {0}.', commands.launcherLogs(observed))],
    ...(network && { network }),
  };
}

function networkOf(podInterface: string, observed: Observed): string | undefined {
  return nicFacts(observed).find((facts) => facts.podInterface === podInterface)?.network;
}

function migratable({ type, status, reason, message }: Condition, observed: Observed): Told {
  const isStorage = type === 'StorageLiveMigratable';
  if (status !== 'False')
    return {
      weight: 'fine',
      meaning: isStorage ? l10n.t('The VM’s volumes can be migrated.') : l10n.t('The VMI can be live-migrated.'),
      nextSteps: [],
    };
  const quote = l10n.t('KubeVirt says: “{0}”', message || reason);
  if (reason !== 'InterfaceNotLiveMigratable') {
    const devices = l10n.t('Devices of the host keep the VMI from being live-migrated; SR-IOV NICs are none of them.');
    const other = l10n.t('The VMI cannot be live-migrated, for a reason other than its NICs.');
    return {
      weight: 'waiting',
      meaning: `${reason === 'HostDeviceNotLiveMigratable' ? devices : other} ${quote}`,
      nextSteps: [],
    };
  }
  const primary = nicFacts(observed).find(({ kind }) => kind === 'primary')?.network;
  return {
    weight: 'waiting',
    meaning: `${l10n.t('NIC {0} on the Pod network keeps the VMI from being live-migrated: a drained node has to power the VM off.', primary ?? '?')} ${quote}`,
    nextSteps: [l10n.t('Use masquerade, or a binding plugin that is registered with migration.')],
    ...(primary !== undefined && { network: primary }),
  };
}

function agent({ status }: Condition, observed: Observed): Told {
  return status === 'True'
    ? {
        weight: 'fine',
        meaning: l10n.t(
          'The guest agent is connected: NICs that the guest knows have guest-agent in their infoSource.',
        ),
        nextSteps: [],
      }
    : {
        weight: 'waiting',
        meaning: l10n.t('The guest agent is not connected: nothing tells what the guest makes of its NICs.'),
        nextSteps: [l10n.t('In the guest, see that qemu-guest-agent runs: {0}.', commands.consoleCommand(observed))],
      };
}

function failure({ status, reason, message }: Condition, observed: Observed): Told | undefined {
  if (status !== 'True') return undefined;
  const quote = l10n.t('KubeVirt says: “{0}”', message || reason);
  return reason === 'HotPlugNetworkInterfaceError'
    ? {
        weight: 'waiting',
        meaning: `${l10n.t('The change of the NICs could not be written to the VMI, which somebody else wrote at the same time; KubeVirt tries again.')} ${quote}`,
        nextSteps: [l10n.t('If it stays so, look at who writes the VMI: {0}.', commands.getObject(observed, 'vmi'))],
      }
    : {
        weight: 'trouble',
        meaning: `${l10n.t('KubeVirt could not do what the VM asks for.')} ${quote}`,
        nextSteps: [],
      };
}

function failedPhase(observed: Observed): ConditionReading {
  return {
    of: 'vmi',
    type: 'phase',
    status: 'Failed',
    field: 'status.phase',
    weight: 'trouble',
    meaning: l10n.t('The VMI has failed. When a network cannot be set up in the Pod for good, nothing is tried again.'),
    nextSteps: [
      l10n.t('Look at the log of the launcher, if its Pod is still there: {0}.', commands.launcherLogs(observed)),
      l10n.t('Restart the VM: {0}.', commands.restartCommand(observed)),
    ],
  };
}
