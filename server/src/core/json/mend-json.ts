/**
 * How a fault of JSON can be mended where it is clear what was meant: commas, comments, quotes. Edits of the text, which
 * then has fewer faults; no guess at what is missing. Knows nothing of what the text stands in.
 */
import * as l10n from '@vscode/l10n';
import type { JsonDocument, JsonEdit, JsonFault } from './json-tree.ts';
import { parseJson } from './parse-json.ts';

export interface JsonMend {
  readonly title: string;
  /** Whether it changes nothing but what cannot have been meant. */
  readonly isSafe: boolean;
  readonly edits: readonly JsonEdit[];
}

/** Values that other languages have words for. */
const foreignWords: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  TRUE: 'true',
  FALSE: 'false',
  None: 'null',
  nil: 'null',
  Null: 'null',
  NULL: 'null',
  undefined: 'null',
};

/** Whether a text without quotes is a value of another language, and not something to be filled in. */
export function isForeignWord(written: string): boolean {
  return Object.hasOwn(foreignWords, written);
}

/** Undefined where only the writer knows. */
export function mendOf({ text, faults }: JsonDocument, fault: JsonFault): JsonMend | undefined {
  const mend = draft(text, fault);
  if (!mend) return undefined;
  return parseJson(applied(text, mend.edits)).faults.length < faults.length ? mend : undefined;
}

/** All faults at once, where each can be mended. */
export function mendAll({ text, faults }: JsonDocument): JsonMend | undefined {
  const mends = faults.flatMap((fault) => draft(text, fault) ?? []);
  if (mends.length < faults.length || mends.length < 2) return undefined;
  const edits = mends.flatMap((mend) => mend.edits);
  if (edits.some(({ end }, at) => (edits[at + 1]?.start ?? Infinity) < end)) return undefined;
  if (parseJson(applied(text, edits)).faults.length > 0) return undefined;
  return { title: l10n.t('Mend the JSON'), isSafe: mends.every(({ isSafe }) => isSafe), edits };
}

function applied(text: string, edits: readonly JsonEdit[]): string {
  return [...edits]
    .reverse()
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

function draft(text: string, fault: JsonFault): JsonMend | undefined {
  const { start, end } = fault;
  const written = text.slice(start, end);
  const mend = (
    title: string,
    newText: string,
    span: { start: number; end: number } = fault,
    isSafe = true,
  ): JsonMend => ({
    title,
    isSafe,
    edits: [{ start: span.start, end: span.end, newText }],
  });
  switch (fault.code) {
    case 'trailing-comma':
    case 'extra-comma':
      return mend(l10n.t('Remove the comma'), '');
    case 'missing-comma': {
      const at = text.slice(0, start).trimEnd().length;
      return mend(l10n.t('Insert the comma'), ',', { start: at, end: at });
    }
    case 'comment':
      return mend(l10n.t('Remove the comment'), '', withBlanks(text, start, end));
    case 'call-out':
      return mend(l10n.t('Remove the note'), '', withBlanks(text, start, end));
    case 'single-quote':
      return mend(l10n.t('Write double quotes'), JSON.stringify(written.slice(1, -1).replace(/\\(.)/g, '$1')));
    case 'stray-quote':
      return mend(l10n.t('Remove the quote mark'), '');
    case 'unquoted-key':
      return mend(l10n.t('Put {0} in quotes', written), JSON.stringify(written));
    case 'bad-value': {
      const word = foreignWords[written];
      return word === undefined
        ? mend(l10n.t('Put {0} in quotes', written), JSON.stringify(written), fault, false)
        : mend(l10n.t('Write {0}', word), word);
    }
    case 'control-character':
      return mend(l10n.t('Write it as an escape'), JSON.stringify(written).slice(1, -1));
    default:
      return undefined;
  }
}

/** A note with the blanks before it, and with its line where it stands on one of its own. */
function withBlanks(text: string, start: number, end: number): { start: number; end: number } {
  const before = text.slice(0, start).replace(/[ \t]+$/, '');
  const isOwnLine = before.endsWith('\n') && (end === text.length || text.charAt(end) === '\n');
  return { start: before.length - (isOwnLine ? 1 : 0), end };
}
