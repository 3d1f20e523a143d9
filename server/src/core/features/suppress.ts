/** The edit that silences one finding by a comment on the line above it. */
import * as l10n from '@vscode/l10n';
import type { Finding, TextReplacement } from '../rules/rule.ts';
import { silencedAt } from '../rules/suppressions.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import { insertCommentLineBefore } from '../yaml/edit.ts';

/** Undefined where no comment can stand: in JSON, and for findings about comments themselves. */
export function suppressionEdits(view: DocumentView, finding: Finding): readonly TextReplacement[] | undefined {
  const { text } = view.segment;
  if (finding.rule === 'unused-suppression' || isJson(view)) return undefined;
  return insertCommentLineBefore(
    text,
    silencedAt(view.document, finding.span.start),
    `# virtlens-disable-next-line ${finding.rule} -- ${l10n.t('say why')}`,
  );
}

function isJson(view: DocumentView): boolean {
  return view.uri.endsWith('.json') || (view.document.root?.kind === 'mapping' && view.document.root.flow);
}
