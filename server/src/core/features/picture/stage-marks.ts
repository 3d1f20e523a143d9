/** What is shown of how far each NIC of a running VM is: a mark, its words, and which parts of the way are there. */

/** How far a NIC is; each has its own shape. */
export type Progress = 'done' | 'waiting' | 'stuck' | 'unknown';

/** Whether a part of the way is there. */
export type Presence = 'yes' | 'no' | 'unseen' | 'not-applicable';

export interface StageMark {
  readonly progress: Progress;
  /** A few words: where it stands. */
  readonly title: string;
  readonly lamps: { readonly pod: Presence; readonly domain: Presence; readonly guest: Presence };
}

/** A NIC that the guest reports and no network of the VM explains. */
export interface GuestOnlyNic {
  /** The guest's own name for it. */
  readonly interfaceName: string;
  readonly mac: string;
  readonly ipAddresses: readonly string[];
  readonly mark: StageMark;
  /** Field of its entry in the status of the VMI. */
  readonly field: string | undefined;
}
