/** The edit that silences one finding by a comment on the line above it. */
import * as l10n from '@vscode/l10n';
import type { Finding, TextReplacement } from '../rules/rule.ts';
import { lineOf, silencedAt, suppressionsOf } from '../rules/suppressions.ts';
import unreadableYaml from '../rules/text/unreadable-yaml.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import { applyEdits, insertCommentLineBefore, type TextEdit } from '../yaml/edit.ts';
import { readDocument } from '../yaml/read-document.ts';
import { Segment } from '../yaml/text-store.ts';

/** Undefined where no comment can stand – in JSON, behind an open quote –, and for findings about comments themselves. */
export function suppressionEdits(view: DocumentView, finding: Finding): readonly TextReplacement[] | undefined {
  const { text } = view.segment;
  if (finding.rule === 'unused-suppression' || isJson(view)) return undefined;
  const edits = insertCommentLineBefore(
    text,
    silencedAt(view.document, finding.span.start),
    `# virtlens-disable-next-line ${finding.rule} -- ${l10n.t('say why')}`,
  );
  return !view.document.refused || isHeard(text, finding, edits) ? edits : undefined;
}

/** Whether the comment is one for its finding: in a text that cannot be read it may be taken for anything else. */
function isHeard(text: string, { rule, span }: Finding, edits: readonly TextEdit[]): boolean {
  const changed = new Segment(applyEdits(text, edits));
  const document = readDocument(changed.text);
  const moved = edits.reduce((offset, { newText }) => offset + newText.length, span.start);
  // The comment may be one more thing that cannot be read, or have another reason come first.
  const refused = document.problems.find(({ kind }) => kind === 'refused')?.start;
  const place = rule === unreadableYaml.id ? refused : moved;
  if (place === undefined) return true;
  const line = lineOf(changed, silencedAt(document, place));
  return suppressionsOf(document, changed).some((one) => one.rule === rule && one.line === line);
}

function isJson(view: DocumentView): boolean {
  return view.uri.endsWith('.json') || (view.document.root?.kind === 'mapping' && view.document.root.flow);
}
