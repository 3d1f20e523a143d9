/**
 * Quick fixes of findings, suppression by comment, fix all, and writing a VM's annotation where the cursor is. Edits are
 * versioned, so a client drops those made for a text that is another by now.
 */
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import * as l10n from '@vscode/l10n';
import { formatConfigAt } from '../../core/features/config/format-config.ts';
import { fileEdit } from '../../core/features/fix-edits.ts';
import { suppressionEdits } from '../../core/features/suppress.ts';
import { annotationTarget, writeAnnotation } from '../../core/features/write-annotation.ts';
import type { Finding, Fix } from '../../core/rules/rule.ts';
import type { DocumentView } from '../../core/workspace/workspace.ts';
import { fixAllKind, toDiagnostic, toRange } from '../convert.ts';
import { addNetworkActions, createNadActions, extractNadActions, filesForActions } from '../network-actions.ts';
import { filesForImpact, migrationActions, splitActions } from '../impact-actions.ts';
import { requests, type CommandTarget, type VmChoice } from '../protocol.ts';
import type { Session } from '../session.ts';
import { vmChoices } from '../vm-choices.ts';
import { documentEdit, filesEdit, workspaceEdit } from '../workspace-edits.ts';
import type { Handler } from './handler.ts';

export const codeAction: Handler = {
  capabilities: () => ({
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        fixAllKind,
        CodeActionKind.Refactor,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.RefactorExtract,
      ],
    },
  }),
  register(session) {
    const { connection } = session;
    connection.onCodeAction(
      session.guard('codeAction', [], async (params) => {
        await session.read(filesToAct(session, params));
        return codeActions(session, params);
      }),
    );
    connection.onRequest(
      requests.annotationEdit,
      session.guard('annotationEdit', null, ({ target, vm }: { target: CommandTarget; vm: VmChoice }) =>
        annotationEdit(session, target, vm),
      ),
    );
  },
};

/** Texts that actions change or look at beside the document's own; with them, all is computed from one state. */
function filesToAct(session: Session, params: CodeActionParams): readonly string[] {
  const { textDocument, range } = params;
  const files = filesForActions(session, { uri: textDocument.uri, position: range.start });
  const changed = findingsIn(session, params).flatMap(({ view, finding }) =>
    session.findings.fixes(view, finding).flatMap(({ edit }) => (edit.in === 'object' ? [edit.uri] : [])),
  );
  return [...new Set([...files, ...filesForImpact(session, params), ...changed])];
}

/** Findings on the lines asked about. */
function findingsIn(
  { workspace, findings }: Session,
  { textDocument: { uri }, range }: CodeActionParams,
): readonly { readonly view: DocumentView; readonly finding: Finding; readonly diagnostic: Diagnostic }[] {
  const store = workspace.file(uri)?.store;
  if (!store) return [];
  return [...findings.of(uri)].flatMap(({ index, findings: own }) => {
    const view = workspace.view(uri, index);
    return own.flatMap((finding) => {
      const place = toRange(store, index, finding.span);
      const isBeside = place.end.line < range.start.line || place.start.line > range.end.line;
      return isBeside || !view
        ? []
        : [{ view, finding, diagnostic: toDiagnostic(uri, store, index, finding, workspace) }];
    });
  });
}

async function codeActions(session: Session, params: CodeActionParams): Promise<CodeAction[]> {
  const {
    textDocument: { uri },
    range,
    context,
  } = params;
  const target = { uri, position: range.start };
  const wants = (kind: string): boolean =>
    !context.only || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (context.only?.some((only) => only === fixAllKind || fixAllKind.startsWith(`${only}.`))) {
    const edit = fixAll(session, uri);
    if (edit) actions.push({ title: l10n.t('Fix all safe VirtLens findings'), kind: fixAllKind, edit });
  }
  if (wants(CodeActionKind.QuickFix)) {
    const found = findingsIn(session, params);
    for (const { view, finding, diagnostic } of found) actions.push(...quickFixes(session, view, finding, diagnostic));
    const diagnostics = found.map(({ diagnostic }) => diagnostic);
    actions.push(...createNadActions(session, target, diagnostics), ...migrationActions(session, target, diagnostics));
    for (const { view, finding, diagnostic } of found) actions.push(...silencing(session, view, finding, diagnostic));
  }
  if (wants(CodeActionKind.Refactor))
    actions.push(...addNetworkActions(session, params), ...splitActions(session, params));
  if (wants(CodeActionKind.RefactorExtract)) actions.push(...extractNadActions(session, target));
  if (wants(CodeActionKind.RefactorRewrite))
    actions.push(...(await annotationActions(session, target)), ...formatActions(session, target));
  return actions;
}

function quickFixes(session: Session, view: DocumentView, finding: Finding, diagnostic: Diagnostic): CodeAction[] {
  const fixes = session.findings.fixes(view, finding);
  return fixes.flatMap((fix): CodeAction[] => {
    const edit = editOf(session, view, fix);
    if (!edit) return [];
    const isPreferred = fix.safety === 'safe' && fix === fixes[0];
    return [
      {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        edit,
        ...(isPreferred && { isPreferred }),
      },
    ];
  });
}

function silencing(session: Session, view: DocumentView, finding: Finding, diagnostic: Diagnostic): CodeAction[] {
  const edits = suppressionEdits(view, finding);
  if (!edits) return [];
  const title = l10n.t('Silence {0} here, with a comment', finding.rule);
  const edit = documentEdit(session, view, edits);
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit }];
}

/** Undefined for what cannot be edited exactly. */
function editOf(session: Session, view: DocumentView, fix: Fix): WorkspaceEdit | undefined {
  const found = fileEdit(session.workspace, view, fix);
  return found && filesEdit(session, [found]);
}

/** Safe fixes of all findings in a file; where two touch the same text, the first wins and the rest come next time. */
function fixAll(session: Session, uri: string): WorkspaceEdit | undefined {
  const file = session.workspace.file(uri);
  if (!file) return undefined;
  const edits: { index: number; start: number; end: number; newText: string }[] = [];
  for (const { index, findings } of session.findings.of(uri)) {
    const view = session.workspace.view(uri, index);
    if (!view) continue;
    for (const finding of findings) {
      const fix = session.findings.fixes(view, finding).find((candidate) => candidate.safety === 'safe');
      if (fix?.edit.in !== 'document') continue;
      const own = fix.edit.edits.map((edit) => ({ index, ...edit }));
      const isFree = own.every((edit) =>
        edits.every((other) => other.index !== index || edit.end < other.start || edit.start > other.end),
      );
      if (isFree) edits.push(...own);
    }
  }
  if (edits.length === 0) return undefined;
  return workspaceEdit(
    session,
    uri,
    edits.map((edit) => ({ range: toRange(file.store, edit.index, edit), newText: edit.newText })),
  );
}

/** Laying out the CNI configuration at the cursor. */
function formatActions(session: Session, { uri, position }: CommandTarget): CodeAction[] {
  const store = session.workspace.file(uri)?.store;
  if (!store || !position) return [];
  const { index, offset } = store.locate(position);
  const view = session.workspace.view(uri, index);
  const edits = view && formatConfigAt(view, offset);
  if (!edits) return [];
  const title = l10n.t('Format the CNI configuration');
  return [{ title, kind: CodeActionKind.RefactorRewrite, edit: documentEdit(session, view, edits) }];
}

/** Writing the annotation of a known VM into the Pod or the annotations block at the cursor. */
async function annotationActions(session: Session, target: CommandTarget): Promise<CodeAction[]> {
  const at = session.placeAt(target);
  if (!at || !annotationTarget(at.view, at.offset)) return [];
  const actions: CodeAction[] = [];
  for (const vm of await vmChoices(session, target, 12)) {
    if (vm.annotation === undefined || actions.length >= 5) continue;
    const edit = annotationEdit(session, target, vm);
    if (!edit) continue;
    const name = `${vm.kind} ${vm.namespace ?? ''}/${vm.name ?? ''}`;
    actions.push({
      title: l10n.t('Write the networks annotation of {0}', name),
      kind: CodeActionKind.RefactorRewrite,
      edit,
    });
  }
  return actions;
}

export function annotationEdit(session: Session, target: CommandTarget, vm: VmChoice): WorkspaceEdit | null {
  const at = session.placeAt(target);
  if (!at || vm.annotation === undefined) return null;
  const edits = writeAnnotation(at.view, at.offset, vm.annotation);
  return edits ? documentEdit(session, at.view, edits) : null;
}
