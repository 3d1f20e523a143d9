/**
 * The command line from one table: commands, options, help and checks of values all come from here.
 */
import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import { releases } from '../core/kubevirt/releases/index.ts';
import { severities, type Severity } from '../core/settings.ts';

export interface Options {
  readonly command: 'annotate' | 'names' | 'check';
  readonly paths: readonly string[];
  readonly release: string | undefined;
  readonly namespace: string | undefined;
  readonly kubevirt: string | undefined;
  readonly format: 'text' | 'json';
  readonly verbose: boolean;
  readonly find: string | undefined;
  readonly failOn: Severity;
}

export type ParsedArguments = { readonly run: Options } | { readonly print: string } | { readonly usageError: string };

interface OptionEntry {
  readonly name: string;
  readonly value?: string;
  readonly help: () => string;
  readonly commands?: readonly Options['command'][];
}

const commandTable: readonly { name: Options['command']; help: () => string }[] = [
  { name: 'annotate', help: () => l10n.t('network annotations of the launcher Pod of each VM') },
  { name: 'names', help: () => l10n.t('Pod interface, tap, bridge and NIC names of each logical network') },
  { name: 'check', help: () => l10n.t('findings, with quick fixes named') },
];

const optionTable: readonly OptionEntry[] = [
  {
    name: 'release',
    value: 'RELEASE',
    help: () => l10n.t('KubeVirt release, {0}', releases.map(({ id }) => id).join(', ')),
  },
  { name: 'namespace', value: 'NAMESPACE', help: () => l10n.t('namespace of manifests that state none') },
  { name: 'kubevirt', value: 'FILE', help: () => l10n.t('file with the KubeVirt resource of the cluster') },
  { name: 'format', value: 'text|json', help: () => l10n.t('form of the output, text unless given') },
  {
    name: 'find',
    value: 'NAME',
    help: () => l10n.t('only the network that has this derived name'),
    commands: ['names'],
  },
  {
    name: 'fail-on',
    value: severities.join('|'),
    help: () => l10n.t('lowest severity that makes the exit code 1, warning unless given'),
    commands: ['check'],
  },
  { name: 'verbose', help: () => l10n.t('also say what was assumed and what was left out') },
  { name: 'help', help: () => l10n.t('this text') },
  { name: 'version', help: () => l10n.t('the version') },
];

export function parseArguments(args: readonly string[], version: string): ParsedArguments {
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        optionTable.map(({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string' } as const]),
      ),
    });
  } catch (problem) {
    return { usageError: problem instanceof Error ? problem.message : String(problem) };
  }
  const { values, positionals } = parsed;
  if (values['version']) return { print: version };
  const [command, ...paths] = positionals;
  if (values['help'] || (command === undefined && args.length === 0)) return { print: helpText() };
  const entry = commandTable.find(({ name }) => name === command);
  if (!entry) {
    return {
      usageError: command === undefined ? l10n.t('A command is missing.') : l10n.t('There is no command {0}.', command),
    };
  }
  for (const { name, commands } of optionTable) {
    if (values[name] !== undefined && commands && !commands.includes(entry.name))
      return { usageError: l10n.t('--{0} does not go with {1}.', name, entry.name) };
  }
  const text = (name: string): string | undefined => (typeof values[name] === 'string' ? values[name] : undefined);
  const format = text('format') ?? 'text';
  if (format !== 'text' && format !== 'json') return { usageError: l10n.t('--format is text or json.') };
  const failOn = severities.find((severity) => severity === (text('fail-on') ?? 'warning'));
  if (!failOn) return { usageError: l10n.t('--fail-on is one of {0}.', severities.join(', ')) };
  if (paths.length === 0)
    return { usageError: l10n.t('Name at least one file, folder or pattern, or - for standard input.') };
  return {
    run: {
      command: entry.name,
      paths,
      release: text('release'),
      namespace: text('namespace'),
      kubevirt: text('kubevirt'),
      format,
      verbose: values['verbose'] === true,
      find: text('find'),
      failOn,
    },
  };
}

export function helpText(): string {
  const optionText = ({ name, value }: OptionEntry): string => `--${name}${value === undefined ? '' : ` ${value}`}`;
  const width = Math.max(...optionTable.map((entry) => optionText(entry).length)) + 2;
  const column = (text: string): string => text.padEnd(width);
  return [
    l10n.t('Usage: virtlens COMMAND [OPTION…] PATH…'),
    '',
    l10n.t('PATH is a file, a folder, a glob pattern, or - for standard input.'),
    '',
    l10n.t('Commands:'),
    ...commandTable.map(({ name, help }) => `  ${column(name)}${help()}`),
    '',
    l10n.t('Options:'),
    ...optionTable.map((entry) => `  ${column(optionText(entry))}${entry.help()}`),
    '',
    l10n.t(
      'Exit codes: 0 clean, 1 findings (names --find: not found), 2 wrong usage, 3 something could not be analysed.',
    ),
  ].join('\n');
}
