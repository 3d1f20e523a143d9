/**
 * How far a NIC of a running VM has come, as data: one word for each row of what can be seen of it in the VM, the VMI and the launcher
 * Pod. Types only; which row applies is decided in `nic-stages.ts`, and what to say of it in `stage-words.ts`. Truth: `kubevirt/kubevirt ·
 * pkg/network/controllers/{vm,vmi}.go`, `pkg/network/setup/netstat.go`, `pkg/network/migration/evaluator.go`, v1.6–v1.9.
 */

/** Rows of a secondary NIC that the VM wants; `A5` and the like are how the rows are called, in the tests as well. */
export type AttachStageId =
  /** A0: in the VM, not in the running VMI. */
  | 'not-copied'
  /** A1: no Pod could be made of the VMI. */
  | 'pod-not-rendered'
  /** A2: the Pod is there, its network is not. */
  | 'sandbox-not-created'
  /** A3: an SR-IOV NIC comes with a new Pod only. */
  | 'sriov-awaits-migration'
  /** A4: the running Pod is not yet asked for it. */
  | 'not-in-annotation'
  /** A5: the Pod is asked for it, and the dynamic networks controller has time to attach it. */
  | 'awaits-dynamic-attach'
  /** A6: the same, and the time is over. */
  | 'attach-needs-migration'
  /** A7: the Pod has it, and the VMI's status does not know. */
  | 'not-recognised'
  /** A8: in the Pod, not in the guest (bridge). */
  | 'not-in-guest'
  /** A9: the same for SR-IOV: the virtual function is not handed to the guest. */
  | 'vf-not-in-guest'
  /** A10: the same for a binding plugin. */
  | 'plugin-not-in-guest'
  /** A11: in the guest's hardware, and no word from the guest agent of it. */
  | 'not-seen-by-agent'
  /** A12: all three know it. */
  | 'healthy'
  /** A12, and the guest has no address on it. */
  | 'without-address'
  /** A13: in the guest, and the Pod does not report it any more. */
  | 'lost-in-pod'
  /** A14: the VMI names another NAD than the Pod was attached by. */
  | 'nad-changed'
  /** A15: Multus attached another NAD than it was asked for. */
  | 'other-nad'
  /** The status knows the NIC, and neither Pod nor domain has it: KubeVirt takes it for plugged, and does nothing. */
  | 'lost-everywhere';

/** Rows of a NIC that is to go. */
export type DetachStageId =
  /** U0: absent in the VM, not in the VMI. */
  | 'unplug-not-copied'
  /** U1: the guest is asked to let it go. */
  | 'unplug-asked'
  /** U2: out of the guest, still in the Pod. */
  | 'unplug-in-pod'
  /** U3: the same, and only a new Pod is without it. */
  | 'unplug-needs-migration'
  /** U4: nobody has it any more; links are removed. */
  | 'unplug-cleanup'
  /** U5: about to leave the VMI's spec. */
  | 'unplug-leaves-spec'
  /** U6: gone from the VMI; the VM's template is next. */
  | 'unplugged'
  /** U7: deleted from the VM without having been absent; the VMI keeps it. */
  | 'deleted-without-absent';

/** Rows of the Pod's primary network. */
export type PrimaryStageId =
  /** No entry before the Pod is ready. */
  | 'primary-awaits-pod'
  /** No entry of a VMI that runs. */
  | 'primary-missing'
  /** In the Pod, the domain is not up. */
  | 'primary-not-in-domain'
  /** Runs, and no guest agent tells of it. */
  | 'primary-without-agent'
  /** The agent knows the NIC, and it has no address but a link-local one. */
  | 'primary-without-address';

/** Rows of a network device that a resource claim gives. */
export type ClaimStageId =
  /** The domain is not up. */
  | 'claim-awaits-domain'
  /** In the guest's hardware. */
  | 'claim-in-domain'
  /** The VMI runs without it. */
  | 'claim-not-in-domain';

export type StageId =
  | AttachStageId
  | DetachStageId
  | PrimaryStageId
  | ClaimStageId
  /** A NIC that only the guest knows: bond, bridge, VLAN, container network. */
  | 'guest-only';

/** Whether the NIC is where it is wanted, gets there by itself, or needs somebody. */
export type Progress = 'done' | 'waiting' | 'stuck' | 'unknown';

/** `unseen`: the object that would tell is not there. */
export type Lamp = 'yes' | 'no' | 'unseen' | 'not-applicable';

export interface Lamps {
  readonly pod: Lamp;
  readonly domain: Lamp;
  readonly guest: Lamp;
}

export type NicKind = 'primary' | 'secondary' | 'claim' | 'guest-only';

/** How the Pod interface got its name; `custom`: a primary interface that is not called `eth0`. */
export type ObservedScheme = 'hashed' | 'ordinal' | 'custom' | 'unknown';

export interface NicStage {
  /** The logical network; empty for a NIC that only the guest knows. */
  readonly network: string;
  readonly kind: NicKind;
  readonly stage: StageId;
  readonly progress: Progress;
  readonly lamps: Lamps;
  /** Other stages that fit as well, since an object is not seen; likeliest first. */
  readonly alternatives: readonly StageId[];
  /** By which it was judged: of the status where it says so, else computed in the Pod's scheme. */
  readonly podInterface: string | undefined;
  readonly scheme: ObservedScheme;
  /** Index in `status.interfaces` of the VMI. */
  readonly statusIndex: number | undefined;
  /** Index in `spec.domain.devices.interfaces` of the VMI. */
  readonly specIndex: number | undefined;
  /** Index in the Pod's network-status. */
  readonly podStatusIndex: number | undefined;
  readonly mac: string;
  readonly ipAddresses: readonly string[];
  /** The NIC's name in the guest. */
  readonly interfaceName: string;
  /** A core binding's field or a plugin's name; empty for none. */
  readonly binding: string;
  /** The NAD that the VMI names, as `namespace/name`. */
  readonly nad: string | undefined;
  /** The NAD that the Pod was attached by, where it is another. */
  readonly attachedNad: string | undefined;
  /** What KubeVirt or Multus say of it, as they say it. */
  readonly evidence: readonly string[];
}

/** What a table says of a NIC; the rest of `NicStage` is the same for all tables. */
export interface Judgement {
  readonly stage: StageId;
  readonly progress: Progress;
  readonly alternatives?: readonly StageId[];
  readonly evidence?: readonly string[];
  /** Index in the network-status of an entry that is the NIC's under another name. */
  readonly podStatusIndex?: number;
}
