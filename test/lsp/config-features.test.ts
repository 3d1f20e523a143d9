/** Hovers, folding and formatting of the JSON of a NAD's configuration, through the protocol. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CodeAction, FoldingRange, Hover, Range, TextDocumentEdit } from 'vscode-languageserver';
import { TestClient } from '../support/client.ts';

const uri = 'file:///repo/nad.yaml';
let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

const nad = (config: string): string =>
  `apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: lan\nspec:\n  config: ${config}\n`;

async function open(text: string): Promise<TestClient> {
  await client?.stop();
  client = await TestClient.start();
  await client.open(uri, text);
  return client;
}

function placeOf(text: string, part: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

describe('a hover', () => {
  async function hover(text: string, part: string): Promise<{ text: string; marked: string } | undefined> {
    const found = await (
      await open(text)
    ).request<Hover | null>('textDocument/hover', { textDocument: { uri }, position: placeOf(text, part) });
    if (!found?.range) return undefined;
    const { start, end } = found.range;
    const marked = text.split('\n')[start.line]?.slice(start.character, end.character) ?? '';
    return { text: (found.contents as { value: string }).value, marked };
  }

  it.each([
    ['single', nad(`'{"type": "bridge", "vlan": 10}'`), '"vlan"'],
    ['double', nad(`"{\\"type\\": \\"bridge\\", \\"vlan\\": 10}"`), '\\"vlan\\"'],
    ['literal', nad(`|\n    {\n      "type": "bridge",\n      "vlan": 10\n    }`), '"vlan"'],
    ['folded', nad(`>-\n    {"type": "bridge",\n    "vlan": 10}`), '"vlan"'],
  ])('on a key in a %s scalar tells what it is', async (_, text, part) => {
    const found = await hover(text, part);
    expect(found?.marked).toBe(part);
    expect(found?.text).toMatch(/^`vlan`.*VLAN/s);
    expect(found?.text).toContain('4094');
  });

  it('on a plugin tells what it does, and which keys it needs', async () => {
    expect((await hover(nad(`'{"type": "bridge"}'`), 'bridge"'))?.text).toMatch(/^`bridge`/);
    const vlan = await hover(nad(`'{"type": "vlan"}'`), 'vlan"');
    expect(vlan?.text).toContain('`master`');
    expect((await hover(nad(`'{"type": "x", "ipam": {"type": "static"}}'`), 'static'))?.text).toContain('IPAM');
  });

  it('is not there for what nobody knows', async () => {
    expect(await hover(nad(`'{"type": "bridge", "mine": 1}'`), '"mine"')).toBeUndefined();
    expect(await hover(nad(`'{"type": "my-own"}'`), 'my-own')).toMatchObject({
      marked: '"my-own"',
      text: expect.stringMatching(/^`type`/) as string,
    });
  });
});

describe('folding', () => {
  const folds = async (text: string): Promise<[number, number][] | null> => {
    const found = await (
      await open(text)
    ).request<FoldingRange[] | null>('textDocument/foldingRange', { textDocument: { uri } });
    return found && found.map(({ startLine, endLine }) => [startLine, endLine]);
  };

  it('takes objects and lists of the JSON, and the YAML around them', async () => {
    const text = nad(
      '|\n    {\n      "type": "bridge",\n      "ipam": {\n        "type": "static",\n        "routes": [\n          {"dst": "0.0.0.0/0"}\n        ]\n      }\n    }',
    );
    // metadata; spec, config; the whole, ipam, routes without their closing brackets.
    expect(await folds(text)).toEqual([
      [2, 3],
      [4, 14],
      [5, 14],
      [6, 13],
      [8, 12],
      [10, 11],
    ]);
  });

  it('works in quotes over several lines', async () => {
    expect(await folds(nad(`'{\n    "type": "bridge",\n    "ipam": {\n      "type": "static"\n    }\n    }'`))).toEqual(
      [
        [2, 3],
        [4, 10],
        [5, 10],
        [7, 8],
      ],
    );
  });

  it('is the editor’s business in files without such JSON', async () => {
    expect(await folds(nad(`'{"type": "bridge"}'`))).toBeNull();
    expect(await folds('apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    {\n    }\n')).toBeNull();
  });
});

describe('formatting', () => {
  async function formatted(text: string, part: string): Promise<string | undefined> {
    const position = placeOf(text, part);
    const actions = await (
      await open(text)
    ).request<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: ['refactor.rewrite'] },
    });
    const action = actions.find(({ title }) => title === 'Format the CNI configuration');
    const edits =
      (action?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined)?.edits ?? action?.edit?.changes?.[uri];
    if (!edits) return undefined;
    const lines = text.split('\n');
    const offsetOf = ({ line, character }: Range['start']): number =>
      lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
    return (edits as { range: Range; newText: string }[])
      .map(({ range, newText }) => ({ start: offsetOf(range.start), end: offsetOf(range.end), newText }))
      .sort((one, other) => other.start - one.start)
      .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
  }
  const laidOut = nad('|-\n    {\n      "type": "bridge",\n      "ipam": {}\n    }');

  it.each([
    ['single quotes', nad(`'{"type": "bridge","ipam":{}}'`)],
    ['double quotes', nad(`"{\\"type\\": \\"bridge\\",\\"ipam\\":{}}"`)],
    ['a folded block', nad('>-\n    {"type": "bridge",\n    "ipam": {}}')],
    ['a block', nad('|\n    {"type": "bridge", "ipam": {}}')],
  ])('lays out what stands in %s', async (_, text) => {
    expect(await formatted(text, 'bridge')).toBe(laidOut);
  });

  it('is not offered for what is laid out, is no JSON, or is another field', async () => {
    expect(await formatted(laidOut, 'bridge')).toBeUndefined();
    expect(await formatted(nad(`'{"type": "bridge",}'`), 'bridge')).toBeUndefined();
    expect(await formatted(nad(`'{"type":"bridge"}'`), 'lan')).toBeUndefined();
  });
});
