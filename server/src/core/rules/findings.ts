/**
 * Findings of every known document, computed when they are asked for and kept until the document or a fact it asked for
 * changes. An edit makes exactly the edited document stale; an edit to a NAD exactly the documents that looked it up.
 */
import { Index } from '../workspace/fact-index.ts';
import type { DocumentView, FactKey, Workspace, WorkspaceObserver } from '../workspace/workspace.ts';
import { dumpsBeside, dumpsOf } from '../workspace/dumps.ts';
import type { Segment } from '../yaml/text-store.ts';
import type { Resource } from '../resources/resources.ts';
import { imaginedImpacts, type EditImpact } from '../workspace/edit-impact.ts';
import type { StatusReading } from '../workspace/status-reading.ts';
import { analyseDocument, fixesFor } from './analysis.ts';
import type { Finding, Fix } from './rule.ts';
import { editSurroundings, impactOf, statusOf, type Environment } from './subject.ts';

/** Findings of one document, in its place. */
export interface DocumentFindings {
  readonly index: number;
  readonly segment: Segment;
  readonly findings: readonly Finding[];
}

/** What was computed of the objects of one document, each by its field. */
interface Answers {
  readonly segment: Segment;
  /** What edits do. */
  readonly impacts: Map<string, EditImpact | undefined>;
  /** What happened to the VM. */
  readonly readings: Map<string, StatusReading | undefined>;
}

/** What was computed of one document, and what it asked. */
interface Known extends Answers {
  readonly file: FileState;
  readonly findings: readonly Finding[];
  readonly lookups: Set<FactKey>;
}

interface FileState {
  readonly stale: Set<Segment>;
  /** Documents that have findings: few, in most files, so that an answer need not look at all documents. */
  readonly telling: Set<Segment>;
  readonly known: Map<Segment, Known>;
}

/** How long findings may be looked for at a time, by a clock of the caller's. */
export interface TimeLimit {
  readonly milliseconds: number;
  /** Milliseconds from any start on. */
  now(): number;
}

/** Findings of one document whose fixes are computed at once, and the time that this may take about, in characters read. */
const mostFixed = 40;
const mostRead = 400_000;

export class FindingStore implements WorkspaceObserver {
  private readonly files = new Map<string, FileState>();
  /** Documents by what they asked for. */
  private readonly dependents = new Index<Known>();
  /** Fixes computed since anything changed: menus ask for the same ones again and again. */
  private readonly fixed = new Map<Finding, readonly Fix[]>();

  /** Without a limit all documents of a file are judged at once, however many. */
  constructor(
    private readonly workspace: Workspace,
    private readonly limit?: TimeLimit,
  ) {
    workspace.observe(this);
  }

  documentsChanged(uri: string, removed: readonly Segment[], added: readonly Segment[]): void {
    this.fixed.clear();
    const state = this.files.get(uri);
    if (!state) return;
    for (const segment of removed) this.drop(state, segment);
    for (const segment of added) state.stale.add(segment);
    if (state.known.size === 0 && state.stale.size === 0) this.files.delete(uri);
  }

  factsChanged(keys: ReadonlySet<FactKey>): boolean {
    this.fixed.clear();
    let asked = false;
    for (const key of keys) {
      if (key === 'nads') {
        for (const other of this.dependents.keys())
          if (/^nad:|^nad-names$/.test(other)) asked = markStale(this.dependents.at(other)) || asked;
      } else if (key.startsWith(baselinePrefix)) asked = this.baselineChanged(key) || asked;
      else asked = markStale(this.dependents.at(key)) || asked;
    }
    return asked;
  }

  /**
   * The old text of a file is another, or has come at last. Where edits had nothing to tell and have nothing to tell now,
   * findings stay, and only what was said of the edits goes.
   */
  private baselineChanged(key: FactKey): boolean {
    const uri = key.slice(baselinePrefix.length);
    let asked = false;
    for (const { segment, file, impacts } of this.dependents.at(key)) {
      asked = true;
      const isQuiet = file === this.files.get(uri) && [...impacts.values()].every(tellsNothing);
      if (isQuiet && this.workspace.baselines.isUntouched(uri, segment)) impacts.clear();
      else file.stale.add(segment);
    }
    return asked;
  }

  /** Documents of a file that have findings, in order; only those that could be judged in time (`unjudged`). */
  *of(uri: string): Iterable<DocumentFindings> {
    const state = this.stateOf(uri);
    const segments = this.workspace.file(uri)?.store.segments ?? [];
    if (!state) return;
    const start = this.limit?.now() ?? 0;
    for (const segment of state.stale) {
      this.analyse(uri, segment, state);
      state.stale.delete(segment);
      if (this.limit && this.limit.now() - start > this.limit.milliseconds) break;
    }
    let left = state.telling.size;
    for (let index = 0; index < segments.length && left > 0; index++) {
      const segment = segments[index];
      if (!segment || !state.telling.has(segment)) continue;
      left--;
      yield { index, segment, findings: state.known.get(segment)?.findings ?? [] };
    }
  }

  /** How many documents of a file time did not suffice for; whoever asks again gets further. */
  unjudged(uri: string): number {
    return this.files.get(uri)?.stale.size ?? 0;
  }

  /** What the edits of an object do, kept as its document's findings are. */
  impact(view: DocumentView, resource: Resource): EditImpact | undefined {
    const environment = this.environmentOf(view);
    return environment.impactOf(view, resource, () => impactOf(view, resource, environment));
  }

  /** What edits that nobody made would do to a VM; undefined where that cannot be said. */
  imagine(view: DocumentView, resource: Resource): ReturnType<typeof imaginedImpacts> {
    const environment = this.environment(view.uri, () => undefined);
    return imaginedImpacts(view.document, resource, editSurroundings(environment));
  }

  /** What happened to the VM that an object is of, kept in the same way. */
  status(view: DocumentView, resource: Resource): StatusReading | undefined {
    const environment = this.environmentOf(view);
    return environment.statusOf(view, resource, () => statusOf(view, resource, environment));
  }

  /** For what is asked of a document beside its findings: questions are added to those that it has asked. */
  private environmentOf({ uri, segment }: DocumentView): Environment {
    const state = this.stateOf(uri);
    if (state?.stale.delete(segment)) this.analyse(uri, segment, state);
    const known = state?.known.get(segment);
    const lookedUp = (key: FactKey): void => {
      if (!known || known.lookups.has(key)) return;
      known.lookups.add(key);
      this.dependents.add(key, known);
    };
    return this.environment(uri, lookedUp, known);
  }

  /** Fixes of one finding, for whoever asks for it. */
  fixes(view: DocumentView, finding: Finding): readonly Fix[] {
    const before = this.fixed.get(finding);
    if (before) return before;
    const known = this.files.get(view.uri)?.known.get(view.segment)?.findings ?? [finding];
    const fixes = fixesFor(
      view,
      finding,
      known,
      this.environment(view.uri, () => undefined),
    );
    this.fixed.set(finding, fixes);
    return fixes;
  }

  /**
   * Fixes of the findings of a document, for whoever wants them all. Each is tried on the document, so where there are
   * very many findings those of the first ones have to do.
   */
  fixesOfAll(view: DocumentView, findings: readonly Finding[]): ReadonlyMap<Finding, readonly Fix[]> {
    // Planning and trying the fixes of one finding reads the document some ten times, and judges it again each time.
    const once = view.segment.text.length * 10 * (1 + findings.length / 50);
    const most = Math.min(mostFixed, Math.max(3, Math.ceil(mostRead / once)));
    return new Map(findings.slice(0, most).map((finding) => [finding, this.fixes(view, finding)]));
  }

  private stateOf(uri: string): FileState | undefined {
    const known = this.files.get(uri);
    const file = this.workspace.file(uri);
    if (known || !file) return known;
    const state: FileState = { stale: new Set(file.store.segments), telling: new Set(), known: new Map() };
    this.files.set(uri, state);
    return state;
  }

  private analyse(uri: string, segment: Segment, state: FileState): void {
    this.drop(state, segment, true);
    this.workspace.counters.documentsAnalysed++;
    const lookups = new Set<FactKey>();
    const answers: Answers = { segment, impacts: new Map(), readings: new Map() };
    const view: DocumentView = { uri, segment, index: -1, ...this.workspace.read(segment) };
    const findings = analyseDocument(
      view,
      this.environment(uri, (key) => lookups.add(key), answers),
    );
    const known: Known = { ...answers, file: state, findings, lookups };
    state.known.set(segment, known);
    if (findings.length > 0) state.telling.add(segment);
    for (const key of lookups) this.dependents.add(key, known);
  }

  private drop(state: FileState, segment: Segment, keepStale = false): void {
    if (!keepStale) state.stale.delete(segment);
    const known = state.known.get(segment);
    if (!known) return;
    for (const key of known.lookups) this.dependents.remove(key, known);
    state.known.delete(segment);
    state.telling.delete(segment);
  }

  private environment(uri: string, lookedUp: (key: FactKey) => void, kept?: Answers): Environment {
    const { workspace } = this;
    const { known } = workspace;
    return {
      cluster: (other = uri) => {
        lookedUp(`cluster:${other}`);
        return known.cluster(other);
      },
      findNad: (namespace, name) => {
        lookedUp(`nad:${name}`);
        lookedUp('namespaces');
        return known.findNad(uri, namespace, name);
      },
      nadsNamed: (name) => {
        lookedUp(`nad:${name}`);
        return known.nadsNamed(uri, name);
      },
      knownNads: () => {
        lookedUp('nad-names');
        return known.knownNads(uri);
      },
      nadsWithConfigName: (name) => {
        lookedUp(`nad-config:${name}`);
        return known.nadsWithConfigName(uri, name);
      },
      networksUsing: (namespace, name) => {
        lookedUp(`uses:${name}`);
        lookedUp('namespaces');
        return known.networksUsing(namespace, name);
      },
      hasNadUses: () => {
        lookedUp('uses');
        return known.hasNadUses;
      },
      registrationsUsing: (namespace, name) => {
        lookedUp(`uses:${name}`);
        return known.registrationsUsing(namespace, name);
      },
      interfacesWithMac: (mac) => {
        lookedUp(`mac:${mac}`);
        return known.interfacesWithMac(mac);
      },
      namespaceOf: (fact) => {
        lookedUp('namespaces');
        lookedUp(`cluster:${fact.uri}`);
        return known.namespaceOf(fact);
      },
      *machinesNamed(name) {
        lookedUp(`vm:${name}`);
        for (const machine of known.machinesNamed(name)) yield { machine, view: workspace.viewOf(machine) };
      },
      impactOf: ({ segment }, { field }, compute) =>
        answerOf(segment === kept?.segment ? kept.impacts : undefined, field, compute, () => {
          workspace.counters.impactsComputed++;
        }),
      statusOf: ({ segment }, { field }, compute) =>
        answerOf(segment === kept?.segment ? kept.readings : undefined, field, compute, (reading) => {
          if (reading) workspace.counters.statusesRead++;
        }),
      baselineOf: (view, resource) => workspace.baselines.match(view, resource, lookedUp),
      dumpsOf: (namespace, name) => dumpsOf(workspace, uri, namespace, name, lookedUp),
      dumpsBeside: (vm, own) => dumpsBeside(workspace, uri, vm, own, lookedUp),
      isPatch: (other = uri) => {
        lookedUp(`patch:${other}`);
        return known.isPatch(other);
      },
      projectProblems: () => {
        lookedUp('project');
        return known.projectProblems(uri);
      },
      findProfile: (role, wanted) => {
        lookedUp('profiles');
        lookedUp('namespaces');
        return known.findProfile(uri, role, wanted);
      },
      schemas: (kind) => {
        lookedUp(`schema:${kind}`);
        workspace.counters.objectsValidated++;
        return workspace.schemas;
      },
      syntaxIsCheckedElsewhere: () => {
        lookedUp('settings');
        return workspace.syntaxIsCheckedElsewhere(uri);
      },
      projectFile: known.projectFileFor(uri),
    };
  }
}

const baselinePrefix = 'baseline:';

/** What was answered before. What a fix is tried on is another document, of which nothing is kept, as nobody else asks. */
function answerOf<T>(kept: Map<string, T> | undefined, field: string, compute: () => T, count: (answer: T) => void): T {
  if (kept?.has(field)) return kept.get(field) as T;
  const answer = compute();
  if (!kept) return answer;
  count(answer);
  kept.set(field, answer);
  return answer;
}

/** Whether no rule can have a finding about the edits of an object. */
function tellsNothing(impact: EditImpact | undefined): boolean {
  return impact?.state !== 'judged' || impact.impact.changes.length === 0;
}

/** Says whether there are any. */
function markStale(documents: Iterable<Known>): boolean {
  let asked = false;
  for (const { segment, file } of documents) {
    file.stale.add(segment);
    asked = true;
  }
  return asked;
}
