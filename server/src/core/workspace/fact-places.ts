/** Where facts stand: spans of a document as lines and characters that do not move with what is above the document. */
import { nodeAt } from '../yaml/locate.ts';
import { positionInSegment, type Position, type Segment } from '../yaml/text-store.ts';
import type { Node, Span } from '../yaml/tree.ts';
import type { Resource } from '../resources/resources.ts';
import type { FactPlace } from './facts.ts';

export function placeIn(segment: Segment, { start, end }: Span): FactPlace {
  const first = positionInSegment(segment, start);
  // Most stand on one line.
  const isOnLine = end < (segment.lineStarts[first.line + 1] ?? Infinity) && end <= segment.text.length;
  return isOnLine
    ? new PlaceOnLine(first.line, first.character, first.character + end - start)
    : { start: first, end: positionInSegment(segment, end) };
}

/** Very many are kept, and few are ever looked at. */
class PlaceOnLine implements FactPlace {
  constructor(
    private readonly line: number,
    private readonly from: number,
    private readonly to: number,
  ) {}

  get start(): Position {
    return { line: this.line, character: this.from };
  }

  get end(): Position {
    return { line: this.line, character: this.to };
  }
}

/** The place of a value below a node; undefined where it is not. */
export function placeAt(segment: Segment, root: Node, field: string): FactPlace | undefined {
  const node = nodeAt(root, field);
  return node && placeIn(segment, node);
}

/** Where an object's name stands, else where the object begins. */
export function placeOfName(segment: Segment, { node }: Resource): FactPlace {
  return placeAt(segment, node, 'metadata.name') ?? placeIn(segment, node.entries[0]?.keySpan ?? node);
}
