/** Runs one command line to its exit code. All input and output goes through `Terminal`, so that tests see it all. */
import * as l10n from '@vscode/l10n';
import { severities } from '../core/settings.ts';
import { describeFacts, type Overrides } from '../core/workspace/cluster-facts.ts';
import { analyse, overridesOf, unanalysable, type Analysis, type Host } from './analysis.ts';
import { helpText, parseArguments, type Options } from './arguments.ts';
import { nameOfUri, readInputs } from './inputs.ts';
import { annotateEntries, annotateText, checkEntries, checkText, namesEntries, namesText, place } from './reports.ts';

export interface Terminal {
  readonly folder: string;
  out(text: string): void;
  error(text: string): void;
  readStandardInput(): Promise<string>;
  /** Shows how far a long run has come; only on a terminal, never in a file. */
  progress(text: string | undefined): void;
}

/** 0 clean, 1 findings or nothing found, 2 wrong usage, 3 something could not be analysed. */
export type ExitCode = 0 | 1 | 2 | 3;

export async function run(args: readonly string[], version: string, terminal: Terminal, host: Host): Promise<ExitCode> {
  const parsed = parseArguments(args, version);
  if ('print' in parsed) {
    terminal.out(`${parsed.print}\n`);
    return 0;
  }
  if ('usageError' in parsed) {
    terminal.error(`virtlens: ${parsed.usageError}\n\n${helpText()}\n`);
    return 2;
  }
  const options = parsed.run;
  const overrides = await readOverrides(options, terminal, host);
  if (typeof overrides === 'string') {
    terminal.error(`virtlens: ${overrides}\n`);
    return 2;
  }
  const read = await readInputs(
    options.paths,
    terminal.folder,
    host.fileSystem,
    () => terminal.readStandardInput(),
    (count) => terminal.progress(l10n.t('{0} files read', count)),
  );
  if (read.missing.length > 0) {
    terminal.progress(undefined);
    for (const name of read.missing) terminal.error(`virtlens: ${l10n.t('{0}: no such file', name)}\n`);
    return 2;
  }
  const analysis = await analyse(read.inputs, overrides, host, (uri) => nameOfUri(uri, terminal.folder));
  terminal.progress(l10n.t('analysing'));
  const { text, code } = report(options, analysis);
  terminal.progress(undefined);
  if (text !== '') terminal.out(`${text}\n`);
  const refused = unanalysable(analysis);
  for (const name of read.unreadable) terminal.error(`virtlens: ${l10n.t('{0}: cannot be read', name)}\n`);
  for (const entry of refused)
    terminal.error(`virtlens: ${l10n.t('{0}: not analysed: {1}', place(entry), entry.message)}\n`);
  if (options.verbose) sayWhatWasLearnt(analysis, terminal);
  return read.unreadable.length > 0 || refused.length > 0 ? 3 : code;
}

function report(options: Options, analysis: Analysis): { text: string; code: ExitCode } {
  const json = (entries: readonly unknown[]): string => JSON.stringify(entries, undefined, 2);
  switch (options.command) {
    case 'annotate': {
      const entries = annotateEntries(analysis);
      return { text: options.format === 'json' ? json(entries) : annotateText(entries, options.verbose), code: 0 };
    }
    case 'names': {
      const entries = namesEntries(analysis, options.find);
      const code = options.find !== undefined && entries.length === 0 ? 1 : 0;
      return { text: options.format === 'json' ? json(entries) : namesText(entries), code };
    }
    case 'check': {
      const entries = checkEntries(analysis);
      const worst = severities.indexOf(options.failOn);
      const code = entries.some(({ severity }) => severities.indexOf(severity) <= worst) ? 1 : 0;
      return { text: options.format === 'json' ? json(entries) : checkText(entries), code };
    }
  }
}

/** What the flags state; a text is why they cannot be used. */
async function readOverrides(options: Options, terminal: Terminal, { fileSystem }: Host): Promise<Overrides | string> {
  let fromFile: Overrides = {};
  if (options.kubevirt !== undefined) {
    const { inputs } = await readInputs(
      [options.kubevirt],
      terminal.folder,
      fileSystem,
      () => terminal.readStandardInput(),
      () => undefined,
    );
    const [file] = inputs;
    if (!file) return l10n.t('{0}: no such file', options.kubevirt);
    const found = overridesOf(file.text);
    if (!found) return l10n.t('{0}: holds no KubeVirt resource', options.kubevirt);
    fromFile = found;
  }
  return {
    ...fromFile,
    ...(options.release !== undefined && { release: options.release }),
    ...(options.namespace !== undefined && { namespace: options.namespace }),
  };
}

function sayWhatWasLearnt({ workspace, inputs }: Analysis, terminal: Terminal): void {
  const said = new Set<string>();
  for (const { uri } of inputs) {
    const facts = workspace.known.cluster(uri);
    for (const line of describeFacts(facts)) said.add(line);
  }
  for (const line of said) terminal.error(`virtlens: ${line}\n`);
}
