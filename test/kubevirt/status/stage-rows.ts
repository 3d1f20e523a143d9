/** One dump for each row of the tables of stages, and what it must be taken for. */
import type { Progress, StageId } from '../../../server/src/core/kubevirt/status/stage.ts';
import {
  after,
  agent,
  clock,
  condition,
  healthy,
  migratable,
  type Nic,
  type Plain,
  primary,
  type Rest,
} from './dumps.ts';

export interface StageRow {
  /** `A5`, with what is special of this dump. */
  readonly row: string;
  readonly what: string;
  readonly nics: readonly Nic[];
  readonly rest?: Rest;
  /** The NIC that is looked at: the first unless told otherwise. */
  readonly network?: string;
  readonly stage: StageId;
  readonly progress: Progress;
  readonly alternatives?: readonly StageId[];
  readonly evidence?: readonly string[];
}

const required = (seconds = 0): Plain =>
  condition('MigrationRequired', 'True', {
    reason: 'AutoMigrationDueToLiveUpdate',
    lastTransitionTime: after(seconds),
  });
const pending = (seconds = 0): Plain =>
  condition('MigrationRequired', 'False', { reason: 'AutoMigrationPending', lastTransitionTime: after(seconds) });
const unsynchronized = (reason: string, message: string): Plain =>
  condition('Synchronized', 'False', { reason, message });
const domainFailure = 'Synchronizing with the Domain failed.';
const notMigratable = condition('LiveMigratable', 'False', { reason: 'InterfaceNotLiveMigratable' });

const stock: Nic = { name: 'stock' };
const asked: Nic = { ...stock, asked: true };
const inPod: Nic = { ...asked, reported: true };
const sriov: Nic = { name: 'fast', binding: { sriov: {} } };
const migrating = { migrationState: { startTimestamp: after(5) } };

export const attachRows: readonly StageRow[] = [
  {
    row: 'A0',
    what: 'a bridge NIC that is about to be copied',
    nics: [{ ...stock, vmi: false }],
    stage: 'not-copied',
    progress: 'waiting',
  },
  {
    row: 'A0',
    what: 'a binding that is never plugged',
    nics: [{ ...stock, binding: { binding: { name: 'wire' } }, vmi: false }],
    stage: 'not-copied',
    progress: 'stuck',
  },
  {
    row: 'A0',
    what: 'a Pod network that the running VM lacks',
    nics: [{ name: 'default', binding: { masquerade: {} }, source: { pod: {} }, vmi: false }],
    stage: 'not-copied',
    progress: 'stuck',
  },
  {
    row: 'A0',
    what: 'KubeVirt could not write the VMI',
    nics: [{ ...stock, vmi: false }],
    rest: {
      vmConditions: [
        condition('Failure', 'True', {
          reason: 'HotPlugNetworkInterfaceError',
          message: 'error encountered when trying to patch vmi: conflict',
        }),
      ],
    },
    stage: 'not-copied',
    progress: 'waiting',
    evidence: ['error encountered when trying to patch vmi: conflict'],
  },
  {
    row: 'A0',
    what: 'no VMI is seen, and the Pod has the NIC',
    nics: [inPod],
    rest: { vmi: false },
    stage: 'not-copied',
    progress: 'unknown',
    alternatives: ['healthy', 'not-seen-by-agent', 'not-in-guest'],
  },
  {
    row: 'A1',
    what: 'the NAD is missing',
    nics: [stock],
    rest: {
      phase: 'Pending',
      pod: false,
      status: { activePods: {} },
      conditions: [
        unsynchronized(
          'FailedCreate',
          'failed to render launch manifest: failed to locate network attachment definition shop/stock-nad',
        ),
      ],
    },
    stage: 'pod-not-rendered',
    progress: 'stuck',
    evidence: ['failed to render launch manifest: failed to locate network attachment definition shop/stock-nad'],
  },
  {
    row: 'A1',
    what: 'a binding that is no more',
    nics: [stock],
    rest: {
      phase: 'Pending',
      pod: false,
      status: { activePods: {} },
      conditions: [unsynchronized('FailedCreateValidation', 'failed create validation: gone')],
    },
    stage: 'pod-not-rendered',
    progress: 'stuck',
    evidence: ['failed create validation: gone'],
  },
  {
    row: 'A2',
    what: 'the Pod is Pending',
    nics: [asked],
    rest: { phase: 'Scheduling', podPhase: 'Pending' },
    stage: 'sandbox-not-created',
    progress: 'waiting',
  },
  {
    row: 'A2',
    what: 'the Pod says why',
    nics: [asked],
    rest: {
      phase: 'Scheduling',
      podPhase: 'Pending',
      podStatus: {
        containerStatuses: [{ state: { waiting: { reason: 'ContainerCreating', message: 'no sandbox' } } }],
      },
    },
    stage: 'sandbox-not-created',
    progress: 'waiting',
    evidence: ['no sandbox'],
  },
  {
    row: 'A2',
    what: 'neither Pod nor failure is seen',
    nics: [stock],
    rest: { phase: 'Pending', pod: false, status: { activePods: {} } },
    stage: 'sandbox-not-created',
    progress: 'waiting',
    alternatives: ['pod-not-rendered'],
  },
  {
    row: 'A3',
    what: 'KubeVirt migrates by itself',
    nics: [sriov],
    rest: { conditions: [required(), migratable], updateMethods: ['LiveMigrate'] },
    stage: 'sriov-awaits-migration',
    progress: 'waiting',
  },
  {
    row: 'A3',
    what: 'nobody migrates',
    nics: [sriov],
    rest: { conditions: [required(), migratable], updateMethods: [] },
    stage: 'sriov-awaits-migration',
    progress: 'stuck',
  },
  {
    row: 'A3',
    what: 'the VMI cannot be migrated',
    nics: [sriov],
    rest: { conditions: [required(), notMigratable] },
    stage: 'sriov-awaits-migration',
    progress: 'stuck',
  },
  { row: 'A4', what: 'the Pod is not asked yet', nics: [stock], stage: 'not-in-annotation', progress: 'waiting' },
  {
    row: 'A4',
    what: 'the Pod is not ready',
    nics: [stock],
    rest: { podStatus: { conditions: [condition('Ready', 'False')] } },
    stage: 'not-in-annotation',
    progress: 'waiting',
  },
  {
    row: 'A4',
    what: 'a plugin that nobody registered',
    nics: [{ ...stock, binding: { binding: { name: 'wire' } } }],
    stage: 'not-in-annotation',
    progress: 'stuck',
  },
  { row: 'A5', what: 'nothing is pending yet', nics: [asked], stage: 'awaits-dynamic-attach', progress: 'waiting' },
  {
    row: 'A5',
    what: 'within the grace period',
    nics: [asked],
    rest: { conditions: [pending(0), clock(9)] },
    stage: 'awaits-dynamic-attach',
    progress: 'waiting',
  },
  {
    row: 'A5',
    what: 'long after the grace period',
    nics: [asked],
    rest: { conditions: [pending(0), clock(600)] },
    stage: 'awaits-dynamic-attach',
    progress: 'stuck',
  },
  {
    row: 'A5',
    what: 'the Pod is not seen',
    nics: [asked],
    rest: { pod: false, conditions: [pending(0)] },
    stage: 'awaits-dynamic-attach',
    progress: 'waiting',
    alternatives: ['not-in-annotation', 'not-recognised'],
  },
  {
    row: 'A6',
    what: 'KubeVirt is told to migrate',
    nics: [asked],
    rest: { conditions: [required(), migratable], updateMethods: ['LiveMigrate'] },
    stage: 'attach-needs-migration',
    progress: 'waiting',
  },
  {
    row: 'A6',
    what: 'a migration is under way',
    nics: [asked],
    rest: { conditions: [required(), clock(30)], status: migrating },
    stage: 'attach-needs-migration',
    progress: 'waiting',
  },
  {
    row: 'A6',
    what: 'the last migration failed',
    nics: [asked],
    rest: {
      conditions: [required(), migratable],
      updateMethods: ['LiveMigrate'],
      status: { migrationState: { failed: true, startTimestamp: after(1), endTimestamp: after(2) } },
    },
    stage: 'attach-needs-migration',
    progress: 'stuck',
  },
  {
    row: 'A6',
    what: 'nobody knows who migrates, and nobody did',
    nics: [asked],
    rest: { conditions: [required(), migratable, clock(900)] },
    stage: 'attach-needs-migration',
    progress: 'stuck',
  },
  {
    row: 'A6',
    what: 'the Pod is not seen',
    nics: [asked],
    rest: { pod: false, conditions: [required(), migratable] },
    stage: 'attach-needs-migration',
    progress: 'waiting',
    alternatives: ['not-in-annotation', 'not-recognised'],
  },
  {
    row: 'A7',
    what: 'virt-controller has not looked yet',
    nics: [inPod],
    stage: 'not-recognised',
    progress: 'waiting',
  },
  {
    row: 'A7',
    what: 'it should have looked long ago',
    nics: [inPod],
    rest: {
      conditions: [clock(600)],
      podMetadata: {
        managedFields: [
          {
            manager: 'multus',
            time: after(10),
            fieldsV1: { 'f:metadata': { 'f:annotations': { 'f:k8s.v1.cni.cncf.io/network-status': {} } } },
          },
        ],
      },
    },
    stage: 'not-recognised',
    progress: 'stuck',
  },
  {
    row: 'A7',
    what: 'reported under another name',
    nics: [{ ...asked, reported: { interface: 'eth7' } }],
    stage: 'not-recognised',
    progress: 'stuck',
  },
  {
    row: 'A7',
    what: 'reported without an interface',
    nics: [{ ...asked, reported: { interface: '' } }],
    stage: 'not-recognised',
    progress: 'stuck',
  },
  {
    row: 'A8',
    what: 'just attached',
    nics: [{ ...inPod, sources: 'multus-status' }],
    stage: 'not-in-guest',
    progress: 'waiting',
  },
  {
    row: 'A8',
    what: 'no PCI slot is left',
    nics: [{ ...inPod, sources: 'multus-status' }],
    rest: { conditions: [unsynchronized(domainFailure, 'internal error: No more available PCI slots')] },
    stage: 'not-in-guest',
    progress: 'stuck',
    evidence: ['internal error: No more available PCI slots'],
  },
  {
    row: 'A8',
    what: 'the Pod is not seen',
    nics: [{ ...stock, sources: 'multus-status' }],
    rest: { pod: false },
    stage: 'not-in-guest',
    progress: 'waiting',
  },
  {
    row: 'A9',
    what: 'an SR-IOV NIC',
    nics: [{ ...sriov, asked: true, reported: true, sources: 'multus-status' }],
    stage: 'vf-not-in-guest',
    progress: 'stuck',
  },
  {
    row: 'A9',
    what: 'the target of a migration',
    nics: [{ ...sriov, asked: true, reported: true, sources: 'multus-status' }],
    rest: { status: migrating, conditions: [clock(20)] },
    stage: 'vf-not-in-guest',
    progress: 'waiting',
  },
  {
    row: 'A10',
    what: 'a binding plugin',
    nics: [{ ...inPod, binding: { binding: { name: 'wire' } }, sources: 'multus-status' }],
    stage: 'plugin-not-in-guest',
    progress: 'waiting',
  },
  {
    row: 'A11',
    what: 'without an agent',
    nics: [{ ...healthy, sources: 'domain, multus-status' }],
    stage: 'not-seen-by-agent',
    progress: 'done',
  },
  {
    row: 'A11',
    what: 'the agent does not know the MAC',
    nics: [{ ...healthy, sources: 'domain, multus-status' }],
    rest: { conditions: [agent] },
    stage: 'not-seen-by-agent',
    progress: 'stuck',
  },
  {
    row: 'A11',
    what: 'an SR-IOV NIC without MAC is never matched',
    nics: [{ ...sriov, asked: true, reported: true, sources: 'domain, multus-status' }],
    rest: { conditions: [agent] },
    stage: 'not-seen-by-agent',
    progress: 'done',
  },
  {
    row: 'A12',
    what: 'all know it',
    nics: [healthy],
    rest: { conditions: [agent] },
    stage: 'healthy',
    progress: 'done',
  },
  {
    row: 'A12',
    what: 'no address',
    nics: [{ ...healthy, entry: { mac: '02:00:00:00:07:02', interfaceName: 'enp2s0' } }],
    rest: { conditions: [agent] },
    stage: 'without-address',
    progress: 'stuck',
  },
  {
    row: 'A13',
    what: 'the Pod reports it no more',
    nics: [{ ...healthy, reported: false, sources: 'domain' }],
    stage: 'lost-in-pod',
    progress: 'stuck',
  },
  {
    row: 'A13',
    what: 'the same with an agent, while it migrates',
    nics: [{ ...healthy, reported: false, sources: 'domain, guest-agent' }],
    rest: { status: migrating, conditions: [clock(20)] },
    stage: 'lost-in-pod',
    progress: 'waiting',
  },
  {
    row: 'A14',
    what: 'the migration is asked for',
    nics: [{ ...healthy, nad: 'new-nad', asked: { name: 'old-nad' }, reported: { name: 'shop/old-nad' } }],
    rest: { conditions: [required(), migratable], updateMethods: ['LiveMigrate'] },
    stage: 'nad-changed',
    progress: 'waiting',
  },
  {
    row: 'A14',
    what: 'nothing asks for it',
    nics: [{ ...healthy, nad: 'new-nad', asked: { name: 'old-nad' }, reported: { name: 'shop/old-nad' } }],
    stage: 'nad-changed',
    progress: 'stuck',
  },
  {
    row: 'A15',
    what: 'another NAD than asked for',
    nics: [{ ...healthy, reported: { name: 'shop/strange-nad' } }],
    stage: 'other-nad',
    progress: 'stuck',
  },
  {
    row: 'X1',
    what: 'an entry that lost everything',
    nics: [{ ...asked, sources: '' }],
    stage: 'lost-everywhere',
    progress: 'stuck',
  },
];

const leaving: Nic = { ...healthy, vm: { state: 'absent' }, vmi: { state: 'absent' } };

export const detachRows: readonly StageRow[] = [
  {
    row: 'U0',
    what: 'about to be copied',
    nics: [{ ...healthy, vm: { state: 'absent' } }],
    stage: 'unplug-not-copied',
    progress: 'waiting',
  },
  {
    row: 'U0',
    what: 'ordinal names',
    nics: [{ ...healthy, vm: { state: 'absent' }, entry: { podInterfaceName: 'net1' } }],
    stage: 'unplug-not-copied',
    progress: 'stuck',
  },
  {
    row: 'U0',
    what: 'no Pod interface is known',
    nics: [{ ...healthy, vm: { state: 'absent' }, entry: { podInterfaceName: '' } }],
    stage: 'unplug-not-copied',
    progress: 'stuck',
  },
  { row: 'U1', what: 'the guest still has it', nics: [leaving], stage: 'unplug-asked', progress: 'waiting' },
  {
    row: 'U1',
    what: 'libvirt refuses',
    nics: [{ ...leaving, sources: 'domain' }],
    rest: { conditions: [unsynchronized(domainFailure, 'device is busy')] },
    stage: 'unplug-asked',
    progress: 'stuck',
    evidence: ['device is busy'],
  },
  {
    row: 'U2',
    what: 'still in the Pod',
    nics: [{ ...leaving, sources: 'multus-status', asked: false }],
    rest: { conditions: [pending()] },
    stage: 'unplug-in-pod',
    progress: 'waiting',
  },
  {
    row: 'U3',
    what: 'KubeVirt migrates',
    nics: [{ ...leaving, sources: 'multus-status', asked: false }],
    rest: { conditions: [required(), migratable], updateMethods: ['LiveMigrate'] },
    stage: 'unplug-needs-migration',
    progress: 'waiting',
  },
  {
    row: 'U3',
    what: 'KubeVirt evicts the Pod instead',
    nics: [{ ...leaving, sources: 'multus-status', asked: false }],
    rest: { conditions: [required(), migratable], updateMethods: ['Evict'] },
    stage: 'unplug-needs-migration',
    progress: 'waiting',
  },
  {
    row: 'U4',
    what: 'an entry of nobody',
    nics: [{ ...leaving, sources: '', asked: false, reported: false }],
    stage: 'unplug-cleanup',
    progress: 'waiting',
  },
  {
    row: 'U5',
    what: 'no entry any more',
    nics: [{ name: 'stock', vm: { state: 'absent' }, vmi: { state: 'absent' } }],
    stage: 'unplug-leaves-spec',
    progress: 'waiting',
  },
  {
    row: 'U6',
    what: 'gone from the VMI',
    nics: [{ name: 'stock', vm: { state: 'absent' }, vmi: false }],
    stage: 'unplugged',
    progress: 'done',
  },
  {
    row: 'U6',
    what: 'gone from the VMI, not from its status',
    nics: [{ ...healthy, vm: { state: 'absent' }, vmi: false, reported: false, sources: 'domain' }],
    stage: 'unplugged',
    progress: 'waiting',
  },
  {
    row: 'U7',
    what: 'no condition says so',
    nics: [{ ...healthy, vm: false }],
    stage: 'deleted-without-absent',
    progress: 'stuck',
  },
  {
    row: 'U7',
    what: 'RestartRequired',
    nics: [{ ...healthy, vm: false }],
    rest: { vmConditions: [condition('RestartRequired', 'True')] },
    stage: 'deleted-without-absent',
    progress: 'stuck',
  },
];

const bare: Nic = { name: 'default', binding: { masquerade: {} }, source: { pod: {} } };
const known: Nic = { ...bare, entry: { podInterfaceName: 'eth0' } };

export const primaryRows: readonly StageRow[] = [
  {
    row: 'P1',
    what: 'no entry while scheduling',
    nics: [bare],
    rest: { phase: 'Scheduling', podPhase: 'Pending' },
    stage: 'primary-awaits-pod',
    progress: 'waiting',
  },
  {
    row: 'P1',
    what: 'no Pod can be made',
    nics: [bare],
    rest: {
      phase: 'Pending',
      pod: false,
      status: { activePods: {} },
      conditions: [unsynchronized('FailedCreate', 'exceeded quota: small')],
    },
    stage: 'pod-not-rendered',
    progress: 'stuck',
    evidence: ['exceeded quota: small'],
  },
  { row: 'P2', what: 'no entry while running', nics: [bare], stage: 'primary-missing', progress: 'stuck' },
  {
    row: 'P3',
    what: 'the domain is coming',
    nics: [{ ...known, sources: '' }],
    rest: { phase: 'Scheduled' },
    stage: 'primary-not-in-domain',
    progress: 'waiting',
  },
  {
    row: 'P3',
    what: 'the domain does not come',
    nics: [{ ...known, sources: '' }],
    rest: { phase: 'Scheduled', conditions: [unsynchronized(domainFailure, 'failed to configure vmi network')] },
    stage: 'primary-not-in-domain',
    progress: 'stuck',
    evidence: ['failed to configure vmi network'],
  },
  {
    row: 'P4',
    what: 'no agent',
    nics: [{ ...known, sources: 'domain' }],
    stage: 'primary-without-agent',
    progress: 'done',
  },
  {
    row: 'P5',
    what: 'with the agent',
    nics: [primary],
    rest: { conditions: [agent] },
    network: 'default',
    stage: 'healthy',
    progress: 'done',
  },
  {
    row: 'P6',
    what: 'another primary interface',
    nics: [{ ...primary, entry: { ...primary.entry, podInterfaceName: 'ovn-udn1' } }],
    rest: { conditions: [agent] },
    network: 'default',
    stage: 'healthy',
    progress: 'done',
  },
  {
    row: 'P7',
    what: 'a link-local address alone',
    nics: [{ ...primary, entry: { podInterfaceName: 'eth0', ipAddress: 'fe80::1', ipAddresses: ['fe80::1'] } }],
    rest: { conditions: [agent] },
    stage: 'primary-without-address',
    progress: 'stuck',
  },
  {
    row: 'P7',
    what: 'no address',
    nics: [{ ...primary, entry: { podInterfaceName: 'eth0' } }],
    rest: { conditions: [agent] },
    stage: 'primary-without-address',
    progress: 'stuck',
  },
];

const claim: Nic = {
  name: 'card',
  binding: { sriov: {} },
  source: { resourceClaim: { claimName: 'cards', requestName: 'vf' } },
};

export const claimRows: readonly StageRow[] = [
  {
    row: 'D1',
    what: 'before the start',
    nics: [claim],
    rest: { phase: 'Scheduled' },
    stage: 'claim-awaits-domain',
    progress: 'waiting',
  },
  {
    row: 'D2',
    what: 'in the guest',
    nics: [{ ...claim, sources: 'domain' }],
    stage: 'claim-in-domain',
    progress: 'done',
  },
  {
    row: 'D2',
    what: 'in the guest, with the agent',
    nics: [{ ...claim, sources: 'domain, guest-agent' }],
    rest: { conditions: [agent] },
    stage: 'healthy',
    progress: 'done',
  },
  { row: 'D3', what: 'the VMI runs without it', nics: [claim], stage: 'claim-not-in-domain', progress: 'stuck' },
  {
    row: 'G1',
    what: 'a NIC of the guest’s own',
    nics: [{ name: '', vm: false, vmi: false, sources: 'guest-agent', entry: { interfaceName: 'docker0' } }],
    stage: 'guest-only',
    progress: 'done',
  },
];

export const stageRows = [...attachRows, ...detachRows, ...primaryRows, ...claimRows];
