/**
 * The report of `virtlens impact` as a comment of a pull request: a table of all objects, then the details of each, folded.
 * GitHub refuses comments of more characters than `limit`; what goes beyond is left out from the end, and that is said.
 */
import * as l10n from '@vscode/l10n';
import { conditionLine, factWord, kindWord } from '../../core/kubevirt/impact/impact-words.ts';
import { code } from '../../core/features/topics/markdown.ts';
import type { ChangeEntry, ImpactEntry } from './entries.ts';
import { casesOf, headline, stepWords } from './text.ts';
import { printable, title } from '../terminal-text.ts';

const limit = 65_536;
/** Room for the words about what was left out. */
const reserve = 300;

export function impactMarkdown(entries: readonly ImpactEntry[]): string {
  const heading = `## ${l10n.t('What these edits do to running VMs')}`;
  if (entries.length === 0) return `${heading}\n\n${l10n.t('No VM, NAD or KubeVirt resource was changed.')}`;
  const head = [
    heading,
    '',
    ...(entries.some(({ running }) => running === 'assumed')
      ? [l10n.t('Told as if the VMs were running, where nothing says whether they do.'), '']
      : []),
    `| ${l10n.t('object')} | ${l10n.t('place')} | ${l10n.t('verdict')} | ${l10n.t('depends on')} |`,
    '| --- | --- | --- | --- |',
  ].join('\n');
  let room = limit - reserve - head.length;
  const take = (pieces: readonly string[]): readonly string[] => {
    const taken: string[] = [];
    for (const piece of pieces) {
      if (piece.length + 1 > room) break;
      room -= piece.length + 1;
      taken.push(piece);
    }
    return taken;
  };
  const rows = take(entries.map(tableRow));
  const wanted = rows.length < entries.length ? [] : entries.filter(hasDetails).map(details);
  const folded = take(wanted);
  const left = entries.length - rows.length;
  const leftFolded = wanted.length - folded.length;
  return [
    head,
    ...rows,
    ...(left > 0 ? ['', l10n.t('{0} more do not fit here; the text report has them.', left)] : []),
    ...folded,
    ...(leftFolded > 0
      ? ['', l10n.t('The details of {0} more do not fit here; the text report has them.', leftFolded)]
      : []),
  ].join('\n');
}

function tableRow(entry: ImpactEntry): string {
  const file = entry.source ?? entry.file;
  const cells = [
    code(title(entry.kind, entry)),
    code(`${file}:${entry.line}`),
    `${entry.verdict === null ? '❔ ' : ''}${plain(headline(entry))}`,
    entry.dependsOn.map((fact) => plain(factWord(fact))).join('; '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function hasDetails({ notes, changes, steps, causes, usedBy }: ImpactEntry): boolean {
  return notes.length + changes.length + steps.length + causes.length + usedBy.length > 0;
}

function details(entry: ImpactEntry): string {
  const { notes, changes, steps, causes, usedBy } = entry;
  return [
    '',
    `<details><summary>${plain(`${title(entry.kind, entry)}: ${entry.summary}`)}</summary>`,
    '',
    ...notes.map((note) => `${plain(note)}\n`),
    ...changes.flatMap(changeLines),
    ...causes.map(({ field, message }) => `- ${l10n.t('refused: {0}', `${code(field)}: ${plain(message)}`)}`),
    ...usedBy.map(
      (user) => `- ${l10n.t('used by {0}', `${code(title(user.kind, user))} ${code(`${user.file}:${user.line}`)}`)}`,
    ),
    ...(steps.length > 0 ? ['', l10n.t('What will happen:'), ''] : []),
    ...steps.map((step, at) => `${at + 1}. ${plain(stepWords(step))}`),
    '',
    '</details>',
  ].join('\n');
}

function changeLines(change: ChangeEntry): string[] {
  const { line, kind, reason, condition, alternatives, dependsOn } = change;
  return [
    `- **${kindWord(kind)}** ${code(printable(change.title))} (${l10n.t('line {0}', line)}): ${plain(reason)}`,
    ...(condition ? [`  - ${code(printable(conditionLine(condition)))}`] : []),
    ...casesOf(alternatives).map((one) => `  - ${plain(one)}`),
    ...(dependsOn.length > 0 ? [`  - ${l10n.t('depends on {0}', plain(dependsOn.map(factWord).join(', ')))}`] : []),
  ];
}

/** Text that stays text: neither markup nor HTML, and nobody is mentioned by it. */
function plain(text: string): string {
  return printable(text)
    .replace(/[\\`*_[\]#~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200b');
}
