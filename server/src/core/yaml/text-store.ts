/**
 * The text of one open file as segments, one per YAML document, so that a keystroke makes one new segment and leaves
 * all others the same objects. Positions are kept relative to segments, and the lines before a segment are summed by a
 * Fenwick tree, so nothing in a file moves when lines are added above it. Knows nothing of YAML but the `---` line.
 */
import { LineSums } from './line-sums.ts';

/** Line and UTF-16 character, both from 0, as in LSP. `\n`, `\r\n` and `\r` end lines. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Text of one document with the `---` line it begins with. Immutable; its identity keys all that is computed from it. */
export class Segment {
  private starts: readonly number[] | undefined;
  private breaks: number | undefined;

  constructor(readonly text: string) {}

  /** Offsets at which lines begin; computed when first asked for. */
  get lineStarts(): readonly number[] {
    return (this.starts ??= lineStartsOf(this.text));
  }

  /** Line breaks in the text: how far the next segment's first line lies below this one's. */
  get lineBreaks(): number {
    return (this.breaks ??= this.starts ? this.starts.length - 1 : countLineBreaks(this.text));
  }
}

/** The position of an offset, its line counted from the segment's first. */
export function positionInSegment({ text, lineStarts }: Segment, offset: number): Position {
  const clamped = Math.max(0, Math.min(offset, text.length));
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= clamped) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: clamped - (lineStarts[low] ?? 0) };
}

/** What an edit did: `removed` segments from position `first` on were replaced by `added`; unchanged ones are in both. */
export interface SegmentChange {
  readonly first: number;
  readonly removed: readonly Segment[];
  readonly added: readonly Segment[];
}

/** A `---` line, maybe with a comment: what cuts a stream. Only line feeds count, as for kubectl's reader. */
const cut = '\n---';

export class TextStore {
  private list: Segment[];
  private sums: LineSums;

  private constructor(segments: Segment[]) {
    this.list = segments;
    this.sums = LineSums.of(segments.map((segment) => segment.lineBreaks));
  }

  static of(text: string): TextStore {
    return new TextStore(splitDocuments(text).map((part) => new Segment(part)));
  }

  /** At least one, in order; their texts together are the file's text. */
  get segments(): readonly Segment[] {
    return this.list;
  }

  /** The whole text; linear in the file. */
  get text(): string {
    return this.list.map((segment) => segment.text).join('');
  }

  get lineCount(): number {
    return this.sums.total() + 1;
  }

  /** The line at which a segment begins. */
  startLine(index: number): number {
    return this.sums.before(index);
  }

  /** Where a position lies. Lines past the end mean the end, characters past a line's end mean its end. */
  locate({ line, character }: Position): { index: number; offset: number } {
    const last = this.list.length - 1;
    if (line < 0) return { index: 0, offset: 0 };
    if (line > this.sums.total()) return { index: last, offset: this.list[last]?.text.length ?? 0 };
    const { index, rest } = this.sums.find(line);
    const segment = this.list[index];
    if (!segment) return { index: 0, offset: 0 };
    const start = segment.lineStarts[rest] ?? segment.text.length;
    const end = lineEnd(segment, rest);
    return { index, offset: Math.min(start + Math.max(character, 0), end) };
  }

  /** The position of an offset in a segment; an offset at its end is the start of the next one. */
  positionAt(index: number, offset: number): Position {
    const segment = this.list[index];
    if (!segment) return { line: this.sums.total(), character: 0 };
    const { line, character } = positionInSegment(segment, offset);
    return { line: this.startLine(index) + line, character };
  }

  /** Segments that have lines from `first` to `last`: half-open range of their positions. */
  segmentsInLines(first: number, last: number): [from: number, to: number] {
    const from = this.locate({ line: first, character: 0 }).index;
    const to = this.locate({ line: last, character: 0 }).index;
    return [from, Math.max(from, to) + 1];
  }

  /** Applies one edit; without a range the text replaces everything. */
  apply(change: {
    readonly range?: { readonly start: Position; readonly end: Position };
    readonly text: string;
  }): SegmentChange {
    if (!change.range) return this.replace(0, this.list.length, change.text);
    const start = this.locate(change.range.start);
    const end = this.locate(change.range.end);
    const [low, high] =
      start.index < end.index || (start.index === end.index && start.offset <= end.offset)
        ? [start, end]
        : [end, start];
    const head = this.list[low.index]?.text.slice(0, low.offset) ?? '';
    const tail = this.list[high.index]?.text.slice(high.offset) ?? '';
    let from = low.index;
    let to = high.index + 1;
    let text = head + change.text + tail;
    // A segment that no longer begins with its `---` line belongs to the one before it.
    if (from > 0 && !beginsCut(text)) {
      from--;
      text = (this.list[from]?.text ?? '') + text;
    }
    // The next `---` cuts only where a line begins.
    while (to < this.list.length && text !== '' && !text.endsWith('\n')) {
      text += this.list[to]?.text ?? '';
      to++;
    }
    return this.replace(from, to, text);
  }

  private replace(from: number, to: number, text: string): SegmentChange {
    const removed = this.list.slice(from, to);
    const rest = this.list.length - removed.length;
    const parts = text === '' && rest > 0 ? [] : splitDocuments(text);
    const added = reuse(removed, parts);
    if (added.length === removed.length) {
      added.forEach((segment, at) => {
        const before = removed[at];
        if (segment === before) return;
        this.list[from + at] = segment;
        this.sums.add(from + at, segment.lineBreaks - (before?.lineBreaks ?? 0));
      });
    } else {
      this.list = [...this.list.slice(0, from), ...added, ...this.list.slice(to)];
      this.sums = LineSums.of(this.list.map((segment) => segment.lineBreaks));
    }
    return { first: from, removed, added };
  }
}

/** Segments for the parts, the old objects where the text is the same from either end. */
function reuse(old: readonly Segment[], parts: readonly string[]): Segment[] {
  const result: (Segment | undefined)[] = parts.map(() => undefined);
  let front = 0;
  while (front < parts.length && old[front]?.text === parts[front]) {
    result[front] = old[front];
    front++;
  }
  let back = 0;
  while (back < parts.length - front && back < old.length - front && old.at(-1 - back)?.text === parts.at(-1 - back)) {
    result[parts.length - 1 - back] = old.at(-1 - back);
    back++;
  }
  return parts.map((part, at) => result[at] ?? new Segment(part));
}

/** A file's text cut into those of its documents. */
export function splitDocuments(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let feed = text.indexOf(cut); feed >= 0; feed = text.indexOf(cut, feed + 1)) {
    const code = text.charCodeAt(feed + cut.length);
    // Nothing, a blank, a line end or a comment follows.
    if (!Number.isNaN(code) && !' \t\r\n#'.includes(String.fromCharCode(code))) continue;
    parts.push(text.slice(start, feed + 1));
    start = feed + 1;
  }
  parts.push(text.slice(start));
  return parts;
}

function beginsCut(text: string): boolean {
  return /^---(?:[ \t\r\n#]|$)/.test(text);
}

/** Without the list of where lines begin: opening a large file asks for the counts of all its segments. */
function countLineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  // A carriage return counts unless a line feed follows.
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1))
    if (text.charCodeAt(at + 1) !== 10) count++;
  return count;
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  let feed = text.indexOf('\n');
  let back = text.indexOf('\r');
  while (feed >= 0 || back >= 0) {
    if (back >= 0 && (feed < 0 || back < feed)) {
      // A carriage return ends a line unless a line feed follows.
      if (back + 1 !== feed) starts.push(back + 1);
      back = text.indexOf('\r', back + 1);
    } else {
      starts.push(feed + 1);
      feed = text.indexOf('\n', feed + 1);
    }
  }
  return starts;
}

/** Where a line ends, before its line break. */
function lineEnd(segment: Segment, line: number): number {
  const next = segment.lineStarts[line + 1];
  if (next === undefined) return segment.text.length;
  return segment.text.startsWith('\r\n', next - 2) ? next - 2 : next - 1;
}

/**
 * The documents that kubectl reads from a stream, and whether it refuses the stream at some point (nothing after it is
 * read). It cuts by lines alone, inside quoted text too: a line that begins with `---` may hold nothing else but a
 * comment. Truth: `kubernetes/kubernetes · staging/src/k8s.io/apimachinery/pkg/util/yaml/decoder.go` (`YAMLReader`).
 */
export function kubectlDocuments(segments: readonly Segment[]): { segments: readonly Segment[]; refused: boolean } {
  const read: Segment[] = [];
  let pending: Segment | undefined;
  for (const segment of segments) {
    const { text } = segment;
    let body = text;
    if (beginsCut(text)) {
      const lineBreak = text.indexOf('\n');
      const line = lineBreak < 0 ? text : text.slice(0, lineBreak);
      const rest = line.slice('---'.length).trim();
      if (rest !== '' && !rest.startsWith('#')) return { segments: read, refused: true };
      // The line ends a document that holds anything; else it becomes part of the next one.
      if (pending) {
        read.push(pending);
        pending = undefined;
        body = lineBreak < 0 ? '' : text.slice(lineBreak + 1);
      }
    }
    if (/(?:^|\n)---(?![ \t\r\n#]|$)/.test(text)) return { segments: read, refused: true };
    if (body !== '') pending = segment;
  }
  if (pending) read.push(pending);
  return { segments: read, refused: false };
}
