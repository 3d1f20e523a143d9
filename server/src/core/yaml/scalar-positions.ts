/**
 * Places inside a scalar: which character of the text as written is which of the value, and back, in every style. The
 * functions that read values tell what they replace; nothing is read or kept before somebody asks. Never throws.
 */
import { readBlockScalar } from './dialect/block-scalar.ts';
import { foldLines, readDoubleQuoted, readSingleQuoted, type Replaced } from './dialect/flow-scalar.ts';
import { lineEndAt } from './text-layout.ts';
import type { ScalarNode, Span } from './tree.ts';

export interface ScalarPositions {
  /** Where the character at an offset of the value is written: that character, or where its escape or fold begins. */
  toSource(valueOffset: number): number;
  /** The offset of the value that an offset of the document stands at; its nearest end outside the scalar. */
  toValue(sourceOffset: number): number;
  /** The text as written of a range of the value, which ends right behind its last character. */
  sourceSpan(span: Span): Span;
  /** Where, in the value, the written line of an offset of the value ends. */
  lineEnd(valueOffset: number): number;
}

/** A range as written that the value has something else for. */
interface Stretch {
  readonly at: number;
  readonly written: number;
  readonly value: number;
  readonly length: number;
}

/** Undefined for what is no text, and where the scalar cannot be read once more from its place (templates in it). */
export function scalarPositions(text: string, node: ScalarNode): ScalarPositions | undefined {
  if (typeof node.value !== 'string') return undefined;
  const read = reading(text, node, node.value);
  return read && positionsOf(text, node.value, read);
}

interface Reading {
  /** Where the value begins. */
  readonly start: number;
  readonly stretches: readonly Stretch[];
}

function reading(text: string, node: ScalarNode, value: string): Reading | undefined {
  switch (node.style) {
    case 'absent':
      return undefined;
    case 'literal':
    case 'folded':
      return blockReading(text, node, value);
    case 'plain':
      return attempt(node.start, value, (replaced) => foldLines(text.slice(node.start, node.end), replaced));
    default: {
      const quote = text.charAt(node.start);
      const isClosed = node.end - node.start > 1 && text.charAt(node.end - 1) === quote;
      const inner = text.slice(node.start + 1, node.end - (isClosed ? 1 : 0));
      return attempt(node.start + 1, value, (replaced) =>
        node.style === 'single' ? readSingleQuoted(inner, replaced) : readDoubleQuoted(inner, replaced).text,
      );
    }
  }
}

/** What a reading replaced, if it comes to the value; `start` is what its offsets count from. */
function attempt(
  start: number,
  value: string,
  read: (replaced: Replaced) => string,
  from = start,
): Reading | undefined {
  const stretches: Stretch[] = [];
  let shift = 0;
  const text = read((at, written, length) => {
    stretches.push({ at: from + at, written, value: from + at - start + shift, length });
    shift += length - written;
  });
  return text === value ? { start, stretches } : undefined;
}

/** Line breaks of YAML 1.1, which block scalars are read with as line feeds. */
const rareBreaks = /\r(?!\n)|[\u0085\u2028\u2029]/g;

function blockReading(text: string, node: ScalarNode, value: string): Reading | undefined {
  const unified = text.replace(rareBreaks, '\n');
  const headerEnd = lineEndAt(unified, node.start);
  const start = Math.min(headerEnd + (unified.startsWith('\r\n', headerEnd) ? 2 : 1), text.length);
  if (value === '') return { start: headerEnd, stretches: [] };
  const header = /^[|>][-+0-9]*/.exec(text.slice(node.start, headerEnd))?.[0] ?? '';
  // The column around is not known here; but the first line with text tells the scalar's own.
  const blanks = /(?:[ \t]*\r?\n)*( *)/y;
  blanks.lastIndex = start;
  const column = blanks.exec(unified)?.[1]?.length ?? 0;
  const around = /[1-9]/.test(header) ? Array.from({ length: column + 1 }, (_, at) => at) : [column - 1];
  for (const parent of around) {
    const found = attempt(
      start,
      value,
      (replaced) => readBlockScalar(unified, start, header, parent, text, replaced).value,
      0,
    );
    if (found) return found;
  }
  return undefined;
}

function positionsOf(text: string, value: string, { start, stretches }: Reading): ScalarPositions {
  /** The last stretch that begins at an offset or before it. */
  const lastBefore = (offset: number, side: 'at' | 'value'): Stretch | undefined => {
    let low = 0;
    let high = stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((stretches[middle]?.[side] ?? Infinity) <= offset) low = middle + 1;
      else high = middle;
    }
    return stretches[low - 1];
  };
  /** Where a character of the value begins and ends. */
  const character = (offset: number): Span => {
    const stretch = lastBefore(offset, 'value');
    if (!stretch) return { start: start + offset, end: start + offset + 1 };
    const { at, written, length } = stretch;
    const index = offset - stretch.value;
    if (index >= length) return { start: at + written + index - length, end: at + written + index - length + 1 };
    return breaksIn(text, stretch)[index] ?? { start: at, end: at + written };
  };
  const clamp = (offset: number): number => Math.min(Math.max(offset, 0), value.length);
  const toSource = (offset: number): number => character(clamp(offset)).start;
  const toValue = (offset: number): number => {
    const stretch = lastBefore(offset, 'at');
    if (!stretch) return clamp(offset - start);
    const { at, written, length } = stretch;
    if (offset >= at + written) return clamp(stretch.value + length + offset - at - written);
    const passed = breaksIn(text, stretch).filter(({ end }) => end <= offset).length;
    return clamp(stretch.value + Math.min(passed, length));
  };
  return {
    toSource,
    toValue,
    sourceSpan: (span) => {
      const from = toSource(span.start);
      return { start: from, end: span.end > span.start ? character(clamp(span.end) - 1).end : from };
    },
    lineEnd: (offset) => toValue(lineEndAt(text, toSource(offset))),
  };
}

/** The line breaks of a stretch; each of the value's is one of them. */
function breaksIn(text: string, { at, written }: Stretch): readonly Span[] {
  return [...text.slice(at, at + written).matchAll(/\r\n|[\n\r\u0085\u2028\u2029]/g)].map(({ 0: found, index }) => ({
    start: at + index,
    end: at + index + found.length,
  }));
}
