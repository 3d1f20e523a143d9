/**
 * The one place where segment offsets become LSP positions and the core's records become LSP types.
 */
import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type Position,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import type { StatusCause } from '../core/kubevirt/admission/cause.ts';
import type { Finding } from '../core/rules/rule.ts';
import type { Severity } from '../core/settings.ts';
import type { Workspace } from '../core/workspace/workspace.ts';
import type { Span } from '../core/yaml/tree.ts';
import type { TextStore } from '../core/yaml/text-store.ts';

export function toPosition(store: TextStore, index: number, offset: number): Position {
  return store.positionAt(index, offset);
}

export function toRange(store: TextStore, index: number, span: Span): Range {
  return { start: store.positionAt(index, span.start), end: store.positionAt(index, span.end) };
}

export function toTextEdits(
  store: TextStore,
  index: number,
  edits: readonly (Span & { readonly newText: string })[],
): TextEdit[] {
  return edits.map((edit) => ({ range: toRange(store, index, edit), newText: edit.newText }));
}

const severityNumbers: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What a diagnostic carries back to the server when its fixes are asked for. */
export interface DiagnosticData {
  readonly field: string;
  readonly rule: string;
  /** KubeVirt's own words that the diagnostic stands for. */
  readonly causes?: readonly StatusCause[];
}

export function toDiagnostic(
  uri: string,
  store: TextStore,
  index: number,
  finding: Finding,
  workspace: Pick<Workspace, 'placeOf'>,
): Diagnostic {
  const relatedInformation: DiagnosticRelatedInformation[] = [
    ...finding.related.map(({ span, message }) => ({ location: { uri, range: toRange(store, index, span) }, message })),
    ...(finding.elsewhere ?? []).map(({ fact, place, message }) => ({
      location: { uri: fact.uri, range: workspace.placeOf(fact, place) },
      message,
    })),
  ];
  const tags = finding.tags?.map((tag) =>
    tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary,
  );
  const data: DiagnosticData = {
    field: finding.field,
    rule: finding.rule,
    ...(finding.causes && { causes: finding.causes }),
  };
  return {
    range: toRange(store, index, finding.span),
    severity: severityNumbers[finding.severity],
    source: 'virtlens',
    code: finding.rule,
    codeDescription: { href: rulePage(finding.rule) },
    message: finding.message,
    ...(tags && { tags }),
    ...(relatedInformation.length > 0 && { relatedInformation }),
    data,
  };
}

/** The page of a rule, as the diagnostic's code links to it. */
export function rulePage(rule: string): string {
  return `https://github.com/virtlens/virtlens/blob/main/docs/rules/${rule}.md`;
}

export const fixAllKind = `${CodeActionKind.SourceFixAll}.virtlens`;
