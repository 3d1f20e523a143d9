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

/** `stages`: all that are told of the VM, those of the rows among them. */
export function markedNics(rows: readonly NicRow[], stages: readonly NicStage[]): MarkedNics {
  const explained = new Set(rows.map(({ stage }) => stage));
  return {
    marks: new Map(rows.flatMap(({ position, stage }) => (stage ? [[position, markOf(stage)] as const] : []))),
    strays: stages.filter((stage) => !explained.has(stage)).map(strayOf),
  };
}

function strayOf(stage: NicStage): StrayNic {
  const { network, kind, mac, ipAddresses, interfaceName, statusIndex } = stage;
  const isGuests = kind === 'guest-only';
  return {
    in: isGuests ? 'guest' : 'vmi',
    name: isGuests ? interfaceName : network,
    mac,
    ipAddresses,
    mark: markOf(stage),
    field: statusIndex === undefined ? undefined : joinField('status.interfaces', statusIndex),
  };
}

function markOf(stage: NicStage): StageMark {
  return { progress: stage.progress, lamps: stage.lamps, title: stageTitle(stage) };
}
