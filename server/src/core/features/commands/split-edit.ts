/**
 * Splitting the edits of a VM: what the running VM follows stays, by itself or by a migration; what waits for a restart goes
 * back to the old text, and the whole text is handed out for later. It must not judge: the impact says which is which.
 */
import type { ImpactKind } from '../../kubevirt/impact/impact.ts';
import { unitsOf } from '../../kubevirt/impact/impact-words.ts';
import type { Resource } from '../../resources/resources.ts';
import { stepsBack } from '../../rules/impact/impact-fixes.ts';
import type { JudgedEdit } from '../../rules/impact/impact-reports.ts';
import type { TextReplacement } from '../../rules/rule.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import { planEdits } from '../../yaml/edit-plan.ts';

export interface SplitEdit {
  /** What puts the part for later back. */
  readonly edits: readonly TextReplacement[];
  /** The document with all edits. */
  readonly whole: string;
}

/** Not before the VM is started anew, or never. */
const later: ReadonlySet<ImpactKind> = new Set(['silent', 'restart', 'rejected']);

/** What follows while the VM runs; changes without any effect belong to neither part. */
const followed: ReadonlySet<ImpactKind> = new Set(['live', 'next-migration', 'pending-migration', 'migration']);

/** Undefined where the edit has not both parts, or they cannot be told apart in the text. */
export function splitEdit(view: DocumentView, resource: Resource, edit: JudgedEdit): SplitEdit | undefined {
  const units = unitsOf(edit.impact);
  const back = units.filter(({ judged }) => later.has(judged.outcome.kind));
  if (back.length === 0 || !units.some(({ judged }) => followed.has(judged.outcome.kind))) return undefined;
  const parts = back.flatMap((unit) => (unit.of === 'nic' ? unit.nic.fields : [unit.change]));
  const steps = stepsBack({ document: view.document, resource }, edit, parts);
  const { text } = view.segment;
  const edits = steps && planEdits(view.document, text, steps);
  return edits && edits.length > 0 ? { edits, whole: text } : undefined;
}
