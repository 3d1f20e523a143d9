/** Putting back what another text has: in its own words, and so that the document then reads as wanted. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planEdits, type EditStep } from '../../server/src/core/yaml/edit-plan.ts';
import { applyEdits } from '../../server/src/core/yaml/edit.ts';
import { find, joinField } from '../../server/src/core/yaml/locate.ts';
import { plainValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import { writtenDocument } from './written-documents.ts';

const old = `spec:
  networks:
  # the uplink
  - name: "blue"   # quoted
    multus: { networkName: vlan100 }
  - name: red
    pod: {}
  domain:
    devices:
      interfaces: []
    mac: '02:00:00:00:00:01' # of the old NIC
`;

const oldDocument = readDocument(old);

function restored(text: string, ...steps: { field: string; from: string }[]): string | undefined {
  const edits = planEdits(
    readDocument(text),
    text,
    steps.map(({ from, ...step }): EditStep => ({
      do: 'restore',
      ...step,
      from: { document: oldDocument, text: old, field: from, by: 'name' },
    })),
  );
  return edits && applyEdits(text, edits);
}

describe('restore', () => {
  it('puts back an item with its comments and quotes, indented as its new neighbours are', () => {
    const text = `spec:\n    networks:\n        - name: red\n          pod: {}\n    domain: {}\n`;
    expect(restored(text, { field: 'spec.networks', from: 'spec.networks[0]' })).toBe(
      `spec:\n    networks:\n        # the uplink\n        - name: "blue"   # quoted\n          multus: { networkName: vlan100 }\n        - name: red\n          pod: {}\n    domain: {}\n`,
    );
  });

  it('puts back an item into a list that has become empty, or is gone', () => {
    const item = `  # the uplink\n  - name: "blue"   # quoted\n    multus: { networkName: vlan100 }\n`;
    expect(restored('spec:\n  networks: []\n', { field: 'spec.networks', from: 'spec.networks[0]' })).toBe(
      `spec:\n  networks:\n${item}`,
    );
    expect(restored('spec:\n  domain: {}\n', { field: 'spec.networks', from: 'spec.networks[1]' })).toBe(
      'spec:\n  domain: {}\n  networks:\n  - name: red\n    pod: {}\n',
    );
  });

  it('puts back a scalar in its own quotes, and leaves the comment beside it', () => {
    const text = 'spec:\n  domain:\n    mac: 02:00:00:00:00:99 # new\n';
    expect(restored(text, { field: 'spec.domain', from: 'spec.domain.mac' })).toBe(
      "spec:\n  domain:\n    mac: '02:00:00:00:00:01' # new\n",
    );
  });

  it('puts back an entry that is gone, with the comment behind it and what is missing around it', () => {
    expect(restored('spec:\n  networks: []\n', { field: 'spec.domain', from: 'spec.domain.mac' })).toBe(
      "spec:\n  networks: []\n  domain:\n    mac: '02:00:00:00:00:01' # of the old NIC\n",
    );
  });

  it('puts back a collection in place of what has become of it', () => {
    const text = 'spec:\n  networks: none\n  domain: {}\n';
    expect(restored(text, { field: 'spec', from: 'spec.networks' })).toBe(
      old.slice(0, old.indexOf('  domain:')) + '  domain: {}\n',
    );
  });

  it('writes the plain value into a flow collection that cannot hold the comments', () => {
    const text = '{"spec": {"networks": [{"name": "red"}]}}\n';
    expect(restored(text, { field: 'spec.networks', from: 'spec.networks[0]' })).toBe(
      '{"spec": {"networks": [{"name": "blue", "multus": {"networkName": "vlan100"}}, {"name": "red"}]}}\n',
    );
  });

  it('puts an item back behind as many equal ones as it stood behind', () => {
    const text = 'spec:\n  - a\n  - a\n  - b\n';
    const from = { document: readDocument(text), text, field: 'spec[2]' };
    const own = 'spec:\n  - a\n  - a\n';
    const edits = planEdits(readDocument(own), own, [{ do: 'restore', field: 'spec', from }]);
    expect(edits && applyEdits(own, edits)).toBe(text);
  });

  it('has nothing to put back where a template writes it', () => {
    const text = 'spec:\n  mac: {{ .Values.mac }}\n';
    const from = { document: readDocument(text, { templates: true }), text, field: 'spec.mac' };
    const own = 'spec:\n  mac: a\n';
    expect(planEdits(readDocument(own), own, [{ do: 'restore', field: 'spec', from }])).toBeUndefined();
  });

  it('makes any document read as it did before a part of it was changed or taken away', () => {
    let tried = 0;
    fc.assert(
      fc.property(writtenDocument({ hasAnchors: true }), fc.nat(), fc.boolean(), (text, pick, isGone) => {
        const document = readDocument(text);
        const fields = partsOf(plainValue(document.root!)).filter(
          (path) => find(document.root!, fieldOf(path))?.path.length === path.length,
        );
        const path = fields[pick % Math.max(fields.length, 1)];
        if (!path) return;
        const field = fieldOf(path);
        const last = path.at(-1)!;
        if (typeof last === 'number' && !isGone) return;
        const change: EditStep = isGone ? { do: 'remove', field } : { do: 'set', field, value: 'another' };
        const edits = planEdits(document, text, [change]);
        if (!edits || edits.length === 0) return;
        const changed = applyEdits(text, edits);
        const from = { document, text, field };
        const step: EditStep = { do: 'restore', field: fieldOf(path.slice(0, -1)), from };
        const back = planEdits(readDocument(changed), changed, [step]);
        if (!back) return;
        tried++;
        const after = applyEdits(changed, back);
        expect(plainValue(readDocument(after).root!), `${text}\n→\n${changed}\n→\n${after}`).toEqual(
          plainValue(document.root!),
        );
      }),
      { numRuns: 300 },
    );
    expect(tried).toBeGreaterThan(150);
  });
});

type Path = readonly (string | number)[];

const fieldOf = (path: Path): string => path.reduce<string>((field, part) => joinField(field, part), '');

function partsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return path.length > 0 ? [path] : [];
  const keys: readonly (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  const inner = keys.flatMap((key) => partsOf((value as Record<string | number, unknown>)[key], [...path, key]));
  return path.length > 0 ? [path, ...inner] : inner;
}
