/**
 * What stands before a node in the parser's syntax tree: its anchor, its tag, and the indicator that announces it. The
 * parser lists them beside blanks and comments, and for flow collections beside those of an empty item before the comma.
 */
import type { CST } from 'yaml';

/** Anchor and tag before a node, and where the last token before it ends. */
export interface Properties {
  readonly anchor: string | undefined;
  readonly tag: CST.SourceToken | undefined;
  /** Where the first of them begins; undefined without any. */
  readonly start: number | undefined;
  /** The place of a value that is left out. */
  readonly end: number;
  readonly indicator: number | undefined;
}

/** Reads the tokens before a node; `at` is where they would begin. */
export function readProperties(
  tokens: readonly CST.SourceToken[],
  indicator: CST.SourceToken['type'],
  at: number,
): Properties {
  let anchor: string | undefined;
  let tag: CST.SourceToken | undefined;
  let start: number | undefined;
  let found: number | undefined;
  let end = at;
  for (const token of tokens) {
    switch (token.type) {
      case 'anchor':
        anchor = token.source.slice(1);
        start ??= token.offset;
        end = token.offset + token.source.length;
        break;
      case 'tag':
        tag = token;
        start ??= token.offset;
        end = token.offset + token.source.length;
        break;
      case indicator:
      case 'comma':
      case 'doc-start':
        if (token.type === indicator) found = token.offset;
        end = token.offset + token.source.length;
        break;
      default:
    }
  }
  return { anchor, tag, start, end, indicator: found };
}

/** Items of a flow collection, those of nothing but an anchor, a tag or `?` taken apart from what follows their comma. */
export function separated(items: readonly CST.CollectionItem[]): readonly CST.CollectionItem[] {
  if (!items.some((item) => emptyItemEnd(item) > 0)) return items;
  return items.flatMap((item) => {
    const comma = emptyItemEnd(item);
    return comma > 0 ? [{ start: item.start.slice(0, comma) }, { ...item, start: item.start.slice(comma) }] : [item];
  });
}

/** The index of the comma behind such an item, else 0. */
function emptyItemEnd({ start }: CST.CollectionItem): number {
  const comma = start.map((token) => token.type).lastIndexOf('comma');
  const isPart = ({ type }: CST.SourceToken): boolean =>
    type === 'anchor' || type === 'tag' || type === 'explicit-key-ind';
  return start.slice(0, Math.max(comma, 0)).some(isPart) ? comma : 0;
}
