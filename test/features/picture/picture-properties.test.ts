/** Whatever NICs are called: the picture is made, well-formed, the same every time, and says the names as they are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureGraph, type PicturedNics } from '../../../server/src/core/features/picture/graph.ts';
import { placePicture } from '../../../server/src/core/features/picture/layout.ts';
import { vmPicture } from '../../../server/src/core/features/picture/picture.ts';
import { drawable } from '../../../server/src/core/features/picture/text-width.ts';
import type { NicRow } from '../../../server/src/core/features/vm-nics.ts';
import { elementsOf, readXml, textOf } from './well-formed.ts';

/** Among others what XML, HTML, Markdown and Mermaid take for theirs, control characters and broken pairs. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '`', '#', ';', ']', '-', '\n', '\u0000', '\ud800', 'a') }),
  fc.constantFrom(
    '</text><script>alert(1)</script>',
    ']]></style>',
    '"]\n  click a "javascript:x"',
    '1. a',
    '- a',
    '%%{init}%%',
  ),
);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

const row: fc.Arbitrary<Omit<NicRow, 'position'>> = fc.record({
  name: text,
  field: maybe(fc.constant('spec.domain.devices.interfaces[0]')),
  networkField: maybe(fc.constant('spec.networks[0]')),
  class: maybe(fc.constantFrom('pod', 'multus-default', 'multus-secondary', 'resource-claim', 'invalid')),
  isDefault: fc.boolean(),
  isKnown: fc.boolean(),
  isImplicit: fc.boolean(),
  binding: fc.oneof(text, fc.constantFrom('bridge', 'masquerade', 'sriov', 'passt', '')),
  model: text,
  mac: text,
  state: text,
  podInterface: maybe(text),
  isNameObserved: fc.boolean(),
  tap: maybe(text),
  bridge: maybe(text),
  renamedNic: maybe(text),
  nad: maybe(
    fc.record({
      reference: text,
      namespace: maybe(fc.oneof(text, fc.constant('shop'))),
      name: fc.oneof(text, fc.constant('lan')),
      namespaceAssumed: fc.boolean(),
      fact: fc.constant(undefined),
    }),
  ),
  claim: maybe(text),
  cniTypes: fc.array(text, { maxLength: 3 }),
  node: fc.record({ device: maybe(text), vlan: maybe(fc.nat(4094)), topology: maybe(text) }, { requiredKeys: [] }),
  address: maybe(text),
  addressSource: fc.constant(undefined),
  stage: fc.constant(undefined),
});

const progress = fc.constantFrom('done', 'waiting', 'stuck', 'unknown');
const lamp = fc.constantFrom('yes', 'no', 'unseen', 'not-applicable');
const mark = fc.record({
  progress,
  title: text,
  lamps: fc.record({ pod: lamp, domain: lamp, guest: lamp }),
});
const stray = fc.record({
  in: fc.constantFrom('guest', 'vmi'),
  name: text,
  mac: text,
  ipAddresses: fc.array(text, { maxLength: 2 }),
  mark,
  field: maybe(fc.constant('status.interfaces[0]')),
});

const nics: fc.Arbitrary<PicturedNics> = fc
  .tuple(fc.array(fc.tuple(row, maybe(mark)), { maxLength: 6 }), fc.array(stray, { maxLength: 2 }))
  .map(([rows, strays]) => ({
    rows: rows.map(([own], position) => ({ ...own, position })),
    marks: new Map(rows.flatMap(([, own], position) => (own ? [[position, own] as const] : []))),
    strays,
  }));

describe('the picture of any NICs', () => {
  it('is well-formed, is the same again, and names every NIC', () => {
    fc.assert(
      fc.property(text, nics, (vm, own) => {
        const picture = vmPicture(vm, own);
        const svg = picture.svg('file');
        expect(vmPicture(vm, own).svg('file')).toBe(svg);
        const elements = [...elementsOf(readXml(svg))];
        expect(new Set(elements.map(({ name }) => name)).size).toBeLessThanOrEqual(9);
        expect(elements.some(({ name }) => name === 'script')).toBe(false);
        const labels = elements.flatMap(({ attributes }) =>
          attributes['class'] === 'card' ? [attributes['aria-label']] : [],
        );
        for (const { name } of own.rows) expect(labels.some((label) => label?.includes(drawable(name)))).toBe(true);
        expect(elements.filter(({ name }) => name === 'title').every((element) => textOf(element) !== '')).toBe(true);
        readXml(picture.svg('page'));
      }),
      { numRuns: 80 },
    );
  });

  it('has every card in its lane, and none over another', () => {
    fc.assert(
      fc.property(nics, (own) => {
        const { nodes, lanes, width, height } = placePicture(pictureGraph(own));
        for (const { node, x, y, width: across, height: down } of nodes) {
          const lane = lanes.find((one) => one.lane === node.lane);
          expect(lane && x >= lane.x && x + across <= lane.x + lane.width && y >= lane.y).toBe(true);
          expect(x + across <= width && y + down <= height).toBe(true);
        }
        for (const [index, one] of nodes.entries())
          for (const other of nodes.slice(index + 1))
            expect(
              one.x + one.width <= other.x ||
                other.x + other.width <= one.x ||
                one.y + one.height <= other.y ||
                other.y + other.height <= one.y,
            ).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  it('is a Mermaid chart of known lines', () => {
    const id = '[a-z]+(?:_[a-z]+)*_\\d+';
    const label = '"(?:[\\p{L}\\p{N}\\p{M} ,:·→…✓✗?._/-]|#\\d+;|<br/>)*"';
    const lines = [
      'flowchart LR',
      '  accTitle: [\\p{L}\\p{N}\\p{M} .,:/_-]*',
      `  subgraph lane_(?:guest|pod|network|node)\\[${label}\\]`,
      `    ${id}\\[${label}\\]`,
      '  end',
      `  ${id} (?:---|-\\.-|===)(?:\\|${label}\\|)? ${id}`,
      '  classDef \\w+ stroke[a-z-]*:[#\\w]+(?: \\d+)?(?:,stroke-width:\\dpx)?',
      `  class ${id}(?:,${id})* \\w+`,
      '',
    ];
    const known = new RegExp(`^(?:${lines.join('|')})$`, 'u');
    fc.assert(
      fc.property(text, nics, (vm, own) => {
        for (const line of vmPicture(vm, own).mermaid().split('\n')) expect(line).toMatch(known);
      }),
      { numRuns: 80 },
    );
  });

  it('has a table of whole rows', () => {
    fc.assert(
      fc.property(text, nics, (vm, own) => {
        const { table, rowNodes } = vmPicture(vm, own);
        expect(table.rows.length).toBe(own.rows.length + own.strays.length);
        expect(new Set(rowNodes).size).toBe(table.rows.length);
        for (const { cells } of table.rows) expect(cells.length).toBe(table.columns.length);
      }),
    );
  });
});
