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

/** The known files, as far as baselines look at them. */
export interface BaselineSurroundings {
  readonly counters: Counters;
  readonly known: KnownFacts;
  readonly openUris: readonly string[];
  file(uri: string): { readonly store: TextStore } | undefined;
  read(segment: Segment): ReadDocument;
}

/** Changed files that are looked through for an object that another file had before. */
const mostChangedFiles = 200;

const noTexts: BaselineTexts = {
  texts: () => ({ state: 'none', because: noBaselineText('chosen') }),
  changedFiles: () => [],
  forget: () => undefined,
  onChanged: () => undefined,
};

export class Baselines {
  private source = noTexts;
  private readonly stores = new Map<string, { readonly answer: BaselineAnswer; readonly store: TextStore }>();
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

  /** A file was closed: its old text goes, and with the last one all others that were looked at. */
  forget(uri: string): void {
    const uris = this.surroundings.openUris.length === 0 ? [...this.stores.keys(), uri] : [uri];
    for (const gone of uris) {
      this.source.forget(gone);
      this.dropStore(gone);
    }
  }

  /** What a file is compared with, for views that say so. */
  answer(uri: string): BaselineAnswer {
    return this.source.texts(uri);
  }

  /** What an object with a VM part was; `lookedUp` is told what the answer depends on. */
  match(view: ObjectView, resource: Resource, lookedUp: (key: FactKey) => void = () => undefined): BaselineMatch {
    lookedUp(`baseline:${view.uri}`);
    const answer = this.source.texts(view.uri);
    if (answer.state === 'pending' || answer.state === 'none') return answer;
    const { label } = answer;
    if (answer.state === 'text') {
      const store = this.storeOf(view.uri, answer.text, answer);
      // Of a document that reads the same, what is there now is what was there then.
      if (store.segments.some(({ text }) => text === view.segment.text))
        return { state: 'matched', label, document: view.document, resource, segment: view.segment, uri: answer.uri };
      const found = this.findIn(store, answer.uri, view, resource, lookedUp);
      if (found === 'ambiguous') return ambiguous();
      if (found) return matched(label, found);
    }
    return this.findElsewhere(view, resource, label, answer.state === 'text' ? answer.uri : undefined, lookedUp);
  }

  /** Objects with a VM part that a file had, and that no known file has. */
  removed(uri: string, lookedUp: (key: FactKey) => void = () => undefined): readonly RemovedObject[] {
    lookedUp(`baseline:${uri}`);
    const answer = this.source.texts(uri);
    if (answer.state !== 'text') return [];
    const store = this.storeOf(uri, answer.text, answer);
    const now = new Set(this.surroundings.file(uri)?.store.segments.map(({ text }) => text));
    return store.segments.flatMap((segment, index) => {
      if (now.has(segment.text) || !mayHoldMachine(segment.text)) return [];
      return this.objectsIn(segment, answer.uri)
        .filter((old) => !this.isStillThere(uri, old, lookedUp))
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

  // Old texts

  private storeOf(uri: string, text: string, answer: BaselineAnswer): TextStore {
    const known = this.stores.get(uri);
    if (known?.answer === answer) return known.store;
    this.dropStore(uri);
    const store = TextStore.of(text);
    this.stores.set(uri, { answer, store });
    return store;
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

  /** The object of an old text that one of a known file was. */
  private findIn(
    store: TextStore,
    oldUri: string,
    view: ObjectView,
    resource: Resource,
    lookedUp: (key: FactKey) => void,
  ): OldObject | 'ambiguous' | undefined {
    const name = writtenName(view, resource);
    const candidates: OldObject[] = [];
    const now = new Set(this.surroundings.file(view.uri)?.store.segments.map(({ text }) => text));
    for (const segment of store.segments) {
      if (!mayHoldMachine(segment.text) || (name !== undefined && !hasWord(segment.text, name))) continue;
      // What reads the same now is what it was: something else.
      if (now.has(segment.text)) continue;
      for (const old of this.objectsIn(segment, oldUri))
        if (this.isSame(view.uri, resource, name, old)) candidates.push(old);
    }
    const [only, ...others] = candidates;
    if (!only) return undefined;
    return others.length > 0 || this.hasDouble(view, resource, name, store, lookedUp) ? 'ambiguous' : only;
  }

  private isSame(uri: string, resource: Resource, name: string | undefined, old: OldObject): boolean {
    if (old.resource.kind !== resource.kind || writtenName(old, old.resource) !== name) return false;
    if (resource.name.state !== old.resource.name.state) return false;
    const { known } = this.surroundings;
    const own = known.namespaceOf({ uri, namespace: resource.namespace });
    const its = known.namespaceOf({ uri: old.uri, namespace: old.resource.namespace });
    // Where somebody else decides the namespace, nothing says that it is another one.
    return own === its || own === undefined || its === undefined;
  }

  /** Whether the file has another such object whose document is new or edited too. */
  private hasDouble(
    view: ObjectView,
    resource: Resource,
    name: string | undefined,
    old: TextStore,
    lookedUp: (key: FactKey) => void,
  ): boolean {
    const texts = new Set(old.segments.map(({ text }) => text));
    return this.machinesLike(view.uri, resource, name, lookedUp).some(({ machine, segment }) => {
      if (machine.uri !== view.uri || machine.resourceKind !== resource.kind) return false;
      if (segment === view.segment)
        return machine.field !== resource.field && this.isDouble(machine, resource, view.uri);
      return !(segment && texts.has(segment.text)) && this.isDouble(machine, resource, view.uri);
    });
  }

  private isDouble(machine: MachineFact, resource: Resource, uri: string): boolean {
    const { known } = this.surroundings;
    const own = known.namespaceOf({ uri, namespace: resource.namespace });
    const its = known.namespaceOf(machine);
    return own === its || own === undefined || its === undefined;
  }

  /** Known machines of the same name; of a file, where the name is not one that is known. */
  private machinesLike(
    uri: string,
    { name }: Resource,
    written: string | undefined,
    lookedUp: (key: FactKey) => void,
  ): readonly { readonly machine: MachineFact; readonly segment: Segment | undefined }[] {
    const { known } = this.surroundings;
    const withText = (machine: MachineFact): { machine: MachineFact; segment: Segment | undefined } => ({
      machine,
      segment: known.tellerOf(machine)?.segment,
    });
    if (name.state === 'stated') {
      lookedUp(`vm:${name.value}`);
      return [...known.machinesNamed(name.value)].map(withText);
    }
    lookedUp(`unnamed:${uri}`);
    return [...known.unnamedMachines(uri)]
      .map(withText)
      .filter(({ machine, segment }) =>
        written === undefined
          ? machine.name.state === 'absent'
          : machine.name.state === 'unknown' && (!segment || hasWord(segment.text, written)),
      );
  }

  // Other files

  /** The object in the old text of another file, which has lost it: it was moved. */
  private findElsewhere(
    view: ObjectView,
    resource: Resource,
    label: string,
    oldUri: string | undefined,
    lookedUp: (key: FactKey) => void,
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
      const answer = this.source.texts(uri);
      isPending ||= answer.state === 'pending';
      if (answer.state !== 'text' || answer.label !== label || !hasWord(answer.text, name.value)) continue;
      for (const segment of this.storeOf(uri, answer.text, answer).segments) {
        if (!mayHoldMachine(segment.text) || !hasWord(segment.text, name.value)) continue;
        for (const old of this.objectsIn(segment, answer.uri))
          if (this.isSame(view.uri, resource, name.value, old) && !this.isStillThere(uri, old, lookedUp, view.uri))
            found.push(old);
      }
    }
    if (isPending) return { state: 'pending' };
    const [only, ...more] = found;
    if (!only) return { state: 'new', label };
    return more.length > 0 ? ambiguous() : matched(label, only);
  }

  /** Whether an object of the old text of a file is in that file still, or in any if no file is left out. */
  private isStillThere(uri: string, old: OldObject, lookedUp: (key: FactKey) => void, exceptIn?: string): boolean {
    const name = writtenName(old, old.resource);
    return this.machinesLike(uri, old.resource, name, lookedUp).some(
      ({ machine }) =>
        machine.resourceKind === old.resource.kind &&
        !machine.isDump &&
        machine.uri !== exceptIn &&
        (exceptIn === undefined || machine.uri === uri || machine.uri === old.uri) &&
        this.isDouble(machine, old.resource, old.uri),
    );
  }
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
