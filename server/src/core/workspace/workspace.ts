/**
 * The known files and what they tell each other: open documents, the YAML files of their folders, project files and
 * what those name. Holds everything in memory and answers at once; files come in from outside (`neighbourhood.ts`).
 *
 * Work is done per document: a document whose text did not change is neither read nor analysed again, and an edit to a
 * NAD or a KubeVirt resource re-analyses exactly the documents that asked for it (`lookups`).
 */
import type { Counters } from '../counters.ts';
import { noSchemas, type SchemaSource } from '../ports.ts';
import { resourcesOf, type Resource } from '../resources/resources.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import { find, joinField } from '../yaml/locate.ts';
import { readDocument } from '../yaml/read-document.ts';
import { TextStore, type Position, type Segment } from '../yaml/text-store.ts';
import type { Span, YamlDocument } from '../yaml/tree.ts';
import { clusterFacts, type ClusterFacts, type Overrides } from './cluster-facts.ts';
import {
  documentFacts,
  mayHoldFacts,
  noFacts,
  type ClusterResourceFact,
  type DocumentFacts,
  type NadFact,
  type ProfileFact,
} from './document-facts.ts';
import type { FactContext } from './launcher.ts';
import { byNearness, folderOf, nearest, parentFolder } from './locations.ts';
import { projectFileName, readProjectFile, type ProjectFile, type ProjectFileProblem } from './project-file.ts';

export interface TextChange {
  readonly range?: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** A file of which the text is known. */
export interface KnownFile {
  readonly uri: string;
  readonly store: TextStore;
  /** Version by the editor's count; undefined for a file read from disk. */
  readonly version: number | undefined;
}

/** One document, read. */
export interface ReadDocument {
  readonly document: YamlDocument;
  readonly resources: readonly Resource[];
}

/** One document in its place. */
export interface DocumentView extends ReadDocument {
  readonly uri: string;
  readonly segment: Segment;
  /** Position of the segment in the file. */
  readonly index: number;
}

/** What is kept of a read document after its tree has gone. */
interface Kept {
  readonly facts: DocumentFacts;
}

/**
 * A question that one document's answers may depend on: `cluster` (release, configuration, namespace, severities),
 * `nad:NAME`, `nads` (every NAD), `profiles` (instancetypes and preferences), `vms` (which VMs there are), `patches` (which files are patches), `project` (problems of the project file),
 * `schema:KIND` (the schema of a kind, once it has been loaded).
 */
export type FactKey = string;

/** Told of every change, so that what was computed from documents can be kept exactly as long as it holds. */
export interface WorkspaceObserver {
  /** Documents that went and came; segments in neither list are the same objects as before. */
  documentsChanged(uri: string, removed: readonly Segment[], added: readonly Segment[]): void;
  /** Answers to these questions may have changed. */
  factsChanged(keys: ReadonlySet<FactKey>): void;
}

interface FileEntry {
  uri: string;
  store: TextStore;
  version: number | undefined;
  /** The text on disk, restored when an editor closes the file. */
  disk: TextStore | undefined;
  open: boolean;
}

/** How many characters of read documents are kept as trees. Facts and findings are kept for all. */
const treeBudget = 4_000_000;

export class Workspace {
  readonly counters: Counters;
  private readonly files = new Map<string, FileEntry>();
  private readonly trees = new Map<Segment, ReadDocument>();
  private treeSize = 0;
  private readonly kept = new WeakMap<Segment, Kept>();
  /** Segments that tell facts, with their file. */
  private readonly tellers = new Map<Segment, { uri: string; facts: DocumentFacts }>();
  private readonly projects = new Map<string, { project: ProjectFile; problems: readonly ProjectFileProblem[] }>();
  private readonly namedBy = new Map<string, ReadonlySet<string>>();
  private readonly clusters = new Map<string, ClusterFacts>();
  private readonly observers: WorkspaceObserver[] = [];
  private settingsOf: (uri: string) => Settings = () => defaultSettings;
  private otherYamlServer = false;
  /** Files that known kustomizations apply as patches; undefined after one of those has changed. */
  private patched: ReadonlySet<string> | undefined;
  private changed = false;

  constructor(
    counters: Counters,
    private readonly overrides: Overrides = {},
    readonly schemas: SchemaSource = noSchemas,
  ) {
    this.counters = counters;
    schemas.onLoaded?.((fact) => this.factsChanged([fact]));
  }

  observe(observer: WorkspaceObserver): void {
    this.observers.push(observer);
  }

  /** Where settings come from; call `settingsChanged` when an answer of it changes. */
  useSettings(settingsOf: (uri: string) => Settings): void {
    this.settingsOf = settingsOf;
    this.settingsChanged();
  }

  settingsChanged(): void {
    this.factsChanged(['cluster']);
  }

  /** Told by a client in which another YAML server reads the same files. */
  setOtherYamlServer(isThere: boolean): void {
    if (this.otherYamlServer === isThere) return;
    this.otherYamlServer = isThere;
    this.settingsChanged();
  }

  /** Whether another server tells faults of YAML syntax, so that nobody is told twice. */
  syntaxIsCheckedElsewhere(uri: string): boolean {
    const { syntaxChecks } = this.settingsOf(uri);
    return syntaxChecks === 'off' || (syntaxChecks === 'auto' && this.otherYamlServer);
  }

  settings(uri: string): Settings {
    return this.settingsOf(uri);
  }

  // Files

  open(uri: string, version: number, text: string): void {
    const entry = this.entry(uri);
    if (entry) this.forget(entry);
    const store = TextStore.of(text);
    const next: FileEntry = { uri, store, version, disk: entry?.disk, open: true };
    this.files.set(uri, next);
    this.tell(uri, [], store.segments);
    this.learn(next, store.segments);
  }

  change(uri: string, version: number, changes: readonly TextChange[]): void {
    const entry = this.files.get(uri);
    if (!entry?.open) return;
    entry.version = version;
    for (const change of changes) {
      const { removed, added } = entry.store.apply(change);
      const stays = new Set(added);
      const came = new Set(removed);
      const gone = removed.filter((segment) => !stays.has(segment));
      const fresh = added.filter((segment) => !came.has(segment));
      for (const segment of gone) this.drop(segment);
      this.tell(uri, gone, fresh);
      this.learn(entry, fresh);
    }
  }

  close(uri: string): void {
    const entry = this.files.get(uri);
    if (!entry?.open) return;
    this.forget(entry);
    if (entry.disk) {
      const next: FileEntry = { uri, store: entry.disk, version: undefined, disk: entry.disk, open: false };
      this.files.set(uri, next);
      this.tell(uri, [], next.store.segments);
      this.learn(next, next.store.segments);
    } else this.files.delete(uri);
  }

  /** A file's text on disk; undefined: it is not there (any more). An open editor's text goes over it. */
  setDiskFile(uri: string, text: string | undefined): void {
    const entry = this.files.get(uri);
    if (entry?.open) {
      entry.disk = text === undefined ? undefined : TextStore.of(text);
      return;
    }
    if (entry) this.forget(entry);
    if (text === undefined) {
      this.files.delete(uri);
      return;
    }
    const store = TextStore.of(text);
    const next: FileEntry = { uri, store, version: undefined, disk: store, open: false };
    this.files.set(uri, next);
    this.tell(uri, [], store.segments);
    this.learn(next, store.segments);
  }

  /** The files that a project file names; they count as near to everything below it. */
  setProjectFiles(projectUri: string, uris: readonly string[]): void {
    this.namedBy.set(projectUri, new Set(uris));
    this.factsChanged(['cluster']);
  }

  /** Whether some project file names a file. */
  isNamed(uri: string): boolean {
    return [...this.namedBy.values()].some((uris) => uris.has(uri));
  }

  file(uri: string): KnownFile | undefined {
    return this.files.get(uri);
  }

  isOpen(uri: string): boolean {
    return this.files.get(uri)?.open ?? false;
  }

  get openUris(): readonly string[] {
    return [...this.files.values()].filter((entry) => entry.open).map((entry) => entry.uri);
  }

  get knownUris(): readonly string[] {
    return [...this.files.keys()];
  }

  /** Whether facts changed since the last call: answers about other documents may be out of date. */
  takeChanged(): boolean {
    const { changed } = this;
    this.changed = false;
    return changed;
  }

  // Reading

  view(uri: string, index: number): DocumentView | undefined {
    const segment = this.files.get(uri)?.store.segments[index];
    return segment && { uri, segment, index, ...this.read(segment) };
  }

  read(segment: Segment): ReadDocument {
    const known = this.trees.get(segment);
    if (known) {
      this.trees.delete(segment);
      this.trees.set(segment, known);
      return known;
    }
    const document = readDocument(segment.text);
    this.counters.documentsParsed++;
    const read: ReadDocument = { document, resources: resourcesOf(document) };
    this.trees.set(segment, read);
    this.treeSize += segment.text.length;
    for (const [oldest] of this.trees) {
      if (this.treeSize <= treeBudget || oldest === segment) break;
      this.trees.delete(oldest);
      this.treeSize -= oldest.text.length;
    }
    return read;
  }

  // Facts

  cluster(uri: string): ClusterFacts {
    const known = this.clusters.get(uri);
    if (known) return known;
    const project = this.project(uri);
    const resource = this.clusterResource(uri, project);
    const facts = clusterFacts({
      overrides: this.overrides,
      settings: this.settingsOf(uri),
      ...(project && { project }),
      ...(resource && { resource }),
    });
    this.clusters.set(uri, facts);
    return facts;
  }

  /** The nearest project file above a file. */
  project(uri: string): ProjectFile | undefined {
    for (let folder = folderOf(uri); ;) {
      const own = this.projects.get(folder + projectFileName);
      if (own) return own.project;
      const parent = parentFolder(folder);
      if (parent === undefined) return undefined;
      folder = parent;
    }
  }

  projectProblems(uri: string): readonly ProjectFileProblem[] {
    return this.projects.get(uri)?.problems ?? [];
  }

  /** The NAD that a reference means: of the known files, the nearest; else one that the project file names. */
  findNad(uri: string, namespace: string, name: string): NadFact | undefined {
    const candidates: NadFact[] = [];
    for (const { uri: teller, facts } of this.tellers.values()) {
      for (const nad of facts.nads) {
        if (nad.name !== name) continue;
        const own =
          nad.namespace.state === 'stated'
            ? nad.namespace.value
            : nad.namespace.state === 'absent'
              ? this.cluster(teller).defaultNamespace
              : undefined;
        if (own === namespace || own === undefined) candidates.push(nad);
      }
    }
    const project = this.project(uri);
    const found = nearest(uri, candidates, this.besideProject(project));
    if (found) return found;
    const external = project?.nads.find(
      (nad) => nad.name === name && (nad.namespace ?? this.cluster(uri).defaultNamespace) === namespace,
    );
    return (
      external &&
      project && {
        kind: 'nad',
        uri: project.uri,
        name,
        namespace: { state: 'stated', value: namespace },
        field: '',
        cniTypes: external.type === undefined ? undefined : [external.type],
        source: 'project',
      }
    );
  }

  /** Every known NAD, those of the project file that applies included; nearest folder first. */
  knownNads(uri: string): readonly NadFact[] {
    const project = this.project(uri);
    const found = [...this.tellers.values()].flatMap(({ facts }) => facts.nads);
    const external = (project?.nads ?? []).flatMap(({ name, namespace }) => {
      const own = this.findNad(uri, namespace ?? this.cluster(uri).defaultNamespace, name);
      return own?.source === 'project' ? [own] : [];
    });
    return [...byNearness(uri, found), ...external];
  }

  /** Every known instancetype or preference, nearest folder first. */
  knownProfiles(uri: string, role: ProfileFact['role']): readonly ProfileFact[] {
    const found = [...this.tellers.values()].flatMap(({ facts }) => facts.profiles);
    return byNearness(
      uri,
      found.filter((profile) => profile.role === role),
    );
  }

  /**
   * The instancetype or preference that a VM in a namespace names, of the nearest folder. Without a kind the cluster-wide
   * one is meant, as KubeVirt's defaults have it.
   */
  findProfile(
    uri: string,
    role: ProfileFact['role'],
    {
      kind = '',
      name,
      namespace,
    }: { readonly kind?: string; readonly name: string; readonly namespace: string | undefined },
  ): ProfileFact | undefined {
    const isOfCluster = kind === '' || /cluster/i.test(kind);
    return this.knownProfiles(uri, role).find((profile) => {
      if (profile.name !== name || profile.clusterScoped !== isOfCluster) return false;
      if (isOfCluster || profile.namespace.state === 'unknown') return true;
      const own =
        profile.namespace.state === 'stated' ? profile.namespace.value : this.cluster(profile.uri).defaultNamespace;
      return own === namespace;
    });
  }

  /** The facts around a file, for what is computed from one of its documents. */
  context(uri: string): FactContext {
    return {
      cluster: this.cluster(uri),
      findNad: (namespace, name) => this.findNad(uri, namespace, name),
      isPatch: this.isPatch(uri),
      schemas: this.schemas,
    };
  }

  /** Whether a file is a patch: by its name or folder, or because a known kustomization applies it as one. */
  isPatch(uri: string): boolean {
    if (/(?:^|[/._-])patch(?:es)?(?:[/._-]|$)/i.test(uri.slice(uri.indexOf('://') + 3))) return true;
    this.patched ??= new Set([...this.tellers.values()].flatMap(({ facts }) => facts.patches));
    return this.patched.has(uri);
  }

  /** Where a NAD stands: the name in its manifest, or the project file that names it. */
  placeOf(nad: NadFact): { uri: string; store: TextStore; index: number; span: Span } | undefined {
    const store = this.files.get(nad.uri)?.store;
    if (!store) return undefined;
    if (nad.source === 'project') return { uri: nad.uri, store, index: 0, span: { start: 0, end: 0 } };
    for (const [segment, teller] of this.tellers) {
      if (teller.uri !== nad.uri || !teller.facts.nads.includes(nad)) continue;
      const { root } = this.read(segment).document;
      const name = root && find(root, joinField(nad.field, 'metadata.name'))?.node;
      return { uri: nad.uri, store, index: store.segments.indexOf(segment), span: name ?? { start: 0, end: 0 } };
    }
    return undefined;
  }

  /**
   * Documents whose text can hold a VM, read; nearest first is the caller's business. With a name, only those whose text
   * can hold a VM of that name: where there are more documents than trees are kept, reading all would cost seconds.
   */
  *documentsWithVms(name?: string): Iterable<DocumentView> {
    for (const entry of this.files.values()) {
      for (const [index, segment] of entry.store.segments.entries()) {
        const { text } = segment;
        if (!text.includes('VirtualMachine')) continue;
        // A name stands in the text as it is, unless escapes spell it.
        if (name !== undefined && !text.includes(name) && !text.includes('\\')) continue;
        yield { uri: entry.uri, segment, index, ...this.read(segment) };
      }
    }
  }

  /** The project file that applies to a file, or the place where it would be made. */
  projectFileFor(uri: string): { uri: string; exists: boolean } {
    const project = this.project(uri);
    return project ? { uri: project.uri, exists: true } : { uri: folderOf(uri) + projectFileName, exists: false };
  }

  // Keeping facts

  private entry(uri: string): FileEntry | undefined {
    return this.files.get(uri);
  }

  private learn(entry: FileEntry, segments: readonly Segment[]): void {
    if (entry.uri.endsWith('/' + projectFileName)) {
      const first = entry.store.segments[0];
      if (first) this.projects.set(entry.uri, readProjectFile(entry.uri, this.read(first).document));
      this.factsChanged(projectKeys);
    }
    const keys: string[] = [];
    for (const segment of segments) {
      const facts = mayHoldFacts(segment.text) ? this.factsOf(entry.uri, segment) : noFacts;
      if (facts !== noFacts) {
        this.tellers.set(segment, { uri: entry.uri, facts });
        if (facts.patches.length > 0) this.patched = undefined;
        keys.push(...keysOf(facts));
      }
      if (segment.text.includes('VirtualMachine')) keys.push('vms');
    }
    this.factsChanged(keys);
  }

  private factsOf(uri: string, segment: Segment): DocumentFacts {
    const known = this.kept.get(segment);
    if (known) return known.facts;
    const { document, resources } = this.read(segment);
    const facts = documentFacts(uri, document, resources);
    this.kept.set(segment, { facts });
    return facts;
  }

  private drop(segment: Segment): void {
    if (this.trees.delete(segment)) this.treeSize -= segment.text.length;
    const keys = segment.text.includes('VirtualMachine') ? ['vms'] : [];
    const teller = this.tellers.get(segment);
    if (teller) {
      this.tellers.delete(segment);
      if (teller.facts.patches.length > 0) this.patched = undefined;
      keys.push(...keysOf(teller.facts));
    }
    this.factsChanged(keys);
  }

  private forget(entry: FileEntry): void {
    for (const segment of entry.store.segments) this.drop(segment);
    this.tell(entry.uri, entry.store.segments, []);
    if (this.projects.delete(entry.uri)) this.factsChanged(projectKeys);
    this.clusters.delete(entry.uri);
  }

  private factsChanged(keys: readonly FactKey[]): void {
    if (keys.length === 0) return;
    if (keys.includes('cluster')) this.clusters.clear();
    if (keys.some((key) => key !== 'vms')) this.changed = true;
    const distinct = new Set(keys);
    for (const observer of this.observers) observer.factsChanged(distinct);
  }

  private tell(uri: string, removed: readonly Segment[], added: readonly Segment[]): void {
    for (const observer of this.observers) observer.documentsChanged(uri, removed, added);
  }

  /** Files that a project file names count as lying beside it. */
  private besideProject(project: ProjectFile | undefined): (place: { readonly uri: string }) => string | undefined {
    const named = project && this.namedBy.get(project.uri);
    return ({ uri }) => (project && named?.has(uri) ? folderOf(project.uri) : undefined);
  }

  private clusterResource(uri: string, project: ProjectFile | undefined): ClusterResourceFact | undefined {
    const candidates: ClusterResourceFact[] = [];
    for (const { facts } of this.tellers.values()) candidates.push(...facts.clusters);
    // A KubeVirt resource says it all; a HyperConverged is asked only where there is none.
    const best = (kind: ClusterResourceFact['kind']): ClusterResourceFact | undefined =>
      nearest(
        uri,
        candidates.filter((fact) => fact.kind === kind),
        this.besideProject(project),
      );
    return best('KubeVirt') ?? best('HyperConverged');
  }
}

/** A project file decides over everything but the texts themselves. */
const projectKeys: readonly FactKey[] = ['cluster', 'project', 'nads'];

function keysOf(facts: DocumentFacts): string[] {
  return [
    ...facts.nads.map((nad) => `nad:${nad.name}`),
    ...(facts.clusters.length > 0 ? ['cluster'] : []),
    ...(facts.profiles.length > 0 ? ['profiles'] : []),
    ...(facts.patches.length > 0 ? ['patches'] : []),
  ];
}
