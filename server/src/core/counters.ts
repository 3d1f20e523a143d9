/**
 * Exact counts of the work done, so that a test can say "one keystroke parses exactly one document" without a clock.
 * Plain numbers, read through the test-only request `virtlens/counters`.
 */
export interface Counters {
  /** Documents read from text into a tree. */
  documentsParsed: number;
  /** Of all documents read, those that were made out of their tree before an edit. */
  documentsReread: number;
  /** Documents of old texts read into a tree. */
  baselineDocumentsRead: number;
  /** Documents whose rules were run. */
  documentsAnalysed: number;
  /** Objects given to the schema and the webhooks, those of fixes that were tried included. */
  objectsValidated: number;
  /** Objects whose edits were judged against a baseline. */
  impactsComputed: number;
  /** Objects of VMs of which dumps were read. */
  statusesRead: number;
  /** Inlay hints computed. */
  hintsComputed: number;
  /** Files read from disk whose text is kept. */
  filesRead: number;
  /** Files looked through for facts, of which no text is kept. */
  filesScanned: number;
  /** Characters of files that were read or looked through. */
  charactersRead: number;
}

export function newCounters(): Counters {
  return {
    documentsParsed: 0,
    documentsReread: 0,
    baselineDocumentsRead: 0,
    documentsAnalysed: 0,
    objectsValidated: 0,
    impactsComputed: 0,
    statusesRead: 0,
    hintsComputed: 0,
    filesRead: 0,
    filesScanned: 0,
    charactersRead: 0,
  };
}
