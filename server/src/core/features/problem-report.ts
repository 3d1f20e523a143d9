/**
 * The text of a problem report: versions, settings, counts and faults, for a stranger to read. It must never hold what
 * belongs to the reporter: no text or name of a file, no namespace, no path. So nothing is shown because it looks
 * harmless, but only what is one of a list that VirtLens itself has: a switch, a value of an enumeration, a rule's id.
 */
import * as l10n from '@vscode/l10n';
import { baselineWords } from '../workspace/baseline-choice.ts';
import { rules } from '../rules/registry.ts';
import {
  defaultSettings,
  isSeverityChoice,
  settingDefinitions,
  settingValue,
  type SettingDefinition,
  type Settings,
} from '../settings.ts';

export interface ProblemReport {
  /** Label and value, such as `VirtLens` and `0.1.0`. */
  readonly versions: readonly (readonly [string, string])[];
  /** KubeVirt's release in each open file: one of those that VirtLens knows, and what kind of source says so. */
  readonly releases: readonly { readonly id: string; readonly from: string; readonly isKnown: boolean }[];
  /** Settings of the open files. */
  readonly settings: readonly Settings[];
  /** Label and number. */
  readonly counts: readonly (readonly [string, number])[];
  /** Rule ids of the findings in the open files, one entry a finding. */
  readonly findings: readonly string[];
  readonly faults: readonly {
    readonly where: string;
    readonly kind: string;
    readonly frames: readonly string[];
    readonly times: number;
  }[];
}

const notShown = '(set, not shown)';

/** Markdown. Headings are for those who read reports, and stay English; the instructions are for who writes this one. */
export function problemReportText(report: ProblemReport): string {
  const { versions, counts, faults } = report;
  return [
    `<!-- ${l10n.t('Look through this before you send it: versions, settings, numbers and places in VirtLens’s own program. No text, name or path of your files is in it.')} -->`,
    '',
    '## What happened',
    '',
    `<!-- ${l10n.t('What you did, what you saw, and what you expected. A small manifest that shows it helps most.')} -->`,
    '',
    '## Versions',
    '',
    ...versions.map(([label, value]) => `- ${label}: ${value}`),
    `- KubeVirt: ${listed(report.releases.map(shownRelease), 'no file is open')}`,
    '',
    '## Settings that differ from their defaults',
    '',
    ...orNone(settingLines(report.settings)),
    '',
    '## Counts',
    '',
    ...counts.map(([label, count]) => `- ${label}: ${count}`),
    '',
    '## Findings in the open files, by rule',
    '',
    ...orNone([...countOf(report.findings)].map(([rule, count]) => `- ${rule}: ${count}`)),
    '',
    '## Last faults of the server',
    '',
    ...orNone(
      faults.flatMap(({ where, kind, frames, times }) => [
        `- ${where}: ${kind}${times > 1 ? `, ${times} times` : ''}`,
        ...frames.map((frame) => `  - \`${frame}\``),
      ]),
    ),
    '',
  ].join('\n');
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? lines : ['None.'];
}

/** Each once, with how often it is there where that differs. */
function listed(values: readonly string[], none: string): string {
  const counts = [...countOf(values)];
  if (counts.length === 0) return none;
  return counts.map(([value, count]) => (counts.length > 1 ? `${value} (${count} files)` : value)).join(', ');
}

function countOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of [...values].sort()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function shownRelease({ id, from, isKnown }: ProblemReport['releases'][number]): string {
  return `${id} (${from}${isKnown ? '' : ', which names another that is not known'})`;
}

function settingLines(all: readonly Settings[]): readonly string[] {
  return settingDefinitions.flatMap((definition) => {
    const initial = JSON.stringify(settingValue(defaultSettings, definition.key));
    const values = all.map((settings) => settingValue(settings, definition.key));
    const others = values.filter((value) => JSON.stringify(value) !== initial);
    const shown = [...new Set(others.map((value) => shownValue(definition, value)))];
    return shown.map((value) => `- virtlens.${definition.key}: ${value}`);
  });
}

function shownValue({ key, schema }: SettingDefinition, value: unknown): string {
  if (typeof value === 'boolean') return String(value);
  if (key === 'rules') return shownRules(value as Settings['rules']);
  if (typeof value !== 'string') return notShown;
  const words = schema.enum ?? (key === 'impact.baseline' ? baselineWords : []);
  return words.includes(value) ? value : notShown;
}

function shownRules(choices: Settings['rules']): string {
  const ids = new Set<string>(rules.map(({ id }) => id));
  const entries = Object.entries(choices);
  const known = entries.filter(([id, choice]) => ids.has(id) && isSeverityChoice(choice));
  const others = entries.length - known.length;
  return [...known.map(([id, choice]) => `${id}=${choice}`), ...(others > 0 ? [`${others} unknown`] : [])].join(', ');
}
