/** The report of `virtlens explain`: the story of each VM that is meant, in the form that was asked for. */
import { storyMarkdown } from '../../core/features/explain/story-markdown.ts';
import { storyNeeds } from '../../core/features/explain/story-needs.ts';
import { storyText } from '../../core/features/explain/story-text.ts';
import type { VmStory } from '../../core/features/explain/story.ts';
import { storyOf } from '../../core/features/explain/vm-story.ts';
import { untilSettled, type Analysis, type FoundEntry } from '../analysis.ts';
import type { OptionsOf } from '../command-table.ts';
import { jsonText } from '../reports.ts';
import type { Report } from '../terminal.ts';
import { printable } from '../terminal-text.ts';
import { noTargets, shownName, vmTargets, type TargetFiles } from '../vm-targets.ts';

/** The story of a VM with the place of what it was asked for. */
export type ExplainEntry = FoundEntry & VmStory;

const forms: Readonly<Record<OptionsOf<'explain'>['format'], (entries: readonly ExplainEntry[]) => string>> = {
  text: (entries) => entries.map((entry) => printableLines(storyText(entry))).join('\n\n'),
  markdown: (entries) =>
    printableLines(
      entries
        .map((entry) => storyMarkdown(entry))
        .join('\n')
        .trimEnd(),
    ),
  json: jsonText,
};

export async function explainReport(
  { format }: OptionsOf<'explain'>,
  analysis: Analysis,
  files: TargetFiles,
  nameOf: (uri: string) => string,
): Promise<Report> {
  const entries = await untilSettled(
    () => explainEntries(analysis, files, nameOf),
    () => analysis.index.settled(),
  );
  return entries.length === 0 ? noTargets(files) : { text: forms[format](entries), code: 0 };
}

function explainEntries(
  analysis: Analysis,
  { wanted }: TargetFiles,
  nameOfOther: (uri: string) => string,
): readonly ExplainEntry[] {
  const { workspace, findings } = analysis;
  const nameOf = shownName(analysis, nameOfOther);
  return vmTargets(analysis, wanted, nameOfOther).flatMap(
    ({ file, line, source, view, resource }): readonly ExplainEntry[] => {
      const needs = storyNeeds(workspace, findings, view, resource, nameOf);
      const story = storyOf(view.document, resource, workspace.context(view.uri), needs);
      return story ? [{ file, line, ...(source !== undefined && { source }), ...story }] : [];
    },
  );
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}
