/** The workspace of one run of the command line: the inputs, what stands around them, and what the flags say. */
import { newCounters } from '../core/counters.ts';
import { documentSource } from '../core/features/document-source.ts';
import type { FileSystem, MessageSource, RevisionTexts, Scheduler, SchemaSource } from '../core/ports.ts';
import type { Role } from '../core/resources/kinds.ts';
import { resourcesOf, type Resource } from '../core/resources/resources.ts';
import { FindingStore } from '../core/rules/findings.ts';
import { launcherFor, type Launcher } from '../core/workspace/launcher.ts';
import type { Overrides } from '../core/workspace/cluster-facts.ts';
import { documentFacts } from '../core/workspace/document-facts.ts';
import { projectFileName } from '../core/workspace/project-file.ts';
import { WorkspaceIndex } from '../core/workspace/workspace-index.ts';
import { Workspace, type DocumentView } from '../core/workspace/workspace.ts';
import { readDocument } from '../core/yaml/read-document.ts';
import { TextStore } from '../core/yaml/text-store.ts';
import type { Input } from './inputs.ts';

/** What the command line is given by the machine it runs on. */
export interface Host {
  readonly fileSystem: FileSystem;
  readonly scheduler: Scheduler;
  readonly schemas: SchemaSource;
  readonly messages: MessageSource;
  /** Old texts of files under version control, for what compares. */
  readonly revisions: RevisionTexts;
}

export interface Analysis {
  readonly workspace: Workspace;
  readonly findings: FindingStore;
  /** Reads what answers ask for. */
  readonly index: WorkspaceIndex;
  readonly inputs: readonly Input[];
}

/** Where something was found. */
export interface FoundEntry {
  readonly file: string;
  readonly line: number;
  /** The file that the document was rendered from, where the tool that rendered it says so. */
  readonly source?: string;
}

/** One VM of an input. */
export interface FoundVm {
  readonly input: Input;
  /** Line of its first key, from 1. */
  readonly line: number;
  /** The file that it was rendered from. */
  readonly source: string | undefined;
  readonly resource: Resource;
  readonly launcher: Launcher;
}

/** `nameOf` gives the name that a file found on the way is shown by; what is `beside` is known, and not reported. */
export async function analyse(
  inputs: readonly Input[],
  beside: readonly Input[],
  overrides: Overrides,
  { schemas, ...host }: Pick<Host, 'fileSystem' | 'scheduler' | 'schemas'>,
  nameOf: (uri: string) => string,
): Promise<Analysis> {
  const workspace = new Workspace(newCounters(), overrides, schemas);
  const findings = new FindingStore(workspace);
  const index = new WorkspaceIndex(workspace, host, { changed: () => undefined });
  for (const input of [...beside, ...inputs]) workspace.setDiskFile(input.uri, input.text);
  for (const input of inputs) await index.load(input.uri);
  // A project file decides over all answers, so what is wrong in it is told, though nobody named it.
  const given = new Set(inputs.map(({ uri }) => uri));
  const projects = workspace.knownUris
    .filter((uri) => uri.endsWith(`/${projectFileName}`) && !given.has(uri))
    .sort()
    .map((uri) => ({ name: nameOf(uri), uri, text: workspace.file(uri)?.store.text ?? '' }));
  return { workspace, findings, index, inputs: [...inputs, ...projects] };
}

/** Answers may make texts necessary, and these others, in chains of this length at most. */
const mostRounds = 20;

/** An answer once all texts that it asks for have come; `settled` waits for them, and says whether there were any. */
export async function untilSettled<T>(ask: () => T, settled: () => Promise<boolean>): Promise<T> {
  for (let round = 1; ; round++) {
    const answer = ask();
    if (!(await settled()) || round === mostRounds) return answer;
  }
}

/** What a file with the cluster's KubeVirt resource says; undefined when it holds none. */
export function overridesOf(text: string): Overrides | undefined {
  for (const segment of TextStore.of(text).segments) {
    const document = readDocument(segment.text);
    const [cluster] = documentFacts('', segment, document, resourcesOf(document)).clusters;
    if (cluster) {
      return {
        configuration: cluster.configuration,
        updateMethods: cluster.updateMethods,
        ...(cluster.observedRelease !== undefined && { release: cluster.observedRelease }),
      };
    }
  }
  return undefined;
}

/** Whether a text has an object of a role. */
export function holdsRole(text: string, role: Role): boolean {
  return TextStore.of(text).segments.some((segment) =>
    resourcesOf(readDocument(segment.text)).some((resource) => resource.role === role),
  );
}

export function* views({ workspace, inputs }: Analysis): Iterable<{ input: Input; view: DocumentView }> {
  for (const input of inputs) {
    const file = workspace.file(input.uri);
    for (const index of file?.store.segments.keys() ?? []) {
      const view = workspace.view(input.uri, index);
      if (view) yield { input, view };
    }
  }
}

export function* foundVms(analysis: Analysis): Iterable<FoundVm> {
  for (const { input, view } of views(analysis)) {
    const store = analysis.workspace.file(input.uri)?.store;
    for (const resource of view.resources) {
      const launcher = launcherFor(view.document, resource, analysis.workspace.context(input.uri));
      if (!launcher || !store) continue;
      const source = documentSource(view, resource.field);
      yield { input, line: lineOf(store, view.index, resource), source, resource, launcher };
    }
  }
}

/** Line of an object's first key, from 1. */
export function lineOf(store: TextStore, index: number, { node }: Resource): number {
  return store.positionAt(index, node.entries[0]?.keySpan.start ?? node.start).line + 1;
}

/** Whether a text could hold something for VirtLens. */
export function mayConcern(text: string): boolean {
  return /kubevirt|k8s\.cni\.cncf\.io/i.test(text);
}

/** Where kubectl stops reading, and why. */
export interface Refused extends FoundEntry {
  readonly message: string;
}

/** Inputs with text that kubectl refuses and that could have held something for VirtLens. */
export function unanalysable({ workspace, inputs }: Analysis): readonly Refused[] {
  const result: Refused[] = [];
  for (const input of inputs) {
    const store = workspace.file(input.uri)?.store;
    if (!store) continue;
    for (const [index, segment] of store.segments.entries()) {
      if (!mayConcern(segment.text)) continue;
      const read = workspace.read(segment);
      const problem = read.document.problems.find(({ kind }) => kind === 'refused');
      if (!problem) continue;
      const source = documentSource(read);
      const line = store.positionAt(index, problem.start).line + 1;
      result.push({ file: input.name, line, ...(source !== undefined && { source }), message: problem.message });
    }
  }
  return result;
}
