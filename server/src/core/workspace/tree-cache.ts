/**
 * Trees of documents, those used last; facts and findings are kept for all. A segment's identity is the key, so what is
 * read once is read again only after its tree had to go.
 */
import type { Counters } from '../counters.ts';
import { resourcesOf, type Resource } from '../resources/resources.ts';
import { readDocument } from '../yaml/read-document.ts';
import type { Segment } from '../yaml/text-store.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/** One document, read. */
export interface ReadDocument {
  readonly document: YamlDocument;
  readonly resources: readonly Resource[];
}

/** How many characters of read documents are kept as trees. */
const treeBudget = 4_000_000;

export class TreeCache {
  private readonly trees = new Map<Segment, ReadDocument>();
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
    const document = readDocument(segment.text);
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

  drop(segment: Segment): void {
    if (this.trees.delete(segment)) this.size -= segment.text.length;
  }
}
