/**
 * The known files and what they tell each other: open documents with their texts, all other files by their facts, and by
 * their texts where somebody asked for them. Holds everything in memory and answers at once; files come in from outside (`workspace-index.ts`).
 *
 * Work is done per document: a document whose text did not change is neither read nor analysed again, and an edit to a
 * NAD or a KubeVirt resource re-analyses exactly the documents that asked for it (`lookups`).
 */
import type { Counters } from '../counters.ts';
import { noSchemas, type SchemaSource } from '../ports.ts';
import { defaultSettings, type Settings } from '../settings.ts';
import { TextStore, type Position, type Segment } from '../yaml/text-store.ts';
import { Baselines } from './baselines.ts';
import type { Overrides } from './cluster-facts.ts';
import { documentFacts, mayHoldFacts } from './document-facts.ts';
import { scanDocument, type ScannedDocument } from './fact-scan.ts';
import { newReader } from '../yaml/quick-tree.ts';
import { isEmpty, type DocumentFacts, type Fact, type FactPlace } from './facts.ts';
import type { FactKey, Teller } from './fact-table.ts';
import { KnownFacts } from './known-facts.ts';
import type { FactContext } from './launcher.ts';
import { projectFileName } from './project-file.ts';
import { TreeCache, type ReadDocument } from './tree-cache.ts';

export type { FactKey } from './fact-table.ts';
export type { ReadDocument } from './tree-cache.ts';

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

/** One document in its place. */
export interface DocumentView extends ReadDocument {
  readonly uri: string;
  readonly segment: Segment;
  /** Position of the segment in the file. */
  readonly index: number;
}

/** Told of every change, so that what was computed from documents can be kept exactly as long as it holds. */
export interface WorkspaceObserver {
  /** Documents that went and came; segments in neither list are the same objects as before. */
  documentsChanged(uri: string, removed: readonly Segment[], added: readonly Segment[]): void;
  /** Answers to these questions may have changed. Says whether somebody had asked one of them. */
  factsChanged(keys: ReadonlySet<FactKey>): boolean;
}

interface FileEntry {
  uri: string;
  store: TextStore;
  version: number | undefined;
  /** The text on disk, restored when an editor closes the file. */
  disk: TextStore | undefined;
  open: boolean;
}

/** Without the text: of these there are very many. */
class ScannedTeller implements Teller {
  constructor(
    readonly uri: string,
    readonly facts: DocumentFacts,
    private readonly line: number,
  ) {}

  get segment(): undefined {
    return undefined;
  }

  startLine(): number {
    return this.line;
  }
}

export class Workspace {
  readonly counters: Counters;
  /** Answers from the facts of all files. */
  readonly known: KnownFacts;
  /** What the files were before the edits. */
  readonly baselines: Baselines;
  private readonly files = new Map<string, FileEntry>();
  private readonly trees: TreeCache;
  /** Facts are found as in files that nobody has open: a large file is read in full once, and only where somebody looks. */
  private readonly reader = newReader();
  private readonly kept = new WeakMap<Segment, DocumentFacts>();
  private readonly tellers = new Map<Segment, Teller>();
  /** What files on disk tell, by their URIs; it counts where no text of the file is kept. */
  private readonly scanned = new Map<string, readonly Teller[]>();
  private readonly observers: WorkspaceObserver[] = [];
  private settingsOf: (uri: string) => Settings = () => defaultSettings;
  private request: (uri: string) => void = () => undefined;
  private otherYamlServer = false;
  private changed = false;

  constructor(
    counters: Counters,
    overrides: Overrides = {},
    readonly schemas: SchemaSource = noSchemas,
  ) {
    this.counters = counters;
    this.known = new KnownFacts(overrides, (uri) => this.settingsOf(uri));
    this.trees = new TreeCache(counters);
    this.baselines = new Baselines(this, (keys) => this.factsChanged(keys));
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

  /** Who reads a file that somebody wants the text of; what is read comes in by `setDiskFile`. */
  useReader(request: (uri: string) => void): void {
    this.request = request;
  }

  settingsChanged(): void {
    this.factsChanged(['cluster', 'settings']);
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
    const disk = this.files.get(uri)?.disk;
    this.put({ uri, store: TextStore.of(text), version, disk, open: true });
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
      this.tell(uri, gone, fresh);
      this.learn(entry, gone, fresh);
    }
  }

  close(uri: string): void {
    const entry = this.files.get(uri);
    if (!entry?.open) return;
    if (entry.disk) this.put({ uri, store: entry.disk, version: undefined, disk: entry.disk, open: false });
    else this.remove(entry);
    this.baselines.forget(uri);
  }

  /** A file's text on disk; undefined: it is not there (any more). An open editor's text goes over it. */
  setDiskFile(uri: string, text: string | undefined): void {
    const entry = this.files.get(uri);
    const disk = text === undefined ? undefined : TextStore.of(text);
    if (entry?.open) entry.disk = disk;
    else if (disk) this.put({ uri, store: disk, version: undefined, disk, open: false });
    else if (entry) this.remove(entry);
  }

  /** A file was read of which the text is kept. */
  countRead(text: string): void {
    this.counters.filesRead++;
    this.counters.charactersRead += text.length;
  }

  /** What a file on disk tells, of which the text is not kept; undefined: it is not there (any more). */
  setScannedFile(uri: string, documents: readonly ScannedDocument[] | undefined): void {
    const before = this.scanned.get(uri) ?? [];
    // Most files tell nothing.
    if (before.length === 0 && (documents?.length ?? 0) === 0) return;
    const tellers = (documents ?? []).map(({ startLine, facts }) => new ScannedTeller(uri, facts, startLine));
    if (tellers.length > 0) this.scanned.set(uri, tellers);
    else this.scanned.delete(uri);
    if (!this.files.has(uri)) this.factsChanged(this.known.replace(before, tellers));
  }

  /** Keeps no longer than needed what was read on request: the file counts by what it tells. Changes no answer. */
  releaseText(uri: string): void {
    const entry = this.files.get(uri);
    if (!entry || entry.open) return;
    this.files.delete(uri);
    this.tell(uri, entry.store.segments, []);
    const { removed, added } = this.exchange(entry, entry.store.segments, undefined);
    this.known.replace(removed, added);
  }

  /** The files that a project file names; they count as near to everything below it. */
  setProjectFiles(projectUri: string, uris: readonly string[]): void {
    this.factsChanged(this.known.setProjectFiles(projectUri, uris));
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
    return this.trees.read(segment);
  }

  // Facts

  /** The facts around a file, for what is computed from one of its documents. */
  context(uri: string): FactContext {
    return {
      cluster: this.known.cluster(uri),
      findNad: (namespace, name) => this.known.findNad(uri, namespace, name),
      isPatch: this.known.isPatch(uri),
      schemas: this.schemas,
    };
  }

  /** Where a part of a fact stands in its file now. */
  placeOf(fact: Fact, place: FactPlace = fact.place): FactPlace {
    const line = this.known.tellerOf(fact)?.startLine() ?? 0;
    const moved = ({ line: own, character }: Position): Position => ({ line: line + own, character });
    return { start: moved(place.start), end: moved(place.end) };
  }

  /**
   * The document that tells a fact, read. Undefined while its text is not kept; it is asked for then, and when it has come
   * the key `vm:NAME` of its machines is told to have changed.
   */
  viewOf(fact: Fact): DocumentView | undefined {
    const teller = this.known.tellerOf(fact);
    if (teller && !teller.segment) this.request(teller.uri);
    const segments = teller && this.files.get(teller.uri)?.store.segments;
    return teller?.segment && segments && this.view(teller.uri, segments.indexOf(teller.segment));
  }

  // Keeping facts

  private put(entry: FileEntry): void {
    const before = this.files.get(entry.uri)?.store.segments;
    this.files.set(entry.uri, entry);
    this.tell(entry.uri, before ?? [], []);
    this.tell(entry.uri, [], entry.store.segments);
    this.learn(entry, before, entry.store.segments);
  }

  private remove(entry: FileEntry): void {
    this.files.delete(entry.uri);
    this.tell(entry.uri, entry.store.segments, []);
    this.learn(entry, entry.store.segments, undefined);
  }

  /**
   * Takes the facts of documents that came for those that went, at once, so that what stays the same touches nobody.
   * Undefined: there were or are none, as the file counts by what was scanned of it.
   */
  private learn(entry: FileEntry, gone: readonly Segment[] | undefined, fresh: readonly Segment[] | undefined): void {
    const { removed, added } = this.exchange(entry, gone, fresh);
    this.factsChanged([...this.learnProject(entry), ...this.known.replace(removed, added)]);
  }

  private exchange(
    entry: FileEntry,
    gone: readonly Segment[] | undefined,
    fresh: readonly Segment[] | undefined,
  ): { removed: readonly Teller[]; added: readonly Teller[] } {
    const { uri } = entry;
    const scanned = this.scanned.get(uri) ?? [];
    const removed = gone?.flatMap((segment) => this.tellers.get(segment) ?? []) ?? scanned;
    const [edited, ...others] = fresh ?? [];
    for (const segment of gone ?? []) {
      if (edited && others.length === 0 && gone?.length === 1) this.trees.replace(segment, edited);
      else this.trees.drop(segment);
      this.tellers.delete(segment);
    }
    return { removed, added: fresh?.flatMap((segment) => this.tellerOf(entry, segment) ?? []) ?? scanned };
  }

  private tellerOf({ uri, store }: FileEntry, segment: Segment): Teller | undefined {
    const facts = this.factsOf(uri, segment);
    if (!facts || isEmpty(facts)) return undefined;
    const startLine = (): number => store.startLine(store.segments.indexOf(segment));
    const teller: Teller = { uri, facts, segment, startLine };
    this.tellers.set(segment, teller);
    return teller;
  }

  private learnProject({ uri, store }: FileEntry): readonly FactKey[] {
    if (!uri.endsWith('/' + projectFileName)) return [];
    const [first] = store.segments;
    return this.files.has(uri) && first
      ? this.known.learnProject(uri, this.read(first).document)
      : this.known.forgetProject(uri);
  }

  private factsOf(uri: string, segment: Segment): DocumentFacts | undefined {
    if (!mayHoldFacts(uri, segment.text)) return undefined;
    const known = this.kept.get(segment);
    if (known) return known;
    const facts = scanDocument(uri, segment, this.reader) ?? this.readFacts(uri, segment);
    this.kept.set(segment, facts);
    return facts;
  }

  private readFacts(uri: string, segment: Segment): DocumentFacts {
    const { document, resources } = this.read(segment);
    return documentFacts(uri, segment, document, resources);
  }

  private factsChanged(told: Iterable<FactKey>): void {
    let keys = told instanceof Set ? (told as ReadonlySet<FactKey>) : new Set(told);
    if (keys.size === 0) return;
    if (keys.has('cluster')) keys = new Set([...keys, ...this.known.clusterChanges()]);
    const asked = this.observers.filter((observer) => observer.factsChanged(keys));
    // All else that is shown of a document may depend on the others' facts, but for what only rules ask for.
    this.changed ||= asked.length > 0 || [...keys].some((key) => !/^(?:vm|mac):/.test(key));
  }

  private tell(uri: string, removed: readonly Segment[], added: readonly Segment[]): void {
    for (const observer of this.observers) observer.documentsChanged(uri, removed, added);
  }
}
