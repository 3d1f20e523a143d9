/** The report of `virtlens impact` in the form that was asked for, and what the run ends with. */
import * as l10n from '@vscode/l10n';
import type { Analysis } from '../analysis.ts';
import type { OptionsOf } from '../command-table.ts';
import { jsonText } from '../reports.ts';
import type { Report } from '../terminal.ts';
import { compare } from './compare.ts';
import { reaches, type ImpactEntry } from './entries.ts';
import type { ComparedFiles } from './files.ts';
import { impactGithub } from './github.ts';
import { impactMarkdown } from './markdown.ts';
import { impactText } from './text.ts';

const forms: Readonly<Record<OptionsOf<'impact'>['format'], (entries: readonly ImpactEntry[]) => string>> = {
  text: impactText,
  json: jsonText,
  github: impactGithub,
  markdown: impactMarkdown,
};

export async function impactReport(
  { format, verbose, 'fail-on': limit }: OptionsOf<'impact'>,
  analysis: Analysis,
  { gone, old, useless }: ComparedFiles,
  nameOf: (uri: string) => string,
): Promise<Report> {
  const { entries, uncompared } = await compare(analysis, gone, old.reader, nameOf);
  const revision = old.missingRevision();
  if (revision !== undefined) return { text: '', code: 2, problems: [l10n.t('There is no revision {0}.', revision)] };
  const told = entries.filter(({ state, baseFile }) => verbose || state !== 'unchanged' || baseFile !== undefined);
  return {
    text: forms[format](told),
    code: uncompared.length > 0 ? 3 : entries.some((entry) => reaches(entry, limit)) ? 1 : 0,
    problems: [...useless, ...uncompared.map(({ file, because }) => l10n.t('{0}: not compared: {1}', file, because))],
  };
}
