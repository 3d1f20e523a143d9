/**
 * Writing a computed networks annotation where the cursor is: into the annotations block around it, or the Pod (or any
 * object with a Pod template) it stands in.
 */
import { NETWORKS_ANNOTATION } from '../kubevirt/annotation-keys.ts';
import type { TextReplacement } from '../rules/rule.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import { insertEntry, replaceScalar } from '../yaml/edit.ts';
import { fieldAt, find, joinField } from '../yaml/locate.ts';

/** The field of the `annotations` mapping that an annotation would be written into; undefined where there is none. */
export function annotationTarget(view: DocumentView, offset: number): string | undefined {
  const { root } = view.document;
  if (root?.kind !== 'mapping') return undefined;
  const around = annotationsAround(fieldAt(root, offset)?.field);
  // What stands on a VM itself never reaches the launcher Pod as written, so nothing is offered there.
  const inside = view.resources.find(({ vm, node }) => vm && node.start <= offset && offset <= node.end);
  if (around !== undefined) return inside ? undefined : around;
  const pod = view.resources.find(({ role, node }) => role === 'pod' && node.start <= offset && offset <= node.end);
  return pod && joinField(joinField(pod.field, 'metadata'), 'annotations');
}

export function writeAnnotation(
  view: DocumentView,
  offset: number,
  value: string,
): readonly TextReplacement[] | undefined {
  const target = annotationTarget(view, offset);
  const { document, segment } = view;
  if (target === undefined || !document.root) return undefined;
  const field = joinField(target, NETWORKS_ANNOTATION);
  return find(document.root, field)
    ? replaceScalar(document, segment.text, field, value)
    : insertEntry(document, segment.text, target, NETWORKS_ANNOTATION, value);
}

/** `metadata.annotations` at or above a field. */
function annotationsAround(field: string | undefined): string | undefined {
  const match = field === undefined ? null : /^(?:.*\.)?metadata\.annotations(?=$|\.)/.exec(field);
  return match?.[0];
}
