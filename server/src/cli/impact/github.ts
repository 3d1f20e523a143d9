/**
 * The report of `virtlens impact` as workflow commands of GitHub Actions, which it shows at the changed lines. Truth for the
 * form and for what is escaped: `actions/toolkit · packages/core/src/command.ts`.
 */
import * as l10n from '@vscode/l10n';
import { conditionLine, factWord, kindWord } from '../../core/kubevirt/impact/impact-words.ts';
import type { ChangeEntry, ImpactEntry } from './entries.ts';
import { printable, title } from '../terminal-text.ts';

const levels = { error: 'error', warning: 'warning', information: 'notice' } as const;
type Level = (typeof levels)[keyof typeof levels];

export function impactGithub(entries: readonly ImpactEntry[]): string {
  return entries.flatMap(commandsOf).join('\n');
}

function commandsOf(entry: ImpactEntry): string[] {
  const name = title(entry.kind, entry);
  const changes = entry.changes.flatMap((change) =>
    change.severity === null
      ? []
      : [
          command(
            levels[change.severity],
            entry,
            change,
            `${name}: ${kindWord(change.kind)}`,
            [change.title, ...sentences(change)].join('\n'),
          ),
        ],
  );
  const isRefusalTold = entry.changes.some(({ kind }) => kind === 'rejected');
  const refusals = isRefusalTold
    ? []
    : entry.causes.map(({ field, message }) =>
        command('error', entry, {}, `${name}: ${kindWord('rejected')}`, `${field}: ${message}`),
      );
  const eviction =
    entry.eviction === 'certain'
      ? [command('warning', entry, {}, `${name}: ${l10n.t('eviction')}`, entry.summary)]
      : [];
  const isSilent = changes.length + refusals.length + eviction.length === 0;
  const whole =
    isSilent && entry.notes.length > 0
      ? [command('notice', entry, {}, `${name}: ${entry.summary}`, entry.notes.join('\n'))]
      : [];
  return [...changes, ...refusals, ...eviction, ...whole];
}

/** An annotation is read at a glance: the cases themselves are for the other forms. */
function sentences({ kind, reason, condition, alternatives, dependsOn }: ChangeEntry): string[] {
  const kinds = [...new Set(alternatives.map((one) => one.kind))].filter((other) => other !== kind);
  return [
    reason,
    ...(condition ? [conditionLine(condition)] : []),
    ...(kinds.length > 0 ? [l10n.t('possible too: {0}', kinds.map(kindWord).join(', '))] : []),
    ...(dependsOn.length > 0 ? [l10n.t('depends on {0}', dependsOn.map(factWord).join(', '))] : []),
  ];
}

function command(
  level: Level,
  entry: ImpactEntry,
  place: { readonly line?: number; readonly column?: number },
  heading: string,
  message: string,
): string {
  const properties: [string, string][] = [
    // What comes by standard input is in no file of the repository.
    ...(entry.file === '-'
      ? []
      : ([
          ['file', entry.file],
          ['line', String(place.line ?? entry.line)],
        ] as [string, string][])),
    ...(entry.file === '-' || place.column === undefined
      ? []
      : ([['col', String(place.column)]] as [string, string][])),
    ['title', heading],
  ];
  const told = properties.map(([key, value]) => `${key}=${escapeProperty(printable(value))}`).join(',');
  return `::${level} ${told}::${message.split('\n').map(printable).map(escapeData).join('%0A')}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
