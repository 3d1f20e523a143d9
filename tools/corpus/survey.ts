/**
 * Everything the product says of one file by itself: findings, hints, hovers at the hints, lenses, annotation documents
 * and all edits it offers. Shared by the corpus suite, the fuzzing suite and the report; knows no expectations.
 */
import { generatedSchemas } from '../../test/support/schemas.ts';
import { newCounters } from '../../server/src/core/counters.ts';
import { annotationsDocument } from '../../server/src/core/features/annotations-document.ts';
import { codeLenses } from '../../server/src/core/features/code-lenses.ts';
import { hover, hoverAt } from '../../server/src/core/features/hover.ts';
import { inlayHints, type Hint } from '../../server/src/core/features/inlay-hints.ts';
import { suppressionEdits } from '../../server/src/core/features/suppress.ts';
import { writeAnnotation } from '../../server/src/core/features/write-annotation.ts';
import type { StatusOf } from '../../server/src/core/features/topics/status.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import type { Finding, TextReplacement } from '../../server/src/core/rules/rule.ts';
import { defaultSettings } from '../../server/src/core/settings.ts';
import { launcherFor } from '../../server/src/core/workspace/launcher.ts';
import { Workspace, type DocumentView } from '../../server/src/core/workspace/workspace.ts';
import type { CorpusFile } from './read-corpus.ts';

export interface SurveyedFinding {
  readonly file: string;
  /** Line in the file, from 0. */
  readonly line: number;
  readonly view: DocumentView;
  readonly finding: Finding;
  readonly edits: readonly (readonly TextReplacement[])[];
}

export interface SurveyedHint {
  readonly file: string;
  readonly line: number;
  /** The line's text on either side of the hint. */
  readonly before: string;
  readonly after: string;
  readonly view: DocumentView;
  readonly hint: Hint;
  /** The tooltip. */
  readonly hover: string | undefined;
}

export interface Survey {
  readonly findings: readonly SurveyedFinding[];
  readonly hints: readonly SurveyedHint[];
  /** Offsets of the lenses, by document. */
  readonly lenses: readonly { readonly view: DocumentView; readonly offset: number; readonly title: string }[];
  readonly annotations: readonly string[];
  /** Edits that write an annotation at some place of the document. */
  readonly annotationEdits: readonly { readonly view: DocumentView; readonly edits: readonly TextReplacement[] }[];
}

/** A file on its own: nothing stands beside it. */
export function surveyFile({ name, uri, text }: CorpusFile): Survey {
  const workspace = new Workspace(newCounters(), {}, generatedSchemas);
  const findings = new FindingStore(workspace);
  workspace.open(uri, 1, text);
  return surveyOpen(workspace, findings, uri, name);
}

/** What is said of a file that a workspace already holds. */
export function surveyOpen(workspace: Workspace, store: FindingStore, uri: string, name = uri): Survey {
  const findings: SurveyedFinding[] = [];
  const hints: SurveyedHint[] = [];
  const lenses: Survey['lenses'][number][] = [];
  const annotations: string[] = [];
  const annotationEdits: Survey['annotationEdits'][number][] = [];
  const texts = workspace.file(uri)?.store;
  if (!texts) return { findings, hints, lenses, annotations, annotationEdits };
  const context = workspace.context(uri);
  for (const { index, findings: found } of store.of(uri)) {
    const view = workspace.view(uri, index);
    if (!view) continue;
    const fixes = store.fixesOfAll(view, found);
    for (const finding of found) {
      const edits = (fixes.get(finding) ?? []).flatMap(({ edit }) => (edit.in === 'document' ? [edit.edits] : []));
      const suppression = suppressionEdits(view, finding);
      findings.push({
        file: name,
        line: texts.positionAt(index, finding.span.start).line,
        view,
        finding,
        edits: suppression ? [...edits, suppression] : edits,
      });
    }
  }
  for (const index of texts.segments.keys()) {
    const view = workspace.view(uri, index);
    if (!view) continue;
    const whole = { start: 0, end: view.segment.text.length };
    const statusOf: StatusOf = (resource) => store.status(view, resource);
    for (const hint of inlayHints({
      view,
      range: whole,
      settings: defaultSettings,
      context,
      statusOf,
      counters: workspace.counters,
    })) {
      const { line, character } = texts.positionAt(index, hint.offset);
      const start = hint.offset - character;
      const lineText = view.segment.text.slice(start).split(/\r\n|\r|\n/, 1)[0] ?? '';
      hints.push({
        file: name,
        line,
        before: lineText.slice(0, character),
        after: lineText.slice(character),
        view,
        hint,
        hover: hover(view, hint.field, { ...context, statusOf }, hint.kind === 'implicitInterface' ? 'key' : 'value')
          ?.markdown,
      });
      hoverAt(view, hint.offset, { ...context, statusOf });
    }
    for (const { offset, title } of codeLenses(view, defaultSettings, context)) lenses.push({ view, offset, title });
    for (const resource of view.resources) {
      const launcher = launcherFor(view.document, resource, context);
      if (launcher) annotations.push(annotationsDocument(launcher));
      const edits = writeAnnotation(view, resource.node.start, '[{"name":"a"}]');
      if (edits) annotationEdits.push({ view, edits });
    }
  }
  return { findings, hints, lenses, annotations, annotationEdits };
}
