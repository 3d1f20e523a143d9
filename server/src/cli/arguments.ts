/** Reads a command line by the table of commands, and writes the help from it. */
import { parseArgs } from 'node:util';
import * as l10n from '@vscode/l10n';
import {
  commandTable,
  printingOptions,
  sharedOptions,
  type Command,
  type CommandEntry,
  type OptionEntry,
  type Options,
} from './command-table.ts';

export type ParsedArguments = { readonly run: Options } | { readonly print: string } | { readonly usageError: string };

type Values = Readonly<Record<string, string | boolean | undefined>>;

const commands = Object.entries(commandTable) as readonly [Command, CommandEntry][];

export function parseArguments(args: readonly string[], version: string): ParsedArguments {
  const { values, positionals, tokens } = readTokens(args);
  const malformed = malformedOption(tokens);
  if (malformed !== undefined) return { usageError: malformed };
  if (values['version']) return { print: version };
  const [given, ...paths] = positionals;
  if (values['help'] || (given === undefined && args.length === 0)) return { print: helpText() };
  const [command, entry] = commands.find(([name]) => name === given) ?? [];
  if (!command || !entry) {
    return {
      usageError: given === undefined ? l10n.t('A command is missing.') : l10n.t('There is no command {0}.', given),
    };
  }
  const options: Readonly<Record<string, OptionEntry>> = { ...sharedOptions, ...entry.options };
  const wrong = wrongUse(command, options, values) ?? severalPiped(options, values, paths);
  if (wrong !== undefined) return { usageError: wrong };
  if (paths.length === 0 && (entry.pathsOptionalWith === undefined || values[entry.pathsOptionalWith] === undefined))
    return {
      usageError:
        entry.operands?.missing() ?? l10n.t('Name at least one file, folder or pattern, or - for standard input.'),
    };
  const read = Object.entries(options).map(([name, option]) => [name, valueOf(option, values[name])] as const);
  // The table decides the types of the values, and each was checked by it.
  return { run: { command, paths, ...Object.fromEntries(read) } as unknown as Options };
}

/** The locale that a command line states, whatever else is wrong with it: its faults are told in that language. */
export function localeArgument(args: readonly string[]): string | undefined {
  const { locale } = readTokens(args).values;
  return typeof locale === 'string' ? locale : undefined;
}

function readTokens(args: readonly string[]) {
  // Not strict, because Node tells faults in English.
  return parseArgs({ args: [...args], allowPositionals: true, options: everyOption(), strict: false, tokens: true });
}

/** What Node would refuse: options that nobody knows, and values that are missing or too many. */
function malformedOption(tokens: ReturnType<typeof readTokens>['tokens']): string | undefined {
  const known = everyOption();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!option) return l10n.t('There is no option {0}.', rawName);
    if (option.type === 'boolean' && value !== undefined) return l10n.t('{0} takes no value.', rawName);
    if (option.type === 'boolean') continue;
    if (value === undefined) return l10n.t('{0} needs a value.', rawName);
    // `-` is standard input.
    if (inlineValue === false && value.startsWith('-') && value !== '-')
      return l10n.t('{0} needs a value; one that begins with - is written {1}.', rawName, `${rawName}=${value}`);
  }
  return undefined;
}

/** How parseArgs is told of options: an option that several commands have is of one type in all of them. */
function everyOption(): Record<string, { type: 'boolean' | 'string' }> {
  const tables = [...commands.map(([, { options }]) => options), sharedOptions, printingOptions];
  return Object.fromEntries(
    tables.flatMap((table) =>
      Object.entries<OptionEntry>(table).map(([name, { is }]) => [
        name,
        { type: is === 'flag' ? 'boolean' : 'string' },
      ]),
    ),
  );
}

/** Why the options cannot be used as they are. */
function wrongUse(
  command: Command,
  options: Readonly<Record<string, OptionEntry>>,
  values: Values,
): string | undefined {
  for (const [name, value] of Object.entries(values)) {
    const option = options[name];
    if (!option) return l10n.t('--{0} does not go with {1}.', name, command);
    if (option.is === 'choice' && !option.values.some((allowed) => allowed === value))
      return l10n.t('--{0} is one of {1}.', name, option.values.join(', '));
    if (option.is !== 'text') continue;
    const other = option.excludes?.find((excluded) => values[excluded] !== undefined);
    if (other !== undefined) return l10n.t('--{0} does not go with --{1}.', name, other);
    const missing = option.needs?.find((needed) => values[needed] === undefined);
    if (missing !== undefined) return l10n.t('--{0} needs --{1}.', name, missing);
  }
  return undefined;
}

/** Standard input is one text. */
function severalPiped(
  options: Readonly<Record<string, OptionEntry>>,
  values: Values,
  paths: readonly string[],
): string | undefined {
  const piped = Object.keys(options).filter((name) => values[name] === '-');
  return piped.length + new Set(paths.filter((name) => name === '-')).size > 1
    ? l10n.t('Only one file can be - for standard input.')
    : undefined;
}

function valueOf(option: OptionEntry, given: string | boolean | undefined): string | boolean | undefined {
  if (option.is === 'flag') return given === true;
  return given ?? (option.is === 'choice' ? option.fallback : undefined);
}

export function helpText(): string {
  const rows = (table: Readonly<Record<string, OptionEntry>>): [string, string][] =>
    Object.entries(table).map(([name, option]) => [optionText(name, option), option.help()]);
  const shared = rows({ ...sharedOptions, ...printingOptions });
  const own = commands.map(([name, { options }]) => [name, rows(options)] as const);
  // What lists long choices stands on a line of its own.
  const width = Math.max(...shared.map(([option]) => option.length)) + 2;
  const lines = (list: readonly [string, string][]): string[] =>
    list.map(([option, help]) =>
      option.length + 2 > width ? `  ${option}\n  ${' '.repeat(width)}${help}` : `  ${option.padEnd(width)}${help}`,
    );
  return [
    l10n.t('Usage: virtlens COMMAND [OPTION…] PATH…'),
    '',
    l10n.t('PATH is a file, a folder, a glob pattern, or - for standard input.'),
    '',
    l10n.t('Commands:'),
    ...lines(commands.map(([name, { help, operands }]) => [operands ? `${name} ${operands.form}` : name, help()])),
    '',
    l10n.t('Options:'),
    ...lines(shared),
    ...own.flatMap(([name, list]) => ['', l10n.t('Options of {0}:', name), ...lines(list)]),
    '',
    l10n.t(
      'Exit codes: 0 done, 1 something of the severity or impact of --fail-on (names --find: not found), 2 wrong usage, 3 something could not be analysed or compared.',
    ),
  ].join('\n');
}

function optionText(name: string, option: OptionEntry): string {
  if (option.is === 'flag') return `--${name}`;
  return `--${name} ${option.is === 'choice' ? option.values.join('|') : option.value}`;
}
