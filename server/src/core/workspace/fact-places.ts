/** Where facts stand: spans of a document as lines and characters that do not move with what is above the document. */
import { nodeAt } from '../yaml/locate.ts';
import { positionInSegment, type Segment } from '../yaml/text-store.ts';
import type { Node, Span } from '../yaml/tree.ts';
import type { Resource } from '../resources/resources.ts';
import type { FactPlace } from './facts.ts';

export function placeIn(segment: Segment, { start, end }: Span): FactPlace {
  const first = positionInSegment(segment, start);
  // Most stand on one line.
  const isOnLine = end < (segment.lineStarts[first.line + 1] ?? Infinity) && end <= segment.text.length;
  return {
    start: first,
    end: isOnLine ? { line: first.line, character: first.character + end - start } : positionInSegment(segment, end),
  };
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
