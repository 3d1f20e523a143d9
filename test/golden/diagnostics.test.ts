/**
 * What KubeVirt's own code says of a manifest is what the editor shows: for every recorded case of creation, in every
 * release, written in several styles and opened through the language server, the Errors are the facts of the schema and
 * the causes of the webhooks, none missing and none besides, on the characters that are meant. The command line tells the same.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Diagnostic } from 'vscode-languageserver';
import type { CheckEntry } from '../../server/src/cli/reports.ts';
import { GitTexts } from '../../server/src/host/node/git-texts.ts';
import { run } from '../../server/src/cli/run.ts';
import type { StatusCause } from '../../server/src/core/kubevirt/admission/cause.ts';
import { englishOnly } from '../../server/src/core/language.ts';
import { nodeFileSystem, nodeScheduler } from '../../server/src/host/node/file-system.ts';
import type { DiagnosticData } from '../../server/src/lsp/convert.ts';
import { find } from '../../server/src/core/yaml/locate.ts';
import { plainValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import type { GoldenCase, Json, JsonObject, ReleaseDifference } from '../../tools/golden/case.ts';
import { readGoldenFolders } from '../../tools/golden/files.ts';
import { TestClient } from '../support/client.ts';
import { generatedSchemas } from '../support/schemas.ts';
import { expectedErrors, type Expected } from './expected-errors.ts';
import { projectRoot, sharedFolder } from './run-replay.ts';
import { stream, styles } from './written-manifests.ts';

const sharedFolders = ['dev', 'public'].map((name) => path.join(sharedFolder, 'golden', name));
const isThere = sharedFolders.every((folder) => existsSync(folder));
if (!isThere) console.log('golden diagnostics on all data: not run, there is no ../shared/golden');
const folders = isThere ? sharedFolders : [path.join(projectRoot, 'test/golden/fixtures')];

interface Recorded {
  readonly id: string;
  readonly release: string;
  readonly manifest: JsonObject;
  readonly kubevirt: Json;
  readonly expected: Expected;
}

const recorded: Recorded[] = readGoldenFolders(folders).flatMap(({ lines, differences }) =>
  (lines as unknown as GoldenCase[])
    // Objects of an API version that is served no more are the business of test/corpus.
    .filter(({ kind, manifest }) => kind === 'create' && isServed(manifest?.['apiVersion']))
    .flatMap((line) =>
      [['v1.9.0', undefined] as const, ...differences].map(([release, byId]) => ({
        id: line.id,
        release,
        manifest: line.manifest ?? {},
        kubevirt: line.kubevirt ?? {},
        expected: expectedErrors(resultIn(line, byId?.get(line.id)), line.manifest ?? {}),
      })),
    ),
);

function isServed(apiVersion: Json | undefined): boolean {
  return apiVersion === 'kubevirt.io/v1' || apiVersion === 'kubevirt.io/v1alpha3';
}

function resultIn({ result }: GoldenCase, difference: ReleaseDifference | undefined): JsonObject {
  const changed: JsonObject = { ...result, ...difference?.set };
  for (const field of difference?.unset ?? []) delete changed[field];
  return changed;
}

/** Cases that share a project file, some dozens a file. */
function groups(): readonly { readonly key: string; readonly cases: readonly Recorded[] }[] {
  const byProject = new Map<string, Recorded[]>();
  for (const one of recorded) {
    const key = JSON.stringify([one.release, one.kubevirt]);
    byProject.set(key, [...(byProject.get(key) ?? []), one]);
  }
  return [...byProject].flatMap(([key, cases]) =>
    Array.from({ length: Math.ceil(cases.length / 60) }, (_, at) => ({
      key,
      cases: cases.slice(at * 60, at * 60 + 60),
    })),
  );
}

describe('Errors in the editor', () => {
  it('has cases to judge', () => {
    expect(recorded.length).toBeGreaterThan(isThere ? 3000 : 50);
  });

  // Every case is written twice, in two styles of the five.
  it.each([0, 1])(
    'are those of KubeVirt, in every style (%i)',
    async (turn) => {
      const wrong: string[] = [];
      const all = written(turn);
      const client = await TestClient.start({
        files: Object.fromEntries(all.map(({ project }, at) => [`file:///golden/${at}/.virtlens.yaml`, project])),
      });
      for (const [at, file] of all.entries()) {
        const uri = `file:///golden/${at}/cases.yaml`;
        await client.open(uri, file.text);
        const diagnostics = await client.diagnostics(uri);
        wrong.push(
          ...problemsIn(
            file,
            diagnostics.map((one) => ({
              ...(one.data as DiagnosticData),
              message: messageOf(one),
              isError: one.severity === 1,
              range: one.range,
            })),
          ),
        );
        await client.close(uri);
      }
      await client.stop();
      expect(wrong.slice(0, 40), `${wrong.length} in all`).toEqual([]);
    },
    300_000,
  );

  it('are those of KubeVirt on the command line, too', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'virtlens-golden-'));
    try {
      const all = written(0);
      for (const [at, { project, text }] of all.entries()) {
        mkdirSync(path.join(folder, String(at)));
        writeFileSync(path.join(folder, String(at), '.virtlens.yaml'), project);
        writeFileSync(path.join(folder, String(at), 'cases.yaml'), text);
      }
      const entries = JSON.parse(await checkFolder(folder)) as CheckEntry[];
      const byFile = groupedByFile(entries);
      const wrong = all.flatMap((file, at) =>
        problemsIn(
          file,
          (byFile.get(`${at}/cases.yaml`) ?? []).map((entry) => ({
            field: entry.field,
            causes: entry.causes,
            message: entry.message,
            isError: entry.severity === 'error',
            range: {
              start: { line: entry.line - 1, character: entry.column - 1 },
              end: { line: entry.endLine - 1, character: entry.endColumn - 1 },
            },
          })),
        ),
      );
      expect(wrong.slice(0, 40), `${wrong.length} in all`).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 300_000);
});

/** Standard output of `virtlens check --format json` in a folder. */
async function checkFolder(folder: string): Promise<string> {
  let out = '';
  await run(
    ['check', '.', '--format', 'json'],
    '0.0.0',
    {
      folder,
      locale: undefined,
      out: (text) => (out += text),
      error: () => undefined,
      readStandardInput: () => Promise.resolve(''),
      progress: () => undefined,
    },
    {
      fileSystem: nodeFileSystem,
      scheduler: nodeScheduler,
      messages: englishOnly,
      schemas: generatedSchemas,
      revisions: new GitTexts(),
    },
  );
  return out;
}

interface WrittenFile {
  readonly cases: readonly Recorded[];
  readonly project: string;
  readonly text: string;
  readonly firstLines: readonly number[];
}

/** Every case in one of the styles; another turn writes it in another one. */
function written(turn: number): readonly WrittenFile[] {
  return groups().map(({ key, cases }, at) => {
    const [release, configuration] = JSON.parse(key) as [string, Json];
    const documents = cases.map(
      ({ manifest }, index) => styles[(index + at + turn * 2) % styles.length]?.write(manifest) ?? '',
    );
    return { cases, project: JSON.stringify({ release, namespace: 'default', configuration }), ...stream(documents) };
  });
}

/** A finding as any skin tells it. */
interface Told {
  readonly field: string;
  readonly causes?: readonly StatusCause[];
  readonly message: string;
  readonly isError: boolean;
  readonly range: Diagnostic['range'];
}

function problemsIn({ cases, text, firstLines }: WrittenFile, told: readonly Told[]): readonly string[] {
  const lines = text.split('\n');
  return cases.flatMap((one, index) => {
    const from = firstLines[index] ?? 0;
    const until = firstLines[index + 1] ?? Infinity;
    const errors = told.filter(({ isError, range }) => isError && range.start.line >= from && range.start.line < until);
    return problemsOf(one, errors, (range) => textIn(lines, range));
  });
}

function problemsOf(
  { id, release, manifest, expected }: Recorded,
  errors: readonly Told[],
  textOf: (range: Diagnostic['range']) => string,
): readonly string[] {
  const say = (text: string): string => `${id} ${release}: ${text}`;
  const problems: string[] = [];
  const found = errors.flatMap(({ causes }) => causes ?? []);
  const keys = new Set(found.filter(({ type }) => type !== '').map(keyOf));
  for (const cause of expected.causes) if (!keys.delete(keyOf(cause))) problems.push(say(`missing ${keyOf(cause)}`));
  if (expected.isComplete) for (const key of keys) problems.push(say(`besides ${key}`));
  for (const message of expected.messages)
    if (!errors.some((error) => error.message.includes(message))) problems.push(say(`missing ${message}`));
  const faults = new Set(found.filter(({ type }) => type === '').map(({ field }) => withoutIndices(field)));
  for (const field of expected.schemaFields)
    if (![...faults].some((fault) => fault.toLowerCase() === field.toLowerCase()))
      problems.push(say(`missing fault of ${field}, there are ${[...faults].join(', ')}`));
  for (const fault of faults)
    if (expected.isComplete && !expected.requiredByCrd.includes(fault))
      problems.push(say(`besides the fault of ${fault}`));
  for (const field of expected.requiredByCrd)
    if (!faults.has(field)) problems.push(say(`missing fault of ${field}, which the API server demands`));
  for (const { field, range } of errors) {
    const text = textOf(range);
    if (!isMeant(manifest, field, text)) problems.push(say(`${field} is marked as ${JSON.stringify(text)}`));
  }
  return problems;
}

const messageOf = ({ message }: Diagnostic): string => (typeof message === 'string' ? message : message.value);

const keyOf = ({ type, message, field }: { type: string; message: string; field: string }): string =>
  `${type} | ${message} | ${field}`;

const withoutIndices = (field: string): string => field.replace(/\[\d+\]/g, '');

/** Whether a text is the value at a field, its key, or for what is not there the key or first entry of what is nearest. */
function isMeant(manifest: JsonObject, field: string, text: string): boolean {
  const document = readDocument(JSON.stringify(manifest));
  if (!document.root || text === '') return false;
  let at = field;
  for (;;) {
    const place = find(document.root, at);
    if (place) {
      const key = place.path.at(-1);
      if (place.entry && textsOf(text).some((one) => one === place.entry?.key)) return true;
      if (typeof key === 'number' || at === '') return isStartOf(place.node.kind, text);
      return at === field && JSON.stringify(readValue(text)) === JSON.stringify(plainValue(place.node));
    }
    const cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
    if (cut < 0 && at === '') return false;
    at = at.slice(0, Math.max(cut, 0));
  }
}

/** A mapping in a list is marked by its first key, a list by its first dash, a flow one by its whole text. */
function isStartOf(kind: string, text: string): boolean {
  return (
    kind === 'scalar' || /^[\w"'./-]+$/.test(text) || /^- *$/.test(text) || text.startsWith('{') || text.startsWith('[')
  );
}

function readValue(text: string): unknown {
  const document = readDocument(text);
  return document.root ? plainValue(document.root) : undefined;
}

function textsOf(text: string): readonly string[] {
  try {
    return [text, String(parse(text, { version: '1.1' }))];
  } catch {
    return [text];
  }
}

function textIn(lines: readonly string[], { start, end }: Diagnostic['range']): string {
  const parts = lines.slice(start.line, end.line + 1);
  const last = parts.length - 1;
  return parts
    .map((line, at) => line.slice(at === 0 ? start.character : 0, at === last ? end.character : undefined))
    .join('\n');
}

function groupedByFile(entries: readonly CheckEntry[]): ReadonlyMap<string, readonly CheckEntry[]> {
  const grouped = new Map<string, CheckEntry[]>();
  for (const entry of entries) grouped.set(entry.file, [...(grouped.get(entry.file) ?? []), entry]);
  return grouped;
}
