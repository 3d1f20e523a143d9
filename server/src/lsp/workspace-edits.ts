/**
 * The core's edits as edits of the protocol, as the client can take them. Edits of known files carry the version they
 * are for, so a client drops those made for a text that is another by now; a new file is never written over another.
 */
import { CreateFile, TextDocumentEdit, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../core/features/fix-edits.ts';
import type { DocumentView } from '../core/workspace/workspace.ts';
import { toTextEdits } from './convert.ts';
import type { Session } from './session.ts';

/** Whether the client can make files. */
export function canCreateFiles({ capabilities }: Session): boolean {
  const editing = capabilities.workspace?.workspaceEdit;
  return editing?.documentChanges === true && editing.resourceOperations?.includes('create') === true;
}

/** Edits of several files as one; undefined for a new file where the client cannot make one. */
export function filesEdit(session: Session, edits: readonly FileEdit[]): WorkspaceEdit | undefined {
  if (edits.some((edit) => 'create' in edit) && !canCreateFiles(session)) return undefined;
  const known = new Map<string, TextEdit[]>();
  const made: (CreateFile | TextDocumentEdit)[] = [];
  for (const edit of edits) {
    if ('create' in edit) made.push(...newFile(edit.uri, edit.create));
    else {
      const store = session.workspace.file(edit.uri)?.store;
      const own = store ? toTextEdits(store, edit.index, edit.edits) : [];
      known.set(edit.uri, [...(known.get(edit.uri) ?? []), ...own]);
    }
  }
  if (!hasVersions(session)) return { changes: Object.fromEntries(known) };
  // A file that is there after all then fails all of it, before anything is changed.
  return { documentChanges: [...made, ...[...known].map(([uri, own]) => versioned(session, uri, own))] };
}

function newFile(uri: string, text: string): readonly (CreateFile | TextDocumentEdit)[] {
  const start = { line: 0, character: 0 };
  return [
    CreateFile.create(uri, { overwrite: false, ignoreIfExists: false }),
    TextDocumentEdit.create({ uri, version: null }, [{ range: { start, end: start }, newText: text }]),
  ];
}

export function documentEdit(
  session: Session,
  view: DocumentView,
  edits: readonly { start: number; end: number; newText: string }[],
): WorkspaceEdit {
  const file = session.workspace.file(view.uri);
  return workspaceEdit(session, view.uri, file ? toTextEdits(file.store, view.index, edits) : []);
}

/** With the version that the edits are for, where the client knows such edits. */
export function workspaceEdit(session: Session, uri: string, edits: TextEdit[]): WorkspaceEdit {
  return hasVersions(session) ? { documentChanges: [versioned(session, uri, edits)] } : { changes: { [uri]: edits } };
}

function hasVersions({ capabilities }: Session): boolean {
  return capabilities.workspace?.workspaceEdit?.documentChanges === true;
}

function versioned(session: Session, uri: string, edits: TextEdit[]): TextDocumentEdit {
  return TextDocumentEdit.create({ uri, version: session.workspace.file(uri)?.version ?? null }, edits);
}
