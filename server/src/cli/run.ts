/** Runs one command line to its exit code. All input and output goes through `Terminal`, so that tests see it all. */
import * as l10n from '@vscode/l10n';
import { messagesFor, speak } from '../core/language.ts';
import { severities } from '../core/settings.ts';
import { describeFacts, type Overrides } from '../core/workspace/cluster-facts.ts';
import { analyse, overridesOf, unanalysable, type Analysis, type Host } from './analysis.ts';
import { helpText, localeArgument, parseArguments } from './arguments.ts';
import { check, type CheckTask, type RunHost } from './check-parts.ts';
import type { Options } from './command-table.ts';
import { diagramReport } from './diagram/report.ts';
import { explainReport } from './explain/report.ts';
import { readCompared } from './impact/files.ts';
import { impactReport } from './impact/report.ts';
import { nameOfUri, readInputs, type Input, type Inputs } from './inputs.ts';
import { annotateEntries, annotateText, checkText, jsonText, namesEntries, namesText } from './reports.ts';
import type { ExitCode, Report, Terminal } from './terminal.ts';
import { place } from './terminal-text.ts';
import { readTargets } from './vm-targets.ts';

/** The files of a run, and what makes its report of them. */
interface Work {
  readonly files: Inputs & { readonly beside: readonly Input[] };
  report(analysis: Analysis, nameOf: (uri: string) => string): Report | Promise<Report>;
}

export async function run(
  args: readonly string[],
  version: string,
  terminal: Terminal,
  host: RunHost,
): Promise<ExitCode> {
  const locale = localeArgument(args) ?? terminal.locale;
  speak(await messagesFor(locale, host.messages));
  const parsed = parseArguments(args, version);
  if ('print' in parsed) {
    terminal.out(`${parsed.print}\n`);
    return 0;
  }
  const tell = (text: string): void => terminal.error(`virtlens: ${text}\n`);
  if ('usageError' in parsed) {
    tell(`${parsed.usageError}\n\n${helpText()}`);
    return 2;
  }
  const options = parsed.run;
  const overrides = await readOverrides(options, terminal, host);
  if (typeof overrides === 'string') {
    tell(overrides);
    return 2;
  }
  const work = await workOf(options, { overrides, locale }, terminal, host);
  const wrong = typeof work === 'string' ? [work] : work.files.missing.map((name) => l10n.t('{0}: no such file', name));
  if (typeof work === 'string' || wrong.length > 0) {
    terminal.progress(undefined);
    for (const text of wrong) tell(text);
    return 2;
  }
  const { files } = work;
  const nameOf = (uri: string): string => nameOfUri(uri, terminal.folder);
  const analysis = await analyse(files.inputs, files.beside, overrides, host, nameOf);
  terminal.progress(l10n.t('analysing'));
  const { text, code, problems = [], refused = unanalysable(analysis) } = await work.report(analysis, nameOf);
  terminal.progress(undefined);
  if (text !== '') terminal.out(`${text}\n`);
  for (const name of files.unreadable) tell(l10n.t('{0}: cannot be read', name));
  for (const entry of refused) tell(l10n.t('{0}: not analysed: {1}', place(entry), entry.message));
  for (const problem of problems) tell(problem);
  if (options.verbose) sayWhatWasLearnt(analysis, terminal);
  return code === 2 ? 2 : files.unreadable.length > 0 || refused.length > 0 ? 3 : code;
}

/** A text is why the command line cannot be used. */
async function workOf(
  options: Options,
  said: Pick<CheckTask, 'overrides' | 'locale'>,
  terminal: Terminal,
  host: RunHost,
): Promise<Work | string> {
  const read = (paths: readonly string[]): Promise<Inputs> =>
    readInputs(
      paths,
      terminal.folder,
      host.fileSystem,
      () => terminal.readStandardInput(),
      (count) => terminal.progress(l10n.t('{0} files read', count)),
    );
  switch (options.command) {
    case 'impact': {
      const files = await readCompared(options, read, terminal.folder, host);
      if (typeof files === 'string') return files;
      return { files, report: (analysis, nameOf) => impactReport(options, analysis, files, nameOf) };
    }
    case 'explain': {
      const files = await readTargets(options.paths, read);
      return { files, report: (analysis, nameOf) => explainReport(options, analysis, files, nameOf) };
    }
    case 'diagram': {
      const files = await readTargets(options.paths, read);
      return { files, report: (analysis, nameOf) => diagramReport(options, analysis, files, nameOf) };
    }
    default: {
      const files = { ...(await read(options.paths)), beside: [] };
      const task = { ...said, inputs: files.inputs, folder: terminal.folder };
      return { files, report: (analysis) => report(options, analysis, task, host) };
    }
  }
}

async function report(
  options: Exclude<Options, { command: 'impact' | 'explain' | 'diagram' }>,
  analysis: Analysis,
  task: Omit<CheckTask, 'from' | 'to'>,
  { threads }: RunHost,
): Promise<Report> {
  switch (options.command) {
    case 'annotate': {
      const entries = annotateEntries(analysis);
      return { text: options.format === 'json' ? jsonText(entries) : annotateText(entries, options.verbose), code: 0 };
    }
    case 'names': {
      const entries = namesEntries(analysis, options.find);
      const code = options.find !== undefined && entries.length === 0 ? 1 : 0;
      return { text: options.format === 'json' ? jsonText(entries) : namesText(entries), code };
    }
    case 'check': {
      const { entries, refused } = await check(analysis, task, threads);
      const worst = severities.indexOf(options['fail-on']);
      const code = entries.some(({ severity }) => severities.indexOf(severity) <= worst) ? 1 : 0;
      return { text: options.format === 'json' ? jsonText(entries) : checkText(entries), code, refused };
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
