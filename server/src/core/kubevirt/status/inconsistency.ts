/** What in a dump does not go together, as data. Types only. */

export type InconsistencyId =
  /** I1: a Pod interface that is named by no scheme of KubeVirt. */
  | 'unknown-scheme'
  /** I2: the Pod's names are ordinal. */
  | 'ordinal-names'
  /** I3: an entry of a network that the VMI does not have. */
  | 'stale-entry'
  /** I4: two entries of one MAC. */
  | 'duplicate-mac'
  /** I5: another MAC than is asked for. */
  | 'mac-not-applied'
  /** I6: another link state than is asked for. */
  | 'link-state'
  /** I7: fewer queues than CPUs. */
  | 'queue-count'
  /** I8: the primary NIC's address is none of the Pod's. */
  | 'address-not-of-pod'
  /** I9: an infoSource that KubeVirt does not write, as far as is known. */
  | 'unknown-source'
  /** I10: a NIC of the Pod that belongs to no network. */
  | 'foreign-attachment'
  /** The Pod reports a NIC without its name. */
  | 'status-without-interface'
  /** The Pod reports fewer NICs than it is asked for. */
  | 'fewer-entries'
  /** Hashed and ordinal names in one Pod. */
  | 'mixed-names'
  /** A Pod that runs and reports nothing. */
  | 'no-network-status'
  /** The report stands under a key that KubeVirt does not read. */
  | 'legacy-key'
  /** No NIC is reported as the default one. */
  | 'no-default-entry'
  /** The report is no JSON list. */
  | 'unreadable-network-status'
  /** The guest's MAC is written otherwise than the VM's. */
  | 'mac-spelling'
  /** An SR-IOV NIC that is never matched with the guest's. */
  | 'sriov-without-mac';

export interface Inconsistency {
  readonly id: InconsistencyId;
  /** The object that it is told of. */
  readonly of: 'vmi' | 'pod';
  /** Field in that object. */
  readonly field: string;
  /** Path inside the JSON that the field holds: `[2, 'interface']`. */
  readonly inside?: readonly (string | number)[];
  readonly network?: string;
  readonly message: string;
  readonly advice?: string;
  /** Something is wrong for sure; else it may be on its way, or meant. */
  readonly certain: boolean;
  /** Fields of the same object that it does not go together with. */
  readonly otherFields?: readonly string[];
}
