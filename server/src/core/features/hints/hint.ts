/**
 * What an inlay hint is, and what a kind of hint is: a function from one VM's answers to hints in its document. One
 * file a kind; the walk, the range and the settings are the business of `features/inlay-hints.ts`.
 */
import type { JsonPath } from '../../json/json-tree.ts';
import type { HintKind } from '../../settings.ts';
import type { NadFact } from '../../workspace/facts.ts';
import type { EditImpact } from '../../workspace/edit-impact.ts';
import type { Launcher } from '../../workspace/launcher.ts';

export interface HintPart {
  readonly text: string;
  /** The NAD that a click on the part goes to. */
  readonly target?: NadFact;
}

export interface Hint {
  readonly kind: HintKind;
  /** Segment offset it is drawn at. */
  readonly offset: number;
  readonly parts: readonly HintPart[];
  /** Field it is about; the tooltip is the hover of that field. */
  readonly field: string;
}

/** Places in the VM's document that a hint can be drawn at, clipped to what was asked for. */
export interface HintPlaces {
  /** End of the scalar at a field; undefined when there is none or it lies outside the range asked for. */
  afterValue(field: string): number | undefined;
  /** After the colon of the key at a field. */
  afterKey(field: string): number | undefined;
  /** End of a value in the JSON that the scalar at a field holds. */
  afterJson(field: string, path: JsonPath): number | undefined;
}

/**
 * A kind of hint on VMs; what a dump tells has a function of its own. `edit`: what the edits of the VM do, where the kind wants to
 * know.
 */
export type HintSource = (launcher: Launcher, places: HintPlaces, edit: EditImpact | undefined) => Iterable<Hint>;
