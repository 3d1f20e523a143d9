/**
 * Moving a NAD out of a file with other documents into a file of its own, byte by byte. Nothing is offered where a
 * template has part in the file: what stands around a document may then decide whether it is written at all.
 */
import type { Resource } from '../../resources/resources.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import type { FileEdit } from '../fix-edits.ts';
import { creation, filesToRead, hasTemplates, newFileBeside, type NamedObject } from './manifest-files.ts';

export interface Extraction {
  readonly name: string;
  /** The new file. */
  readonly uri: string;
  readonly edits: readonly FileEdit[];
}

/** Undefined where the document is no NAD, or the only one of its file. */
export function extractNad(workspace: Workspace, view: DocumentView): Extraction | undefined {
  const nad = nadToMove(workspace, view);
  const uri = nad && newFileBeside(workspace, view.uri, nad);
  if (!nad || uri === undefined) return undefined;
  const { text } = view.segment;
  // Comments at the very top, with a blank line below them, are about the file.
  const start = view.index === 0 ? (/^(?:#[^\r\n]*(?:\r\n|\n))+(?:[ \t]*(?:\r\n|\n))+/.exec(text)?.[0].length ?? 0) : 0;
  const moved = text.slice(start).replace(/^---[ \t]*(?:\r\n|\n|$)/, '');
  return {
    name: nad.name,
    uri,
    edits: [
      { uri: view.uri, index: view.index, edits: [{ start, end: text.length, newText: '' }] },
      ...creation(workspace, view.uri, uri, moved),
    ],
  };
}

/** Files whose texts have to be there before; empty where there is nothing to move. */
export function filesOfExtraction(workspace: Workspace, view: DocumentView): readonly string[] {
  const nad = nadToMove(workspace, view);
  return nad ? filesToRead(view.uri, nad) : [];
}

function nadToMove(workspace: Workspace, view: DocumentView): NamedObject | undefined {
  const nad = view.resources.find(isWholeNad);
  const segments = workspace.file(view.uri)?.store.segments ?? [];
  if (!nad || nad.name.state !== 'stated' || view.document.refused || hasTemplates(segments)) return undefined;
  const isAlone = [...segments.keys()].every((index) => index === view.index || isEmpty(workspace, view.uri, index));
  if (isAlone) return undefined;
  const { namespace } = nad;
  return {
    name: nad.name.value,
    namespace: namespace.state === 'stated' ? namespace.value : undefined,
    suffix: 'nad',
  };
}

function isWholeNad({ role, field }: Resource): boolean {
  return role === 'nad' && field === '';
}

function isEmpty(workspace: Workspace, uri: string, index: number): boolean {
  return workspace.view(uri, index)?.document.root === undefined;
}
