/**
 * Messages in any order, and such that no client should send: each request gets an answer, a cancelled one is never
 * answered as empty, and afterwards the server says what a fresh one says of the same texts.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { requests } from '../../server/src/lsp/protocol.ts';
import { apply, mutation, replacementOf, type Mutation } from '../../test/fuzz/mutations.ts';
import { TestClient } from '../../test/support/client.ts';
import { Lines, saidOf, uri } from './answers.ts';
import { anyText } from './texts.ts';
import { targetOf } from './target.ts';

type Step =
  | { readonly does: 'open' | 'close' | 'save' | 'settle' | 'configure' }
  | { readonly does: 'edit'; readonly mutation: Mutation; readonly back: number }
  | { readonly does: 'replace'; readonly text: string }
  | { readonly does: 'ask' | 'cancel'; readonly method: string; readonly at: number; readonly ofOther: boolean }
  | { readonly does: 'nonsense'; readonly method: string; readonly params: unknown; readonly isRequest: boolean }
  | { readonly does: 'watch'; readonly file: string; readonly text: string | null };

interface Storm {
  readonly text: string;
  readonly steps: readonly Step[];
}

const methods = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/documentHighlight',
  'textDocument/rename',
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/documentLink',
  'textDocument/codeLens',
  'textDocument/codeAction',
  'textDocument/inlayHint',
  'textDocument/diagnostic',
  'workspace/symbol',
  'workspace/executeCommand',
  'workspace/textDocumentContent',
  'inlayHint/resolve',
  ...Object.values(requests),
];

const nonsense: readonly unknown[] = [
  null,
  {},
  [],
  7,
  { textDocument: null },
  { textDocument: { uri: 7 } },
  { textDocument: { uri }, position: { line: -1, character: 1e9 } },
  { textDocument: { uri: 'no uri at all' }, position: {} },
  { textDocument: { uri: 'file:///repo/other.yaml', version: 0 }, contentChanges: [] },
  { uri: 'file:///none.yaml' },
  { command: 'virtlens.addNetwork', arguments: [{ uri, position: { line: 0, character: 0 } }, { name: 7 }] },
  { command: 'virtlens.unheardOf' },
  { target: { uri }, answers: { reference: {} } },
  { vm: 'virtlens:x?{' },
  { settings: { virtlens: { release: 7 } } },
  { changes: [{ uri: 'x', type: 9 }] },
];

const file = fc.constantFrom(
  'file:///repo/nads.yaml',
  'file:///repo/.virtlens.yaml',
  'file:///repo/kustomization.yaml',
  uri,
);
const place = fc.double({ min: 0, max: 1, noNaN: true });
const asking = { method: fc.constantFrom(...methods), at: place, ofOther: fc.boolean() };
const notices = ['textDocument/didSave', 'textDocument/didClose', 'workspace/didChangeConfiguration', '$/unheardOf'];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('open', 'close', 'save', 'settle', 'configure') }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('edit'), mutation, back: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('replace'), text: anyText }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constantFrom('ask', 'ask', 'cancel'), ...asking }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('nonsense'),
      method: fc.oneof(fc.constantFrom(...methods, 'textDocument/unheardOf'), fc.constantFrom(...notices)),
      params: fc.constantFrom(...nonsense),
      isRequest: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('watch'), file, text: fc.option(anyText) }),
  },
);

/** What a client knows of itself, and what the server owes it. */
class Storming {
  private readonly owed: Promise<void>[] = [];
  private isOpen = false;
  private version = 1;
  private asked = 0;
  readonly answers = { results: 0, errors: 0, cancelled: 0 };

  constructor(
    readonly client: TestClient,
    private now: string,
  ) {}

  get text(): string {
    return this.now;
  }

  async take(step: Step): Promise<void> {
    switch (step.does) {
      case 'open':
        if (!this.isOpen) await this.open();
        return;
      case 'close':
        if (this.isOpen) await this.notify('textDocument/didClose', { textDocument: { uri } });
        this.isOpen = false;
        return;
      case 'save':
        return this.notify('textDocument/didSave', { textDocument: { uri } });
      case 'settle':
        return this.client.settle();
      case 'configure':
        return this.notify('workspace/didChangeConfiguration', { settings: null });
      case 'edit': {
        if (!this.isOpen) return;
        const lines = new Lines(this.now);
        const { start, end, newText } = replacementOf(this.now, step.mutation);
        // A half of a line break is the whole of it.
        const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
        const from = lines.offsetAt(range.start);
        const to = Math.max(from, lines.offsetAt(range.end));
        this.now = apply(this.now, { start: from, end: to, newText });
        return this.change([{ range, text: newText }], step.back);
      }
      case 'replace':
        if (!this.isOpen) return;
        this.now = step.text;
        return this.change([{ text: step.text }], 0);
      case 'ask':
      case 'cancel':
        return this.ask(step);
      case 'nonsense':
        if (notices.includes(step.method)) {
          // Nobody would say of the file that it is closed, and go on.
          if (JSON.stringify(step.params).includes(uri)) return;
          return this.notify(step.method, step.params);
        }
        if (step.isRequest) this.owe(step.method, this.client.request(step.method, step.params), false);
        return;
      case 'watch': {
        if (step.text === null) this.client.files.delete(step.file);
        else this.client.files.set(step.file, step.text);
        const type = step.text === null ? 3 : 2;
        return this.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: step.file, type }] });
      }
    }
  }

  async open(): Promise<void> {
    this.isOpen = true;
    await this.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: this.version, text: this.now },
    });
  }

  /** Opens the file if it is not, and waits for every answer. */
  async end(): Promise<void> {
    if (!this.isOpen) await this.open();
    await this.client.settle();
    await Promise.all(this.owed);
    assert.equal(this.answers.results + this.answers.errors + this.answers.cancelled, this.asked, 'each is answered');
  }

  private notify(method: string, params: unknown): Promise<void> {
    return this.client.connection.sendNotification(method, params as object);
  }

  private change(contentChanges: readonly object[], back: number): Promise<void> {
    this.version += 1 - back;
    return this.notify('textDocument/didChange', { textDocument: { uri, version: this.version }, contentChanges });
  }

  private ask({ does, method, at, ofOther }: Extract<Step, { does: 'ask' | 'cancel' }>): void {
    const lines = new Lines(this.now);
    const position = lines.positionAt(Math.floor(at * this.now.length));
    const textDocument = { uri: ofOther ? 'file:///repo/closed.yaml' : uri };
    const range = { start: { line: 0, character: 0 }, end: position };
    const target = { uri: textDocument.uri, position };
    const params = {
      textDocument,
      position,
      range,
      context: { diagnostics: [] },
      newName: 'other',
      query: 'd',
      uri: target.uri,
      target,
      name: 'eth0',
    };
    this.owe(method, this.send(method, params, does === 'cancel'), does === 'cancel');
  }

  private send(method: string, params: object, isCancelled: boolean): Promise<unknown> {
    if (!isCancelled) return this.client.request(method, params);
    const source = new CancellationTokenSource();
    const answer = this.client.connection.sendRequest(method, params, source.token);
    source.cancel();
    return answer;
  }

  private owe(method: string, answer: Promise<unknown>, isCancelled: boolean): void {
    this.asked++;
    this.owed.push(
      answer.then(
        () => {
          this.answers.results++;
          // The answer to a cancelled request may have been on its way, but none is sent before the cancel is read.
          assert.ok(!isCancelled, `${method} was cancelled and is answered with a result`);
        },
        (fault: unknown) => {
          const code = (fault as { code?: number }).code;
          if (code === -32800) {
            this.answers.cancelled++;
            assert.ok(isCancelled, `${method} is answered as cancelled`);
            return;
          }
          this.answers.errors++;
          // A method nobody has, parameters that are none, a rename refused with a reason.
          assert.ok([-32601, -32602, -32803].includes(code ?? 0), `${method}: ${String(fault)}`);
          if (code === -32601) assert.match(method, /unheardOf|textDocumentContent/);
        },
      ),
    );
  }
}

async function survives({ text, steps }: Storm): Promise<void> {
  const client = await TestClient.start({ folders: ['file:///repo'] });
  const storm = new Storming(client, text);
  await storm.open();
  for (const step of steps) await storm.take(step);
  await storm.end();
  const said = await saidOf(client);
  await client.stop();
  const files = Object.fromEntries(client.files);
  const fresh = await TestClient.start({ folders: ['file:///repo'], files });
  await fresh.open(uri, storm.text);
  await fresh.settle();
  const expected = await saidOf(fresh);
  await fresh.stop();
  assert.deepEqual(said, expected);
}

export const stormTarget = targetOf(
  { name: 'storm', holds: 'each request is answered, and what is said at last is what a fresh server says' },
  fc.record({ text: anyText, steps: fc.array(step, { minLength: 1, maxLength: 40 }) }),
  survives,
  ({ text }) => text,
);
