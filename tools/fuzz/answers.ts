/** What a server says of one file, asked as an editor asks, in a form to compare; and whether its places lie in the text. */
import assert from 'node:assert/strict';
import type { Position, Range } from 'vscode-languageserver';
import type { TestClient } from '../../test/support/client.ts';

export const uri = 'file:///repo/vm.yaml';

/** Everything that is said of the whole file, without what only tells one answer from the next. */
export async function saidOf(client: TestClient): Promise<Readonly<Record<string, unknown>>> {
  const textDocument = { uri };
  const range = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
  // What was never asked for is read in the background.
  await client.request('virtlens/status', { uri });
  await client.settle();
  const [diagnostics, hints, symbols, folds, links, lenses, status] = await Promise.all([
    client.diagnostics(uri),
    client.hints(uri, 0, 1_000_000),
    client.request('textDocument/documentSymbol', { textDocument }),
    client.request('textDocument/foldingRange', { textDocument }),
    client.request('textDocument/documentLink', { textDocument }),
    client.request('textDocument/codeLens', { textDocument }),
    client.request('virtlens/status', { uri }),
  ]);
  const actions = await client.actions(uri, range, ['source.fixAll']);
  const said = { diagnostics, hints, symbols, folds, links, lenses, status, actions };
  return JSON.parse(
    JSON.stringify(said, (key, value: unknown) => (['version', 'faults'].includes(key) ? undefined : value)),
  ) as typeof said;
}

/** Where lines begin, as the protocol counts them. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) this.starts.push(index + end.length);
  }

  get count(): number {
    return this.starts.length;
  }

  positionAt(offset: number): Position {
    let line = 0;
    let behind = this.starts.length;
    while (behind - line > 1) {
      const middle = (line + behind) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) line = middle;
      else behind = middle;
    }
    return { line, character: offset - (this.starts[line] ?? 0) };
  }

  /** As an editor takes it: behind the end of a line is its end. */
  offsetAt({ line, character }: Position): number {
    const start = this.starts[line];
    if (start === undefined) return this.text.length;
    const next = this.starts[line + 1] ?? this.text.length;
    const end = start + this.text.slice(start, next).replace(/[\r\n]+$/, '').length;
    return Math.min(start + character, Math.max(end, start));
  }

  /** Throws where a range is none of this text. */
  check({ start, end }: Range, what: string): void {
    const told = `${what}: ${JSON.stringify({ start, end })}`;
    assert.ok(start.line < end.line || (start.line === end.line && start.character <= end.character), told);
    for (const position of [start, end]) {
      assert.ok(position.line >= 0 && position.line < this.count && position.character >= 0, told);
      const offset = this.offsetAt(position);
      const isBehind = offset < (this.starts[position.line] ?? 0) + position.character;
      assert.ok(!isBehind, `${told} is behind the end of a line`);
    }
  }
}

/** Checks each range that belongs to the file, wherever in an answer it stands. */
export function checkRanges(lines: Lines, answer: unknown, what: string): void {
  const visit = (value: unknown, isOwn: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    const said = value as Record<string, unknown>;
    const file = said['uri'] ?? (said['textDocument'] as { uri?: unknown } | undefined)?.uri;
    const isStillOwn = isOwn && (typeof file !== 'string' || file === uri);
    if (isStillOwn && isPosition(said['start']) && isPosition(said['end'])) lines.check(said as unknown as Range, what);
    else for (const inner of Object.values(said)) visit(inner, isStillOwn);
  };
  visit(answer, true);
}

function isPosition(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}
