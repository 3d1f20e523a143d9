/** Workspace edits that add a fact to the project file, which they create where there is none. */
import { TextDocumentEdit, type WorkspaceEdit } from 'vscode-languageserver';
import { stringify } from 'yaml';
import { insertEntry } from '../core/yaml/edit.ts';
import { toTextEdits } from './convert.ts';
import type { Session } from './session.ts';

interface Insertion {
  readonly field: string;
  readonly key: string;
  readonly value: unknown;
}

/** Undefined when the client cannot create files and there is no project file yet. */
export function projectFileEdit(session: Session, uri: string, insert: Insertion): WorkspaceEdit | undefined {
  const { workspace } = session;
  const project = workspace.projectFileFor(uri);
  const file = project.exists ? workspace.file(project.uri) : undefined;
  const view = project.exists ? workspace.view(project.uri, 0) : undefined;
  const editing = session.capabilities.workspace?.workspaceEdit;
  if (file && view?.document.root) {
    const edits = insertEntry(view.document, view.segment.text, insert.field, insert.key, insert.value);
    if (!edits) return undefined;
    const textEdits = toTextEdits(file.store, 0, edits);
    return editing?.documentChanges
      ? { documentChanges: [TextDocumentEdit.create({ uri: project.uri, version: file.version ?? null }, textEdits)] }
      : { changes: { [project.uri]: textEdits } };
  }
  if (!editing?.documentChanges || !editing.resourceOperations?.includes('create')) return undefined;
  const value = [...insert.field.split('.'), insert.key].reduceRight<unknown>(
    (inner, key) => ({ [key]: inner }),
    insert.value,
  );
  const start = { line: 0, character: 0 };
  return {
    documentChanges: [
      { kind: 'create', uri: project.uri, options: { ignoreIfExists: true } },
      TextDocumentEdit.create({ uri: project.uri, version: null }, [
        { range: { start, end: start }, newText: stringify(value) },
      ]),
    ],
  };
}
