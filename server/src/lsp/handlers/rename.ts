/**
 * Renaming networks, volumes and NADs, across files. What it costs is told, and where the client can ask, nothing is
 * changed before somebody agreed.
 */
import {
  LSPErrorCodes,
  ResponseError,
  TextDocumentEdit,
  type AnnotatedTextEdit,
  type ChangeAnnotation,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  rename as renameEverywhere,
  renameTarget,
  whyNothing,
  type DocumentRename,
} from '../../core/features/navigation/rename.ts';
import { toRange, toTextEdits } from '../convert.ts';
import { mentionUnder, mentionWithFiles, viewUnder } from '../mention-places.ts';
import type { Session } from '../session.ts';
import type { Handler } from './handler.ts';

type Refused = ResponseError<undefined>;

export const rename: Handler = {
  capabilities: (session) => ({
    renameProvider: session.capabilities.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
  }),
  register(session) {
    const { connection, workspace } = session;
    connection.onPrepareRename(
      session.guard('prepareRename', null, (params): { range: Range; placeholder: string } | Refused | null => {
        const from = mentionUnder(session, params);
        if (!from) {
          const at = viewUnder(session, params);
          const reason = at && whyNothing(at.view, at.offset);
          return reason === undefined ? null : refused(reason);
        }
        const target = renameTarget(workspace, from);
        const store = workspace.file(from.uri)?.store;
        if ('refused' in target) return refused(target.refused);
        return store ? { range: toRange(store, from.view.index, target.span), placeholder: target.name } : null;
      }),
    );
    connection.onRenameRequest(
      session.guard('rename', null, async (params): Promise<WorkspaceEdit | Refused | null> => {
        const from = await mentionWithFiles(session, params);
        if (!from) return null;
        const renames = renameEverywhere(workspace, from, params.newName);
        return 'refused' in renames ? refused(renames.refused) : workspaceEdit(session, renames);
      }),
    );
  },
};

/** The client shows the message of such an answer. */
function refused(reason: string): Refused {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}

function workspaceEdit(session: Session, renames: readonly DocumentRename[]): WorkspaceEdit {
  const { workspace, capabilities, connection } = session;
  const { documentChanges, changeAnnotationSupport } = capabilities.workspace?.workspaceEdit ?? {};
  const canAsk = documentChanges === true && changeAnnotationSupport !== undefined;
  const annotations: Record<string, ChangeAnnotation> = {};
  const edits = new Map<string, (TextEdit | AnnotatedTextEdit)[]>();
  for (const { view, edits: own, note, isCertain } of renames) {
    const store = workspace.file(view.uri)?.store;
    // What may mean something else is left alone where nobody can be asked.
    if (!store || !(isCertain || canAsk)) continue;
    const id = note && `${note.label}\n${note.description}`;
    if (note && id !== undefined) annotations[id] = { ...note, needsConfirmation: true };
    const written = toTextEdits(store, view.index, own);
    const known = edits.get(view.uri) ?? [];
    edits.set(view.uri, known);
    known.push(...(canAsk && id !== undefined ? written.map((edit) => ({ ...edit, annotationId: id })) : written));
  }
  // A client that asks shows little more than what changes, so that the reason is told by all means.
  const told = new Set(Object.values(annotations).map(({ description }) => description));
  if (told.size > 0) connection.window.showInformationMessage([...told].join('\n'));
  if (!documentChanges) return { changes: Object.fromEntries(edits) };
  return {
    documentChanges: [...edits].map(([uri, own]) =>
      TextDocumentEdit.create({ uri, version: workspace.file(uri)?.version ?? null }, own),
    ),
    ...(canAsk && Object.keys(annotations).length > 0 && { changeAnnotations: annotations }),
  };
}
