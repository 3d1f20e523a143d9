/**
 * What KubeVirt's own code says of a manifest is what the editor shows: for every recorded case of creation, in every
 * release, written in several styles and opened through the language server, the Errors are the facts of the schema and
 * the causes of the webhooks, none missing and none besides, on the characters that are meant. The command line tells the same.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Diagnostic } from 'vscode-languageserver';
import type { DiagnosticData } from '../../server/src/lsp/convert.ts';
import { find } from '../../server/src/core/yaml/locate.ts';
import { plainValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import type { GoldenCase, Json, JsonObject, ReleaseDifference } from '../../tools/golden/case.ts';
import { readGoldenFolders } from '../../tools/golden/files.ts';
import { TestClient } from '../support/client.ts';
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
    .filter(({ kind }) => kind === 'create')
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

interface Shown {
  readonly errors: readonly Diagnostic[];
  readonly textOf: (diagnostic: Diagnostic) => string;
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
      const all = groups();
      const files = Object.fromEntries(
        all.map(({ key }, at) => {
          const [release, configuration] = JSON.parse(key) as [string, Json];
          return [
            `file:///golden/${at}/.virtlens.yaml`,
            JSON.stringify({ release, namespace: 'default', configuration }),
          ];
        }),
      );
      const client = await TestClient.start({ files });
      for (const [at, { cases }] of all.entries()) {
        const { text, firstLines } = stream(
          cases.map(({ manifest }, index) => styles[(index + at + turn * 2) % styles.length]?.write(manifest) ?? ''),
        );
        const uri = `file:///golden/${at}/cases.yaml`;
        await client.open(uri, text);
        const lines = text.split('\n');
        const diagnostics = (await client.diagnostics(uri)).filter(({ severity }) => severity === 1);
        for (const [index, one] of cases.entries()) {
          const from = firstLines[index] ?? 0;
          const until = firstLines[index + 1] ?? Infinity;
          const errors = diagnostics.filter(({ range }) => range.start.line >= from && range.start.line < until);
          wrong.push(...problemsOf(one, { errors, textOf: ({ range }) => textIn(lines, range) }));
        }
        await client.close(uri);
      }
      await client.stop();
      expect(wrong.slice(0, 40), `${wrong.length} in all`).toEqual([]);
    },
    300_000,
  );
});

function problemsOf({ id, release, manifest, expected }: Recorded, { errors, textOf }: Shown): readonly string[] {
  const say = (text: string): string => `${id} ${release}: ${text}`;
  const problems: string[] = [];
  const found = errors.flatMap((error) => (error.data as DiagnosticData).causes ?? []);
  const keys = new Set(found.filter(({ type }) => type !== '').map(keyOf));
  for (const cause of expected.causes) if (!keys.delete(keyOf(cause))) problems.push(say(`missing ${keyOf(cause)}`));
  if (expected.isComplete) for (const key of keys) problems.push(say(`besides ${key}`));
  for (const message of expected.messages)
    if (!errors.some((error) => messageOf(error).includes(message))) problems.push(say(`missing ${message}`));
  const faults = new Set(found.filter(({ type }) => type === '').map(({ field }) => withoutIndices(field)));
  for (const field of expected.schemaFields)
    if (![...faults].some((fault) => fault.toLowerCase() === field.toLowerCase()))
      problems.push(say(`missing fault of ${field}, there are ${[...faults].join(', ')}`));
  for (const fault of faults)
    if (expected.isComplete && !expected.requiredByCrd.includes(fault))
      problems.push(say(`besides the fault of ${fault}`));
  for (const field of expected.requiredByCrd)
    if (!faults.has(field)) problems.push(say(`missing fault of ${field}, which the API server demands`));
  for (const error of errors) {
    const text = textOf(error);
    if (!isMeant(manifest, (error.data as DiagnosticData).field, text))
      problems.push(say(`${(error.data as DiagnosticData).field} is marked as ${JSON.stringify(text)}`));
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
