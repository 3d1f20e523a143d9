import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planEdits, type EditStep } from '../../server/src/core/yaml/edit-plan.ts';
import { applyEdits } from '../../server/src/core/yaml/edit.ts';
import { find, joinField } from '../../server/src/core/yaml/locate.ts';
import { plainValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import type { YamlDocument } from '../../server/src/core/yaml/tree.ts';
import { plainData, writtenDocument } from './written-documents.ts';

/** How often; more with `VIRTLENS_RUNS=10`. */
const runs = (usual: number): number => usual * Number(process.env['VIRTLENS_RUNS'] ?? 1);

type Path = readonly (string | number)[];
type Container = Record<string | number, unknown>;

const fieldOf = (path: Path): string => path.reduce<string>((field, part) => joinField(field, part), '');

const at = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, part) => (value as Container)[part], root);

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsOf((value as Container)[key], [...path, key]))];
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A step, what it does to the plain value, and whether it may take comments with it. */
interface Wanted {
  readonly step: EditStep;
  readonly apply: (root: unknown) => void;
  /** What changes, and may lose comments. */
  readonly path: Path;
}

interface Choice {
  readonly kind: number;
  readonly pick: number;
  readonly other: number;
  readonly value: unknown;
}

const choice = fc.record({ kind: fc.nat(6), pick: fc.nat(), other: fc.nat(), value: plainData });

/** A step on one of the places of a document whose plain value this is. */
function wantedStep(document: YamlDocument, root: unknown, { kind, pick, other, value }: Choice): Wanted | undefined {
  // Fields that lead elsewhere too are not the ones meant.
  const all = pathsOf(root).filter(
    (path) => document.root && find(document.root, fieldOf(path))?.path.length === path.length,
  );
  const choose = (some: readonly Path[], by = pick): Path | undefined => some[by % Math.max(some.length, 1)];
  const lists = all.filter((path) => Array.isArray(at(root, path)));
  const mappings = all.filter((path) => isMapping(at(root, path)));
  const parts = all.filter((path) => path.length > 0);
  const entries = parts.filter((path) => typeof path.at(-1) === 'string');
  const parentOf = (path: Path, whole: unknown): Container => at(whole, path.slice(0, -1)) as Container;
  const last = (path: Path): string | number => path.at(-1) ?? '';
  const removeAt = (whole: unknown, path: Path): void => {
    const parent = parentOf(path, whole);
    if (Array.isArray(parent)) parent.splice(Number(last(path)), 1);
    else Reflect.deleteProperty(parent, last(path));
  };
  switch (kind) {
    case 0: {
      const path = choose(parts);
      const apply = (whole: unknown): void => void (path && (parentOf(path, whole)[last(path)] = value));
      return path && { step: { do: 'set', field: fieldOf(path), value }, apply, path };
    }
    case 1: {
      const path = choose(mappings);
      const named = path && Object.keys(at(root, path) as object);
      const before = named?.[other % Math.max(named.length, 1)];
      const position = (['first', 'last', { before }, { after: before }] as const)[other % 4];
      const apply = (whole: unknown): void => void (path && ((at(whole, path) as Container)['new key'] = value));
      if (!path || 'new key' in (at(root, path) as object)) return undefined;
      const step = { do: 'insert-entry', field: fieldOf(path), key: 'new key', value } as const;
      if (typeof position === 'object' && before === undefined) return { step, apply, path };
      return { step: { ...step, at: position as 'first' }, apply, path };
    }
    case 2: {
      const path = choose(lists);
      const index = path && other % ((at(root, path) as unknown[]).length + 1);
      const apply = (whole: unknown): void =>
        void (path && (at(whole, path) as unknown[]).splice(index ?? 0, 0, value));
      return path && { step: { do: 'insert-item', field: fieldOf(path), value, index }, apply, path };
    }
    case 3: {
      const path = choose(parts);
      return path && { step: { do: 'remove', field: fieldOf(path) }, apply: (whole) => removeAt(whole, path), path };
    }
    case 4: {
      const path = choose(entries);
      const key = ['renamed', 'a b', 'on'][other % 3] ?? '';
      if (!path || key in parentOf(path, root)) return undefined;
      const apply = (whole: unknown): void => {
        const moved = at(whole, path);
        removeAt(whole, path);
        parentOf(path, whole)[key] = moved;
      };
      return { step: { do: 'rename-key', field: fieldOf(path), key }, apply, path };
    }
    case 5: {
      const path = choose(entries);
      const key = last(path ?? []);
      const to = choose(
        mappings.filter(
          (one) => !path?.every((part, index) => one[index] === part) && !(key in (at(root, one) as object)),
        ),
        other,
      );
      if (!path || !to) return undefined;
      const apply = (whole: unknown): void => {
        (at(whole, to) as Container)[key] = at(whole, path);
        removeAt(whole, path);
      };
      return { step: { do: 'move', field: fieldOf(path), to: fieldOf(to) }, apply, path };
    }
    default: {
      const path = choose(mappings);
      if (!path || 'made' in (at(root, path) as object)) return undefined;
      const apply = (whole: unknown): void => void ((at(whole, path) as Container).made = { here: [value] });
      return { step: { do: 'insert-item', field: joinField(fieldOf(path), 'made.here'), value }, apply, path };
    }
  }
}

const commentsOf = ({ comments, text }: YamlDocument): readonly string[] =>
  comments.map(({ start, end }) => text.slice(start, end)).sort();

/** The line ends of a text that are not like its first. */
const strangeLineEnds = (text: string): string =>
  /\r\n|\n/.exec(text)?.[0] === '\r\n'
    ? text.replaceAll('\r\n', '').replace(/[^\r\n]/g, '')
    : text.replace(/[^\r]/g, '');

/** Comments that are not there any more belonged to what was there: above it as far in, in it, or below it deeper in. */
function expectLost(before: YamlDocument, after: YamlDocument, { step, path }: Wanted): void {
  const lost = commentsOf(before).filter((comment) => !after.text.includes(comment));
  if (step.do !== 'remove' && step.do !== 'set') expect(lost).toEqual([]);
  const { text } = before;
  const place = before.root && find(before.root, fieldOf(path));
  const start = place?.entry?.keySpan.start ?? place?.item?.indicator ?? 0;
  const value = place?.entry?.alias ?? place?.item?.alias ?? place?.node;
  if (step.do === 'set' && place?.node.kind === 'scalar') expect(lost).toEqual([]);
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  for (const comment of lost) {
    const offset = text.indexOf(comment);
    const own = offset - (text.lastIndexOf('\n', offset - 1) + 1);
    const isOwnLine = text.slice(offset - own, offset).trim() === '';
    if (offset < start && step.do === 'remove') expect([isOwnLine, own]).toEqual([true, column]);
    // With the value that is replaced goes what its parts would take along.
    if (offset < start && step.do === 'set') expect(offset).toBeGreaterThan(start);
    if (offset > (value?.end ?? 0) && isOwnLine) expect(own).toBeGreaterThan(column);
  }
}

/** Neither a comment nor empty, which block scalars may keep. */
const isValue = (line: string): boolean => !/^\s*(?:#|$)/.test(line);

/** What stands before the part that changes and behind it is the same text. */
function expectUntouched(before: YamlDocument, after: string, edits: ReturnType<typeof planEdits>): void {
  let end = 0;
  let rebuilt = '';
  for (const edit of edits ?? []) {
    expect(edit.start).toBeGreaterThanOrEqual(end);
    expect(edit.end > edit.start || edit.newText !== '').toBe(true);
    rebuilt += before.text.slice(end, edit.start) + edit.newText;
    end = edit.end;
  }
  expect(rebuilt + before.text.slice(end)).toBe(after);
}

/** Lines of a text that no part of the place is in are in the other text, in their order. */
function expectLinesKept(before: YamlDocument, after: string, { step, path }: Wanted): void {
  if (step.do === 'move') return;
  const holder = before.root && find(before.root, fieldOf(step.do === 'set' ? path : path.slice(0, -1)));
  const own = before.root && find(before.root, fieldOf(path));
  if (!holder || !own) return;
  const from = own.entry?.keySpan.start ?? own.item?.indicator ?? own.node.start;
  const parent = step.do === 'remove' ? holder : own;
  const above = parent.entry?.keySpan.start ?? Math.min(parent.node.start, from);
  const lines = (text: string): readonly string[] => text.split(/\r?\n/);
  const head = lines(before.text.slice(0, above))
    .slice(0, -1)
    .filter((line) => isValue(line));
  const tail = lines(before.text.slice(Math.max(parent.node.end, from)))
    .slice(1)
    .filter((line) => isValue(line));
  const written = lines(after).filter((line) => isValue(line));
  expect(written.slice(0, head.length)).toEqual(head);
  expect(written.slice(written.length - tail.length)).toEqual(tail);
}

function holds(texts: fc.Arbitrary<string>, mostDeclined: number, numRuns: number): void {
  const done = new Map<string, number>();
  const declined = new Map<string, number>();
  const count = (where: Map<string, number>, step: EditStep): void =>
    void where.set(step.do, (where.get(step.do) ?? 0) + 1);
  fc.assert(
    fc.property(texts, fc.array(choice, { minLength: 1, maxLength: 4 }), (text, choices) => {
      let document = readDocument(text);
      if (document.refused || document.templates.length > 0 || !isMapping(document.root && plainValue(document.root)))
        return;
      const first = document;
      const steps: EditStep[] = [];
      for (const one of choices) {
        const root = document.root && plainValue(document.root);
        const wanted = wantedStep(document, root, one);
        if (!wanted) continue;
        const edits = planEdits(document, document.text, [wanted.step]);
        count(edits ? done : declined, wanted.step);
        if (!edits) continue;
        steps.push(wanted.step);
        const after = readDocument(applyEdits(document.text, edits));
        wanted.apply(root);
        expect(after.refused).toBe(false);
        expect(after.root && plainValue(after.root)).toEqual(root);
        expectUntouched(document, after.text, edits);
        expectLinesKept(document, after.text, wanted);
        expectLost(document, after, wanted);
        if (strangeLineEnds(text) === '') expect(strangeLineEnds(after.text)).toBe('');
        if (wanted.step.do === 'set') expect(planEdits(after, after.text, [wanted.step])).toEqual([]);
        document = after;
      }
      // All at once is the same as one after the other.
      const together = planEdits(first, text, steps);
      expect(together && applyEdits(text, together)).toBe(document.text);
      expectUntouched(first, document.text, together);
    }),
    { numRuns },
  );
  // Declining everything would hold, too. What has comments cannot move into braces on one line.
  for (const kind of ['set', 'insert-entry', 'insert-item', 'remove', 'rename-key', 'move']) {
    const share = (declined.get(kind) ?? 0) / (done.get(kind) ?? 0);
    expect([kind, share <= (kind === 'move' ? Math.max(mostDeclined, 0.3) : mostDeclined)]).toEqual([kind, true]);
  }
}

describe('a plan of edits', () => {
  it('does to any document what its steps say, and nothing else', () => {
    holds(writtenDocument({ hasAnchors: false }), 0.01, runs(400));
  });

  it('never changes what an anchor shares', () => {
    holds(writtenDocument({ hasAnchors: true }), 0.6, runs(300));
  });

  const golden = new URL('../golden/fixtures/yaml.jsonl', import.meta.url);
  const shared = new URL('../../../shared/golden/dev/yaml.jsonl', import.meta.url);
  const texts = readFileSync(existsSync(shared) ? shared : golden, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);

  it('holds for whatever kubectl reads', () => {
    holds(fc.constantFrom(...texts), 0.5, runs(400));
  });

  const corpus = new URL('../../../shared/corpus/manifests/', import.meta.url);
  const isThere = existsSync(corpus);
  if (!isThere) console.log('The collected manifests are not at hand: plans are tried on written documents alone.');
  const manifests = isThere
    ? readdirSync(corpus, { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile() && /\.ya?ml$/.test(file.name))
        .map((file) => readFileSync(`${file.parentPath}/${file.name}`, 'utf8'))
        .flatMap((text) => text.split(/^(?=---)/m))
        .filter((text) => text.length < 8000)
    : [];
  if (manifests.length > 0)
    it('holds for collected manifests', () => {
      holds(fc.constantFrom(...manifests), 0.1, runs(150));
    });
});
