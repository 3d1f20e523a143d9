/**
 * What the page with the picture of NICs may tell the extension. The page shows texts of manifests; should one of them ever
 * get to speak for it, it can say no more than this, and each of it only leads to a place in a manifest or to a question.
 */
import type { FromPage, ShownPage } from './picture-messages.ts';

/** The message, if it is one of those that a page sends; whatever else it carries is left behind. */
export function fromPage(message: unknown): FromPage | undefined {
  const { type, node, shown } = (message ?? {}) as Partial<Record<'type' | 'node' | 'shown', unknown>>;
  switch (type) {
    case 'ready':
    case 'export':
      return { type };
    case 'go':
      return typeof node === 'string' ? { type, node } : undefined;
    case 'shown':
      return isShown(shown) ? { type, shown } : undefined;
    default:
      return undefined;
  }
}

function isShown(shown: unknown): shown is ShownPage {
  const { heading, headers, rows, labels, focused, status } = (shown ?? {}) as Partial<
    Record<keyof ShownPage, unknown>
  >;
  return (
    [heading, focused, status].every((text) => typeof text === 'string') &&
    areTexts(headers) &&
    areTexts(labels) &&
    Array.isArray(rows) &&
    rows.every(areTexts)
  );
}

function areTexts(list: unknown): boolean {
  return Array.isArray(list) && list.every((text) => typeof text === 'string');
}
