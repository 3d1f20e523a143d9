/**
 * Trees of documents, those used last; facts and findings are kept for all. A segment's identity is the key, so what is
 * read once is read again only after its tree had to go.
 */
import type { Counters } from '../counters.ts';
import { resourcesOf, type Resource } from '../resources/resources.ts';
import { readDocument } from '../yaml/read-document.ts';
import { rereadDocument } from '../yaml/reread-document.ts';
import type { Segment } from '../yaml/text-store.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/** One document, read. */
export interface ReadDocument {
  readonly document: YamlDocument;
  readonly resources: readonly Resource[];
}

/** How many characters of read documents are kept as trees. */
const treeBudget = 1_000_000;

export class TreeCache {
  private readonly trees = new Map<Segment, ReadDocument>();
  /** What documents not read yet were before an edit. */
  private readonly earlier = new WeakMap<Segment, YamlDocument>();
  private size = 0;

  constructor(
    private readonly counters: Counters,
    private readonly counted: 'documentsParsed' | 'baselineDocumentsRead' = 'documentsParsed',
  ) {}

  read(segment: Segment): ReadDocument {
    const known = this.trees.get(segment);
    if (known) {
      this.trees.delete(segment);
      this.trees.set(segment, known);
      return known;
    }
    const document = this.readAnew(segment);
    this.counters[this.counted]++;
    const read: ReadDocument = { document, resources: resourcesOf(document) };
    this.trees.set(segment, read);
    this.size += segment.text.length;
    for (const [oldest] of this.trees) {
      if (this.size <= treeBudget || oldest === segment) break;
      this.drop(oldest);
    }
    return read;
  }

  /** An edit made one document of another, which goes: most of its tree may still hold. */
  replace(gone: Segment, fresh: Segment): void {
    const document = this.trees.get(gone)?.document ?? this.earlier.get(gone);
    if (document) this.earlier.set(fresh, document);
    this.drop(gone);
  }

  drop(segment: Segment): void {
    if (this.trees.delete(segment)) this.size -= segment.text.length;
  }

  private readAnew(segment: Segment): YamlDocument {
    const earlier = this.earlier.get(segment);
    this.earlier.delete(segment);
    const document = earlier && rereadDocument(earlier, segment.text);
    if (document) this.counters.documentsReread++;
    return document ?? readDocument(segment.text);
  }
}
