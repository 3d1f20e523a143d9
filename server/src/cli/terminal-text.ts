/** Pieces of the reports for a terminal. What manifests hold is untrusted and goes through `printable`. */
import * as l10n from '@vscode/l10n';
import { columnCount, padded } from '../core/features/wide-characters.ts';
import type { FoundEntry } from './analysis.ts';

/** File and line, behind the file that it was rendered from. */
export function place({ file, line, source }: FoundEntry, ...column: readonly number[]): string {
  const own = [printable(file), line, ...column].join(':');
  return source === undefined ? own : l10n.t('{0} (document in {1})', printable(source), own);
}

export function title(kind: string, entry: { namespace: string | null; name: string | null }): string {
  const name = `${entry.namespace ?? '<namespace>'}/${entry.name ?? '<name>'}`;
  return printable(kind === '' ? name : `${kind} ${name}`);
}

export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => columnCount(row[at] ?? '')))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Manifests are untrusted, and so are names of files: control characters would reach the terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what must not be printed
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
