/** What is shown of how far each NIC of a running VM is: a mark, its words, and which parts of the way are there. */
import type { Lamps, Progress } from '../../kubevirt/status/stage.ts';

export interface StageMark {
  readonly progress: Progress;
  /** A few words: where it stands. */
  readonly title: string;
  readonly lamps: Lamps;
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
