/**
 * What an object of a known file was before the edits: found in the file's old text, or in another's, by what it is
 * (kind, namespace as it lands, name), never by where it stands. Old texts are cut into documents, and a document is read
 * only when an object that it may hold is asked for; one that reads the same now is not read at all.
 */
import * as l10n from '@vscode/l10n';
import type { Counters } from '../counters.ts';
import type { BaselineAnswer, BaselineTexts } from '../ports.ts';
import type { Resource } from '../resources/resources.ts';
import { nodeAt } from '../yaml/locate.ts';
import { TextStore, type Segment } from '../yaml/text-store.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { noBaselineText } from './baseline-choice.ts';
import type { FactKey } from './fact-table.ts';
import type { MachineFact } from './facts.ts';
import type { KnownFacts } from './known-facts.ts';
import { TreeCache, type ReadDocument } from './tree-cache.ts';
import { isManifestName } from './locations.ts';

/** What an object is compared with. */
export type BaselineMatch =
  | {
      readonly state: 'matched';
      /** How views name the baseline: `HEAD`. */
      readonly label: string;
      readonly document: YamlDocument;
      readonly resource: Resource;
      readonly segment: Segment;
      /** The file that it stood in then. */
      readonly uri: string;
    }
  | { readonly state: 'new'; readonly label: string }
  | { readonly state: 'pending' }
  /** Translated. */
  | { readonly state: 'none'; readonly because: string };

/** An object that was in a file and is in none any more. */
export interface RemovedObject {
  readonly label: string;
  readonly document: YamlDocument;
  readonly resource: Resource;
  readonly segment: Segment;
  /** Of its document in the old text. */
  readonly startLine: number;
  readonly uri: string;
}

/** An object in a document. */
interface ObjectView {
  readonly uri: string;
  readonly segment: Segment;
  readonly document: YamlDocument;
}

interface OldObject extends ObjectView {
  readonly resource: Resource;
}

interface KnownMachine {
  readonly machine: MachineFact;
  /** Its document, while the text is kept. */
  readonly segment: Segment | undefined;
}

type Located = Parameters<KnownFacts['namespaceOf']>[0];

/** Told what an answer depends on. */
type LookUp = (key: FactKey) => void;

/** The known files, as far as baselines look at them. */
export interface BaselineSurroundings {
  readonly counters: Counters;
  readonly known: KnownFacts;
  readonly openUris: readonly string[];
  file(uri: string): { readonly store: TextStore } | undefined;
  read(segment: Segment): ReadDocument;
}

/** The old text of a file, cut into documents. */
interface OldFile {
  readonly answer: BaselineAnswer;
  readonly store: TextStore;
  readonly texts: ReadonlySet<string>;
}

/** Changed files that are looked through for an object that another file had before. */
const mostChangedFiles = 200;

const noTexts: BaselineTexts = {
  texts: () => ({ state: 'none', because: noBaselineText('chosen') }),
  changedFiles: () => [],
  forget: () => [],
  onChanged: () => undefined,
};

export class Baselines {
  private source = noTexts;
  private readonly stores = new Map<string, OldFile>();
  private readonly trees: TreeCache;

  constructor(
    private readonly surroundings: BaselineSurroundings,
    private readonly factsChanged: (keys: readonly FactKey[]) => void,
  ) {
    this.trees = new TreeCache(surroundings.counters, 'baselineDocumentsRead');
  }

  /** Where old texts come from. */
  useTexts(source: BaselineTexts): void {
    this.source = source;
    source.onChanged((uris) => this.factsChanged(uris.map((uri) => `baseline:${uri}`)));
  }

  /** A file was closed: its old text goes, and those of others that were looked at for it. */
  forget(uri: string): void {
    for (const gone of this.source.forget(uri)) this.dropStore(gone);
  }

  /** What a file is compared with, for views that say so. */
  answer(uri: string): BaselineAnswer {
    return this.source.texts(uri);
  }

  /** Whether a document reads as it did, or there is nothing to compare it with: its objects are then edited in no way. */
  isUntouched(uri: string, segment: Segment): boolean {
    const answer = this.source.texts(uri);
    if (answer.state === 'text') return this.storeOf(uri, answer).texts.has(segment.text);
    return answer.state !== 'new';
  }

  /** What an object with a VM part was; `lookedUp` is told what the answer depends on. */
  match(view: ObjectView, resource: Resource, lookedUp: LookUp = () => undefined): BaselineMatch {
    lookedUp(`baseline:${view.uri}`);
    const answer = this.source.texts(view.uri);
    if (answer.state === 'pending' || answer.state === 'none') return answer;
    const { label } = answer;
    if (answer.state === 'text') {
      const old = this.storeOf(view.uri, answer);
      // Of a document that reads the same, what is there now is what was there then.
      if (old.texts.has(view.segment.text))
        return { state: 'matched', label, document: view.document, resource, segment: view.segment, uri: answer.uri };
      const found = this.findIn(old, answer.uri, view, resource, lookedUp);
      if (found === 'ambiguous') return ambiguous();
      if (found) return matched(label, found);
    }
    return this.findElsewhere(view, resource, label, answer.state === 'text' ? answer.uri : undefined, lookedUp);
  }

  /** Objects with a VM part that a file had, and that no known file has. */
  removed(uri: string, lookedUp: LookUp = () => undefined): readonly RemovedObject[] {
    lookedUp(`baseline:${uri}`);
    const answer = this.source.texts(uri);
    if (answer.state !== 'text') return [];
    const { store } = this.storeOf(uri, answer);
    const now = textsOf(this.surroundings.file(uri)?.store);
    return store.segments.flatMap((segment, index) => {
      if (now.has(segment.text) || !mayHoldMachine(segment.text)) return [];
      return this.objectsIn(segment, answer.uri)
        .filter((old) => !this.isThere(uri, old, lookedUp))
        .map(({ document, resource }): RemovedObject => ({
          label: answer.label,
          document,
          resource,
          segment,
          startLine: store.startLine(index),
          uri: answer.uri,
        }));
    });
  }

  /** Whether an object that a file had is in that file still, or in any other that is no dump. */
  private isThere(uri: string, old: OldObject, lookedUp: LookUp): boolean {
    // Nothing is known of objects that no release serves.
    if (old.resource.former) return true;
    return this.like({ ...old, uri }, old.resource, lookedUp).some(
      ({ machine }) => machine.uri === uri || !machine.isDump,
    );
  }

  // Old texts

  private storeOf(uri: string, answer: Extract<BaselineAnswer, { state: 'text' }>): OldFile {
    const known = this.stores.get(uri);
    if (known?.answer === answer) return known;
    this.dropStore(uri);
    const store = TextStore.of(answer.text);
    const old: OldFile = { answer, store, texts: textsOf(store) };
    this.stores.set(uri, old);
    return old;
  }

  private dropStore(uri: string): void {
    for (const segment of this.stores.get(uri)?.store.segments ?? []) this.trees.drop(segment);
    this.stores.delete(uri);
  }

  private objectsIn(segment: Segment, uri: string): readonly OldObject[] {
    const { document, resources } = this.trees.read(segment);
    return resources.flatMap((resource) => (resource.vm ? { uri, segment, document, resource } : []));
  }

  // Identity

  /** The object of an old text that one of a known file was, among the documents that read otherwise now. */
  private findIn(
    { store, texts }: OldFile,
    oldUri: string,
    view: ObjectView,
    resource: Resource,
    lookedUp: LookUp,
  ): OldObject | 'ambiguous' | undefined {
    const now = textsOf(this.surroundings.file(view.uri)?.store);
    const [only, ...others] = this.candidates(store, oldUri, view, resource, (segment) => now.has(segment.text));
    if (!only) return undefined;
    const isDouble = this.like(view, resource, lookedUp).some(
      ({ machine, segment }) =>
        machine.uri === view.uri &&
        (segment === view.segment ? machine.field !== resource.field : !texts.has(segment?.text ?? '')),
    );
    return others.length > 0 || isDouble ? 'ambiguous' : only;
  }

  private candidates(
    store: TextStore,
    oldUri: string,
    view: ObjectView,
    resource: Resource,
    isLeftOut: (segment: Segment) => boolean,
  ): readonly OldObject[] {
    const name = writtenName(view, resource);
    const found: OldObject[] = [];
    for (const segment of store.segments) {
      // Most documents are left out, so that the texts of few are looked through.
      if (isLeftOut(segment) || !mayHoldMachine(segment.text)) continue;
      if (name !== undefined && !hasWord(segment.text, name)) continue;
      for (const old of this.objectsIn(segment, oldUri))
        if (
          old.resource.kind === resource.kind &&
          old.resource.name.state === resource.name.state &&
          writtenName(old, old.resource) === name &&
          this.isSameNamespace({ uri: view.uri, ...resource }, { uri: old.uri, ...old.resource })
        )
          found.push(old);
    }
    return found;
  }

  /** Where somebody else decides a namespace, nothing says that it is another one. */
  private isSameNamespace(one: Located, other: Located): boolean {
    const { known } = this.surroundings;
    const own = known.namespaceOf(one);
    const its = known.namespaceOf(other);
    return own === its || own === undefined || its === undefined;
  }

  /** Known machines that go by the same kind, namespace and name; of the same file, where the name is not known. */
  private like(view: ObjectView, resource: Resource, lookedUp: LookUp): readonly KnownMachine[] {
    const { known } = this.surroundings;
    const { name, kind } = resource;
    const written = writtenName(view, resource);
    lookedUp(name.state === 'stated' ? `vm:${name.value}` : `unnamed:${view.uri}`);
    lookedUp('namespaces');
    const machines = name.state === 'stated' ? known.machinesNamed(name.value) : known.unnamedMachines(view.uri);
    const found: KnownMachine[] = [];
    for (const machine of machines) {
      const segment = known.tellerOf(machine)?.segment;
      const isNamed =
        name.state === 'stated' ||
        (machine.name.state === name.state && (!segment || written === undefined || hasWord(segment.text, written)));
      if (isNamed && machine.resourceKind === kind && this.isSameNamespace({ uri: view.uri, ...resource }, machine))
        found.push({ machine, segment });
    }
    return found;
  }

  // Other files

  /** The object in the old text of another file, which has lost it: it was moved. */
  private findElsewhere(
    view: ObjectView,
    resource: Resource,
    label: string,
    oldUri: string | undefined,
    lookedUp: LookUp,
  ): BaselineMatch {
    const { name } = resource;
    if (name.state !== 'stated') return { state: 'new', label };
    const changed = this.source.changedFiles(view.uri);
    if (!changed) return { state: 'pending' };
    const others = new Set(
      [...changed, ...this.surroundings.openUris].filter(
        (uri) => uri !== view.uri && uri !== oldUri && isManifestName(uri),
      ),
    );
    if (others.size > mostChangedFiles)
      return {
        state: 'none',
        because: l10n.t('too many files have changed to look for {0} in all of them', name.value),
      };
    let isPending = false;
    const found: OldObject[] = [];
    for (const uri of others) {
      lookedUp(`baseline:${uri}`);
      const answer = this.source.texts(uri, view.uri);
      isPending ||= answer.state === 'pending';
      if (answer.state !== 'text' || answer.label !== label || !hasWord(answer.text, name.value)) continue;
      const isThere = this.like(view, resource, lookedUp).some(
        ({ machine }) => !machine.isDump && (machine.uri === uri || machine.uri === answer.uri),
      );
      if (!isThere)
        found.push(...this.candidates(this.storeOf(uri, answer).store, answer.uri, view, resource, () => false));
    }
    if (isPending) return { state: 'pending' };
    const [only, ...more] = found;
    if (!only) return { state: 'new', label };
    return more.length > 0 ? ambiguous() : matched(label, only);
  }
}

function textsOf(store: TextStore | undefined): ReadonlySet<string> {
  return new Set(store?.segments.map(({ text }) => text));
}

function matched(label: string, { document, resource, segment, uri }: OldObject): BaselineMatch {
  return { state: 'matched', label, document, resource, segment, uri };
}

function ambiguous(): BaselineMatch {
  return {
    state: 'none',
    because: l10n.t('several such objects stand in the file, and nothing tells which one was which'),
  };
}

/** The name as it stands in the text where a template writes it; undefined where there is none. */
function writtenName({ segment, document }: ObjectView, { name, node }: Resource): string | undefined {
  if (name.state === 'stated') return name.value;
  const written = document.root && nodeAt(node, 'metadata.name');
  return written && segment.text.slice(written.start, written.end).trim();
}

function mayHoldMachine(text: string): boolean {
  return /VirtualMachine|KubevirtMachine/.test(text);
}

/** Whether a text stands in another as a word of its own, as names do. */
function hasWord(text: string, word: string): boolean {
  if (word === '') return true;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isNameCharacter(text[at - 1]) && !isNameCharacter(text[at + word.length])) return true;
  return false;
}

function isNameCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}
