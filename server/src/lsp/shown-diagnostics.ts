/**
 * What an editor is shown of the findings of a file. A finding that stands where it stood is the same diagnostic object as
 * before, so that an answer that says nothing new is found out by looking at its parts, and is not sent again. Of very many
 * findings the gravest are shown. What an answer leaves out it says.
 */
import * as l10n from '@vscode/l10n';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../core/rules/rule.ts';
import type { Severity } from '../core/settings.ts';
import type { DocumentFindings, FindingStore } from '../core/rules/findings.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import { toDiagnostic } from './convert.ts';

/** VS Code keeps so many of one file and drops all others, in whichever order they come. */
export const mostShown = 1000;

/** One answer, and what to tell an answer of the same parts by. */
export interface ShownAnswer {
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

interface Made {
  readonly line: number;
  readonly diagnostic: Diagnostic;
}

export class ShownDiagnostics {
  private readonly made = new WeakMap<Finding, Made>();
  private readonly answers = new Map<string, ShownAnswer>();
  private count = 0;

  constructor(
    private readonly workspace: Workspace,
    private readonly findings: FindingStore,
  ) {}

  /** The answer for a file; the one before where there is nothing new. */
  of(uri: string): ShownAnswer {
    const items = this.itemsOf(uri);
    const before = this.answers.get(uri);
    if (before && before.items.length === items.length && items.every((item, at) => isSame(item, before.items[at])))
      return before;
    const answer = { resultId: String(++this.count), items };
    if (this.workspace.isOpen(uri)) this.answers.set(uri, answer);
    return answer;
  }

  /** Whether the last answer was given before all of the file was judged: whoever asks again is told more. */
  isPartial(uri: string): boolean {
    return this.findings.unjudged(uri) > 0;
  }

  /** The file is closed. */
  forget(uri: string): void {
    this.answers.delete(uri);
  }

  private itemsOf(uri: string): readonly Diagnostic[] {
    const store = this.workspace.file(uri)?.store;
    if (!store) return [];
    const documents = [...this.findings.of(uri)];
    const { room, hidden } = roomFor(documents);
    const unjudged = this.findings.unjudged(uri);
    const items: Diagnostic[] = [];
    if (unjudged > 0) items.push(notice(l10n.t('The file is still being judged; documents left: {0}.', unjudged)));
    if (hidden > 0)
      items.push(
        notice(
          l10n.t(
            'The file has {0} more findings than are shown here, none graver than those shown. The command line tells all of them.',
            hidden,
          ),
        ),
      );
    for (const { index, findings } of documents) {
      const line = store.startLine(index);
      for (const finding of findings) {
        if (room[finding.severity]-- <= 0) continue;
        const made = this.made.get(finding);
        if (made?.line === line) {
          items.push(made.diagnostic);
          continue;
        }
        const diagnostic = toDiagnostic(uri, store, index, finding, this.workspace);
        // Places in other documents move by themselves.
        if (!finding.elsewhere) this.made.set(finding, { line, diagnostic });
        items.push(diagnostic);
      }
    }
    return items;
  }
}

/** Findings of a document that was judged anew are others, and mostly say the same. */
function isSame(item: Diagnostic, before: Diagnostic | undefined): boolean {
  return item === before || JSON.stringify(item) === JSON.stringify(before);
}

const bySeverity: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** How many findings of each severity are shown, the gravest first, and how many are not. */
function roomFor(documents: readonly DocumentFindings[]): { room: Record<Severity, number>; hidden: number } {
  const room: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let total = 0;
  for (const { findings } of documents) {
    total += findings.length;
    for (const { severity } of findings) room[severity]++;
  }
  if (total <= mostShown) return { room, hidden: 0 };
  // One place is for the notice.
  let left = mostShown - 1;
  for (const severity of bySeverity) {
    room[severity] = Math.min(room[severity], left);
    left -= room[severity];
  }
  return { room, hidden: total - mostShown + 1 };
}

/** What is said of the answer itself. */
function notice(message: string): Diagnostic {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, severity: DiagnosticSeverity.Information, source: 'virtlens', message };
}
