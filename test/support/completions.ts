/** Completions through the protocol: `|` is the cursor in the manifest, and an item is applied as editors do. */
import type { ClientCapabilities, CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver';
import { fullCapabilities, TestClient } from './client.ts';

export interface Completed {
  readonly items: CompletionItem[];
  readonly apply: (label: string) => string;
}

export interface CompletionSetting {
  readonly files?: Record<string, string>;
  readonly project?: string;
  readonly capabilities?: ClientCapabilities;
  /** Where the mark of the cursor stands, if not at the first `|`. */
  readonly cursor?: number;
}

/** One client at a time, for a document of one name. */
export class CompletionTester {
  /** The one that the last completion was asked by. */
  client: TestClient | undefined;

  constructor(private readonly uri: string) {}

  async stop(): Promise<void> {
    await this.client?.stop();
    this.client = undefined;
  }

  async complete(
    marked: string,
    {
      files = {},
      project = 'release: v1.9\nconfiguration: {}\n',
      capabilities = fullCapabilities,
      cursor = marked.indexOf('|'),
    }: CompletionSetting = {},
  ): Promise<Completed> {
    const text = marked.slice(0, cursor) + marked.slice(cursor + 1);
    const before = text.slice(0, cursor).split('\n');
    this.client = await TestClient.start({ capabilities, files: { 'file:///repo/.virtlens.yaml': project, ...files } });
    await this.client.open(this.uri, text);
    const { items } = await this.client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri: this.uri },
      position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
    });
    return {
      items,
      apply: (label) =>
        applied(
          text,
          items.find((item) => item.label === label),
        ),
    };
  }
}

/** The text after an item, as an editor without snippets inserts it: later lines get the blanks of the first one's line. */
function applied(text: string, item: CompletionItem | undefined): string {
  if (!item) throw new Error('no such item');
  const lines = text.split('\n');
  const offsetOf = ({ line, character }: TextEdit['range']['start']): number =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  const own = item.textEdit as TextEdit;
  const indent = item.insertTextMode === 2 ? (/^ */.exec(lines[own.range.start.line] ?? '')?.[0] ?? '') : '';
  return [{ ...own, newText: own.newText.replaceAll('\n', `\n${indent}`) }, ...(item.additionalTextEdits ?? [])]
    .map(({ range, newText }) => ({ start: offsetOf(range.start), end: offsetOf(range.end), newText }))
    .sort((one, other) => other.start - one.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

export const labels = (items: readonly CompletionItem[]): string[] => items.map(({ label }) => label);
