/**
 * What is shown of how far each NIC of a running VM is: a mark, its words, and which parts of the way are there. Words and
 * judgement are those of `kubevirt/status`.
 */
import type { Lamps, NicStage, Progress } from '../../kubevirt/status/stage.ts';
import { stageTitle } from '../../kubevirt/status/stage-words.ts';
import { joinField } from '../../yaml/locate.ts';
import type { NicRow } from '../vm-nics.ts';

export interface StageMark {
  readonly progress: Progress;
  /** A few words: where it stands. */
  readonly title: string;
  readonly lamps: Lamps;
}

/** A NIC that the VM's networks do not explain: one that the guest reports, or that the running VMI has kept. */
export interface StrayNic {
  readonly in: 'guest' | 'vmi';
  /** The guest's own name for it, or that of its network. */
  readonly name: string;
  readonly mac: string;
  readonly ipAddresses: readonly string[];
  readonly mark: StageMark;
  /** Field of its entry in the status of the VMI. */
  readonly field: string | undefined;
}

export interface MarkedNics {
  /** By position of the row. */
  readonly marks: ReadonlyMap<number, StageMark>;
  readonly strays: readonly StrayNic[];
}

export function markedNics(rows: readonly NicRow[], stages: readonly NicStage[]): MarkedNics {
  const marks = new Map<number, StageMark>();
  const strays: StrayNic[] = [];
  for (const stage of stages) {
    const { progress, lamps, network, kind, mac, ipAddresses, interfaceName, statusIndex } = stage;
    const mark = { progress, lamps, title: stageTitle(stage) };
    const row = kind === 'guest-only' ? undefined : rows.find(({ name }) => name === network);
    if (row) {
      marks.set(row.position, mark);
      continue;
    }
    const field = statusIndex === undefined ? undefined : joinField('status.interfaces', statusIndex);
    const [where, name] = kind === 'guest-only' ? (['guest', interfaceName] as const) : (['vmi', network] as const);
    strays.push({ in: where, name, mac, ipAddresses, mark, field });
  }
  return { marks, strays };
}
