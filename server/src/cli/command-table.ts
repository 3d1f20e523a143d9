/**
 * Every command with its options, their values and their help. Parsing, checks of values, help and the types of what is
 * parsed all come from this table; nothing else may say which option goes with what.
 */
import * as l10n from '@vscode/l10n';
import { releases } from '../core/kubevirt/releases/index.ts';
import { severities } from '../core/settings.ts';

interface Flag {
  readonly is: 'flag';
  readonly help: () => string;
}

interface Text {
  readonly is: 'text';
  /** What stands for the value in the help. */
  readonly value: string;
  readonly help: () => string;
  /** Options that say the same in another way. */
  readonly excludes?: readonly string[];
  /** Options without which it says nothing. */
  readonly needs?: readonly string[];
}

interface Choice<Value extends string> {
  readonly is: 'choice';
  readonly values: readonly Value[];
  readonly fallback: Value;
  readonly help: () => string;
}

export type OptionEntry = Flag | Text | Choice<string>;

const flag = (help: () => string): Flag => ({ is: 'flag', help });
const text = (value: string, help: () => string, others: Pick<Text, 'excludes' | 'needs'> = {}): Text => ({
  is: 'text',
  value,
  help,
  ...others,
});
const choice = <const Value extends string>(
  values: readonly Value[],
  fallback: NoInfer<Value>,
  help: () => string,
): Choice<Value> => ({ is: 'choice', values, fallback, help });

const formatHelp = (): string => l10n.t('form of the output, text unless given');
const format = choice(['text', 'json'], 'text', formatHelp);

/** How a command is told which VMs it is about. */
const vmOperands = {
  form: 'NAME|FILE [PATH…]',
  missing: (): string => l10n.t('Name a VM, or a file with VMs, or - for standard input.'),
};

/** What goes with every command. */
export const sharedOptions = {
  release: text('RELEASE', () => l10n.t('KubeVirt release, {0}', releases.map(({ id }) => id).join(', '))),
  namespace: text('NAMESPACE', () => l10n.t('namespace of manifests that state none')),
  kubevirt: text('FILE', () => l10n.t('file with the KubeVirt resource of the cluster')),
  locale: text('LOCALE', () => l10n.t('language of what is said: ko, en; that of the environment unless given')),
  verbose: flag(() => l10n.t('also say what was assumed and what was left out')),
} as const;

/** What ends the run before there is a command. */
export const printingOptions = {
  help: flag(() => l10n.t('this text')),
  version: flag(() => l10n.t('the version')),
} as const;

/** From the strongest: each stands for itself and what is stronger. */
export const impactLimits = ['rejected', 'restart', 'migration', 'silent'] as const;
export type ImpactLimit = (typeof impactLimits)[number];

export const commandTable = {
  annotate: {
    help: () => l10n.t('network annotations of the launcher Pod of each VM'),
    options: { format },
  },
  names: {
    help: () => l10n.t('Pod interface, tap, bridge and NIC names of each logical network'),
    options: {
      format,
      find: text('NAME', () => l10n.t('only the network that has this derived name')),
    },
  },
  check: {
    help: () => l10n.t('findings, with quick fixes named'),
    options: {
      format,
      'fail-on': choice(severities, 'warning', () =>
        l10n.t('lowest severity that makes the exit code 1, warning unless given'),
      ),
    },
  },
  impact: {
    help: () => l10n.t('what edits do to running VMs: applied live, by migration, by a restart, or refused'),
    /** `--old` and `--new` name everything that is compared. */
    pathsOptionalWith: 'new',
    options: {
      base: text(
        'REF',
        () =>
          l10n.t(
            'git revision to compare with, HEAD unless given; of another line of commits its merge base with HEAD, as in a pull request',
          ),
        { excludes: ['old', 'new'] },
      ),
      old: text('FILE', () => l10n.t('compare this file, without git …'), { needs: ['new'] }),
      new: text('FILE', () => l10n.t('… with this one; PATHs are then known beside it and not compared'), {
        needs: ['old'],
      }),
      vmi: text('FILE', () => l10n.t('running VMIs with their status, which make the answer definite')),
      pod: text('FILE', () => l10n.t('their launcher Pods')),
      format: choice(['text', 'json', 'github', 'markdown'], 'text', formatHelp),
      'fail-on': choice(impactLimits, 'restart', () =>
        l10n.t(
          'what makes the exit code 1, restart unless given: rejected; restart: that or an eviction, and rejected; migration: also migrations at once or pending; silent: also what is ignored without a word. What is only possible does not count',
        ),
      ),
    },
  },
  explain: {
    help: () => l10n.t('the whole way of each NIC of a VM, what its status says, what migrates, and what to look at'),
    operands: vmOperands,
    options: { format: choice(['text', 'markdown', 'json'], 'text', formatHelp) },
  },
  diagram: {
    help: () => l10n.t('a picture of the way of each NIC of a VM, from the guest to the node'),
    operands: vmOperands,
    options: {
      format: choice(['svg', 'mermaid'], 'svg', () => l10n.t('form of the picture, svg unless given')),
    },
  },
} as const satisfies Record<string, CommandEntry>;

export interface CommandEntry {
  readonly help: () => string;
  readonly options: Readonly<Record<string, OptionEntry>>;
  /** What is named, where that is not `PATH…`, and what is said where nothing is. */
  readonly operands?: { readonly form: string; readonly missing: () => string };
  /** The option with which no PATH is needed. */
  readonly pathsOptionalWith?: string;
}

export type Command = keyof typeof commandTable;

type ValueOf<Option> = Option extends Choice<infer Value> ? Value : Option extends Text ? string | undefined : boolean;
type ValuesOf<Table> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

/** A command line as it was read. */
export type OptionsOf<Name extends Command> = { readonly command: Name; readonly paths: readonly string[] } & ValuesOf<
  typeof sharedOptions
> &
  ValuesOf<(typeof commandTable)[Name]['options']>;

export type Options = { [Name in Command]: OptionsOf<Name> }[Command];
