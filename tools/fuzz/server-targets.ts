/** What a server promises to an editor that edits: the same answers as for the whole text, and none that cannot be used. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CodeAction, CompletionItem, Diagnostic, Range, TextEdit } from 'vscode-languageserver';
import { analyse } from '../../server/src/cli/analysis.ts';
import { checkEntries } from '../../server/src/cli/reports.ts';
import { nodeScheduler } from '../../server/src/host/node/file-system.ts';
import { requests } from '../../server/src/lsp/protocol.ts';
import { apply, mutation, replacementOf, type Mutation, type Replacement } from '../../test/fuzz/mutations.ts';
import { TestClient } from '../../test/support/client.ts';
import { memoryFileSystem } from '../../test/support/memory-files.ts';
import { generatedSchemas } from '../../test/support/schemas.ts';
import { checkRanges, Lines, saidOf, uri } from './answers.ts';
import { anyText } from './texts.ts';
import { targetOf } from './target.ts';

/** Runs with a server of its own; faults that it survived are faults. */
async function withServer<T>(run: (client: TestClient) => Promise<T>): Promise<T> {
  const client = await TestClient.start();
  try {
    const result = await run(client);
    const report = await client.request<string>(requests.problemReport, {});
    assert.match(report, /## Last faults of the server\s+None\./);
    return result;
  } finally {
    await client.stop();
  }
}

/** One notification: several changes, each for the text that those before it left. */
interface Edited {
  readonly text: string;
  readonly notices: readonly (readonly Mutation[])[];
  readonly isAskedBetween: boolean;
}

async function editsAreAsTheWhole({ text, notices, isAskedBetween }: Edited): Promise<void> {
  let now = text;
  const edited = await withServer(async (client) => {
    await client.open(uri, text);
    for (const [at, mutations] of notices.entries()) {
      const contentChanges = mutations.map((one) => {
        const { start, end, newText } = withoutSplitting(now, replacementOf(now, one));
        const lines = new Lines(now);
        now = apply(now, { start, end, newText });
        return { range: { start: lines.positionAt(start), end: lines.positionAt(end) }, text: newText };
      });
      await client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: at + 2 },
        contentChanges,
      });
      if (isAskedBetween) await saidOf(client);
    }
    await client.settle();
    return saidOf(client);
  });
  const fresh = await withServer(async (client) => {
    await client.open(uri, now);
    return saidOf(client);
  });
  assert.deepEqual(edited, fresh);
}

/** Between the two characters of one line break no editor has a position. */
function withoutSplitting(text: string, { start, end, newText }: Replacement): Replacement {
  const whole = (offset: number): number => (text.slice(offset - 1, offset + 1) === '\r\n' ? offset - 1 : offset);
  return { start: whole(start), end: Math.max(whole(start), whole(end)), newText };
}

interface Asked {
  readonly text: string;
  readonly places: readonly number[];
  readonly newName: string;
}

const methods = ['hover', 'completion', 'definition', 'references', 'documentHighlight', 'prepareRename'] as const;

async function featuresHold({ text, places, newName }: Asked): Promise<void> {
  await withServer(async (client) => {
    await client.open(uri, text);
    const lines = new Lines(text);
    checkRanges(lines, await saidOf(client), 'the file');
    const textDocument = { uri };
    for (const place of places) {
      const position = lines.positionAt(Math.floor(place * (text.length + 1)));
      for (const method of methods) {
        const params = { textDocument, position, context: { includeDeclaration: true } };
        const answer = await answerOf(client, `textDocument/${method}`, params);
        checkRanges(lines, answer, method);
        if (method === 'completion') checkCompletions(lines, answer as { items: CompletionItem[] });
      }
      checkRanges(lines, await answerOf(client, 'textDocument/rename', { textDocument, position, newName }), 'rename');
      const target = { uri, position };
      for (const method of [requests.vms, requests.addNetworkChoices, requests.addNetworkEdit, requests.createNadEdit])
        checkRanges(lines, await answerOf(client, method, method === requests.vms ? target : { target }), method);
      const refactorings = await client.actions(uri, { start: position, end: position }, ['refactor']);
      for (const action of refactorings) checkAction(lines, action);
    }
    await fixesHold(client, lines);
  });
}

/** The answer, null where the request is refused with a reason, as a rename may be. */
async function answerOf(client: TestClient, method: string, params: unknown): Promise<unknown> {
  try {
    return await client.request(method, params);
  } catch (fault) {
    assert.equal((fault as { code?: number }).code, -32803, `${method}: ${String(fault)}`);
    return null;
  }
}

function checkCompletions(lines: Lines, { items }: { readonly items: readonly CompletionItem[] }): void {
  for (const { label, textEdit } of items) {
    assert.notEqual(label, '');
    // Editors only take completions on one line.
    const range = textEdit && ('range' in textEdit ? textEdit.range : textEdit.replace);
    if (range) assert.equal(range.start.line, range.end.line, label);
    if (range) lines.check(range, label);
  }
}

/** Edits lie in the text and do not overlap, and leave line ends as they are. */
function checkAction(lines: Lines, action: CodeAction): string {
  const edits = [
    ...(action.edit?.changes?.[uri] ?? []),
    ...(action.edit?.documentChanges ?? []).flatMap((change) =>
      'edits' in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
    ),
  ];
  let last = -1;
  const sorted = edits
    .map(({ range, newText }) => {
      lines.check(range, action.title);
      return { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end), newText };
    })
    .sort((one, other) => one.start - other.start || one.end - other.end);
  for (const { start, end } of sorted) {
    assert.ok(start >= last, `edits overlap: ${action.title}`);
    last = end;
  }
  return sorted.reduceRight((now, edit) => apply(now, edit), lines.text);
}

/** Each fix of a finding makes another text, without the finding, and brings nothing that is refused. */
async function fixesHold(client: TestClient, lines: Lines): Promise<void> {
  const before = await client.diagnostics(uri);
  const whole: Range = { start: { line: 0, character: 0 }, end: lines.positionAt(lines.text.length) };
  const actions = await client.actions(uri, whole, ['quickfix']);
  for (const action of actions.slice(0, 6)) {
    const fixed = checkAction(lines, action);
    const isOwn = fixed !== lines.text;
    const [diagnostic] = action.diagnostics ?? [];
    if (!isOwn || !diagnostic) continue;
    const after = await withServer(async (other) => {
      await other.open(uri, fixed);
      return other.diagnostics(uri);
    });
    const told = `${action.title}\n${fixed}`;
    const count = (found: readonly Diagnostic[]): number => found.filter(({ code }) => code === diagnostic.code).length;
    assert.ok(count(after) < count(before), `still there: ${told}`);
    if (/\r\n/.test(lines.text) && !/(?<!\r)\n|\r(?!\n)/.test(lines.text))
      assert.doesNotMatch(fixed, /(?<!\r)\n/, `line ends: ${told}`);
  }
}

/** The command line finds what an editor is shown. */
async function commandLineAgrees(text: string): Promise<void> {
  const shown = await withServer(async (client) => {
    await client.open(uri, text);
    return client.diagnostics(uri);
  });
  const host = { fileSystem: memoryFileSystem(new Map()), scheduler: nodeScheduler, schemas: generatedSchemas };
  const analysis = await analyse([{ name: 'vm.yaml', uri, text }], [], {}, host, (name) => name);
  const severities = ['error', 'warning', 'information', 'hint'];
  const found = checkEntries(analysis).map(({ line, column, endLine, endColumn, rule, severity, message }) => [
    `${line}:${column}-${endLine}:${endColumn}`,
    rule,
    severity,
    message,
  ]);
  assert.deepEqual(
    found,
    shown.map(({ range: { start, end }, code, severity = 1, message }) => [
      `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`,
      code,
      severities[severity - 1],
      message,
    ]),
  );
}

const share = fc.double({ min: 0, max: 1, noNaN: true });

export const serverTargets = [
  targetOf(
    { name: 'edits', holds: 'after edits everything said is what is said of the whole text opened afresh' },
    fc.record({
      text: anyText,
      notices: fc.array(fc.array(mutation, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      isAskedBetween: fc.boolean(),
    }),
    editsAreAsTheWhole,
    ({ text }) => text,
  ),
  targetOf(
    { name: 'features', holds: 'no request fails, places lie in the text, fixes mend what they are for' },
    fc.record({
      text: anyText,
      places: fc.array(share, { minLength: 1, maxLength: 4 }),
      newName: fc.constantFrom('other', 'blue', '', 'a b', 'x: y', 'true'),
    }),
    featuresHold,
    ({ text }) => text,
  ),
  targetOf(
    { name: 'cli', holds: 'the command line finds what an editor is shown' },
    anyText,
    commandLineAgrees,
    (text) => text,
  ),
];
