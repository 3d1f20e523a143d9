/**
 * The facts of a file that nobody has open: the same as a full reading would give, at a small part of its cost, and
 * nothing of the text is kept. Documents are read by their lines; what that cannot settle is read in full.
 */
import type { Counters } from '../counters.ts';
import { resourcesOf } from '../resources/resources.ts';
import { LineTable } from '../yaml/line-table.ts';
import { readQuickly, type QuickReader } from '../yaml/quick-tree.ts';
import { readDocument } from '../yaml/read-document.ts';
import { Segment, splitDocuments } from '../yaml/text-store.ts';
import { documentFacts, mayHoldFacts } from './document-facts.ts';
import { isEmpty, type DocumentFacts } from './facts.ts';
import { KeptTexts } from './kept-texts.ts';

/** What one document of a file tells. */
export interface ScannedDocument {
  /** The file's line at which it begins. */
  readonly startLine: number;
  readonly facts: DocumentFacts;
  /** About how many bytes of memory the facts take. */
  readonly size: number;
}

/** Of one place with its text, as measured. */
const bytesPerPlace = 120;

export class FactScanner {
  private readonly texts = new KeptTexts();
  private readonly reader: QuickReader = { cut: this.texts.cut, lines: new LineTable() };

  constructor(private readonly counters: Counters) {}

  /** Documents of a file that tell anything. */
  scan(uri: string, text: string): readonly ScannedDocument[] {
    this.counters.filesScanned++;
    this.counters.charactersRead += text.length;
    if (!mayHoldFacts(uri, text)) return [];
    const segments = splitDocuments(text).map((part) => new Segment(part));
    const documents: ScannedDocument[] = [];
    let startLine = 0;
    let counted = 0;
    for (const [index, segment] of segments.entries()) {
      // Most files are one document, of which this is known already.
      if (segments.length > 1 && !mayHoldFacts(uri, segment.text)) continue;
      const facts = scanDocument(uri, segment, this.reader) ?? this.readFacts(uri, segment);
      if (isEmpty(facts)) continue;
      for (; counted < index; counted++) startLine += segments[counted]?.lineBreaks ?? 0;
      documents.push({ startLine, facts, size: sizeOf(facts, segment) });
    }
    return documents;
  }

  private readFacts(uri: string, segment: Segment): DocumentFacts {
    this.counters.documentsParsed++;
    const document = readDocument(segment.text);
    const facts = documentFacts(uri, segment, document, resourcesOf(document));
    if (!isEmpty(facts)) this.cutLoose(facts, uri);
    return facts;
  }

  /** Writes copies for all texts that were cut out of the file's, in place: the facts were made for this moment. */
  private cutLoose(value: object, uri: string): void {
    const own = value as Record<string, unknown>;
    for (const key in own) {
      const member = own[key];
      if (typeof member === 'object' && member !== null) this.cutLoose(member, uri);
      else if (typeof member === 'string' && member !== uri) own[key] = this.texts.cut(member, 0, member.length);
    }
  }
}

/** The facts of a document by its lines; undefined where they do not settle them. */
export function scanDocument(uri: string, segment: Segment, reader?: QuickReader): DocumentFacts | undefined {
  const reading = readQuickly(segment.text, reader);
  if (!reading) return undefined;
  const { document } = reading;
  const facts = documentFacts(uri, segment, document, resourcesOf(document));
  return reading.isSure() ? facts : undefined;
}

function sizeOf({ nads, machines, clusters, profiles }: DocumentFacts, { text }: Segment): number {
  let places = 2;
  for (const { networks, interfaces } of machines) places += 2 + 2 * (networks.length + interfaces.length);
  // Their specifications are kept as they are.
  const kept = nads.length + clusters.length + profiles.length > 0 ? 4 * text.length : 0;
  return places * bytesPerPlace + kept;
}
