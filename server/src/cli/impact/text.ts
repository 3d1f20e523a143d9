/** The report of `virtlens impact` for a terminal: each object with its verdict, its changes, and what will happen in order. */
import * as l10n from '@vscode/l10n';
import type { Alternative, ImpactKind, ImpactStep } from '../../core/kubevirt/impact/impact.ts';
import { conditionLine, factWord, kindWord } from '../../core/kubevirt/impact/impact-words.ts';
import type { ChangeEntry, ImpactEntry } from './entries.ts';
import { place, printable, title } from '../terminal-text.ts';

export function impactText(entries: readonly ImpactEntry[]): string {
  return entries
    .map((entry) =>
      [
        `${place(entry)}  ${title(entry.kind, entry)}  ${headline(entry)}`,
        ...entry.notes.map((note) => `  ${printable(note)}`),
        ...entry.changes.flatMap((change) => changeLines(entry, change)),
        ...entry.causes.map(({ field, message }) => `  ${l10n.t('refused: {0}', printable(`${field}: ${message}`))}`),
        ...entry.usedBy.map((user) => `  ${l10n.t('used by {0}', `${place(user)}  ${title(user.kind, user)}`)}`),
        ...(entry.steps.length > 0 ? [`  ${l10n.t('what will happen:')}`] : []),
        ...entry.steps.map((step, at) => `  ${at + 1}. ${printable(stepWords(step))}`),
      ].join('\n'),
    )
    .join('\n\n');
}

/** `vs HEAD: 1 restart`, with the file of the base where that is another. */
export function headline({ base, baseFile, summary }: ImpactEntry): string {
  const verdict = base === null ? printable(summary) : l10n.t('vs {0}: {1}', printable(base), printable(summary));
  return baseFile === undefined ? verdict : l10n.t('{0} (there in {1})', verdict, printable(baseFile));
}

/** What happens, with the condition that tells it. */
export function stepWords({ text, condition }: ImpactStep): string {
  return condition ? `${text} ${l10n.t('Condition: {0}.', conditionLine(condition))}` : text;
}

function changeLines(entry: ImpactEntry, change: ChangeEntry): string[] {
  const { line, column, kind, title: what, reason, condition, alternatives, dependsOn } = change;
  return [
    `  ${place({ ...entry, line }, column)}: ${kindWord(kind)}: ${printable(what)}`,
    `    ${printable(reason)}`,
    ...(condition ? [`    ${l10n.t('condition: {0}', printable(conditionLine(condition)))}`] : []),
    ...casesOf(alternatives).map((one) => `    ${printable(one)}`),
    ...(dependsOn.length > 0 ? [`    ${l10n.t('depends on {0}', dependsOn.map(factWord).join(', '))}`] : []),
  ];
}

/** Everything that is possible, each thing once: `restart if …; if …: why`. */
export function casesOf(alternatives: readonly Alternative[]): readonly string[] {
  const cases = new Map<string, { readonly kind: ImpactKind; readonly reason: string; readonly whens: string[] }>();
  for (const { kind, reason, when } of alternatives) {
    const known = cases.get(`${kind} ${reason}`);
    if (known) known.whens.push(when);
    else cases.set(`${kind} ${reason}`, { kind, reason, whens: [when] });
  }
  return [...cases.values()].map(({ kind, reason, whens }) => `${kindWord(kind)} ${whens.join('; ')}: ${reason}`);
}
