/** The report of `virtlens diagram`: the picture of a VM's NICs, as SVG or as Mermaid. */
import * as l10n from '@vscode/l10n';
import { pictureOfVm } from '../../core/features/picture/picture.ts';
import type { Analysis } from '../analysis.ts';
import type { OptionsOf } from '../command-table.ts';
import type { Report } from '../terminal.ts';
import { place } from '../terminal-text.ts';
import { noTargets, vmTargets, type TargetFiles } from '../vm-targets.ts';

/**
 * A file holds one SVG, so of several VMs one has to be named; Mermaid charts of several follow each other as the blocks of
 * a Markdown document.
 */
export function diagramReport(
  { format }: OptionsOf<'diagram'>,
  analysis: Analysis,
  files: TargetFiles,
  nameOfOther: (uri: string) => string,
): Report {
  const pictures = vmTargets(analysis, files.wanted, nameOfOther).flatMap(({ file, line, view, resource, launcher }) =>
    launcher ? [{ file, line, picture: pictureOfVm(launcher, analysis.findings.status(view, resource)) }] : [],
  );
  const [first] = pictures;
  if (!first) return noTargets(files);
  const { picture } = first;
  if (pictures.length === 1)
    return { text: (format === 'svg' ? picture.svg('file') : picture.mermaid()).trimEnd(), code: 0 };
  if (format === 'mermaid') {
    const blocks = pictures.map((one) => `\`\`\`mermaid\n${one.picture.mermaid()}\`\`\``);
    return { text: blocks.join('\n\n'), code: 0 };
  }
  const found = pictures.map((one) => `  ${place(one)}: ${one.picture.title}`).join('\n');
  return { text: '', code: 2, problems: [`${l10n.t('An SVG is of one VM; name one of these:')}\n${found}`] };
}
