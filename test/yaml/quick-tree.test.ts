/**
 * Reading by lines agrees with reading by the parser wherever it does not hand over: values, places and styles, for
 * written documents, for texts recorded from kubectl, and for manifests changed at random.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainValueOf, readQuickly } from '../../server/src/core/yaml/quick-tree.ts';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import { maskTemplates } from '../../server/src/core/yaml/template-mask.ts';
import { TextStore } from '../../server/src/core/yaml/text-store.ts';
import type { Node } from '../../server/src/core/yaml/tree.ts';
import { apply, mutation, replacementOf } from '../fuzz/mutations.ts';
import { blueNad, kubevirtWith, twoNetworks } from '../support/manifests.ts';
import { writtenDocument } from './written-documents.ts';

/** What a tree shows. */
function shown(node: Node): unknown {
  const { kind, start, end } = node;
  if (kind === 'scalar') return { value: node.value, style: node.style, start, end };
  if (kind === 'sequence')
    return { start, end, items: node.items.map(({ value, indicator }) => [indicator, shown(value)] as const) };
  return {
    start,
    end,
    entries: node.entries.map(({ key, keySpan, value }) => [key, keySpan.start, keySpan.end, shown(value)] as const),
  };
}

/** The quick tree, or why there is none: the text is not for it, or looking through it showed that it is not. */
function quick(text: string): { tree: unknown; templates: unknown } | 'not for it' | 'handed over' {
  const reading = readQuickly(text);
  if (!reading) return 'not for it';
  const { root, templates } = reading.document;
  const tree = root && shown(root);
  return reading.isSure() ? { tree, templates } : 'handed over';
}

/** Fails where the two readings differ; whether there was anything to compare. */
function compare(text: string): boolean {
  const found = quick(text);
  if (typeof found === 'string') return false;
  const { root, refused, templates } = readDocument(text);
  // What kubectl refuses is anybody's guess, also where templates might still mend it.
  if (refused || readDocument(maskTemplates(text).text).refused) return false;
  expect(found, JSON.stringify(text)).toEqual({ tree: root && shown(root), templates });
  return true;
}

const manifests = [
  twoNetworks,
  blueNad,
  kubevirtWith('passt').replaceAll('\n', '\r\n'),
  `# Networks of the lab.
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: "quoted"   # a name
  labels: {}
spec:
  config: '{
      "cniVersion": "0.3.1",
      "type": "bridge"
    }'
---
kind: Other
items:
- a: |
    # text
    ---- more
   # ends it
- - nested
- 'it''s': "x\\ty"
  plain over
  lines: >-
     folded
     text
- &anchor x
`,
  `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: {{ .Release.Name }}-vm
  {{- with .Values.labels }}
  labels:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
{{- if .Values.on }}
  running: {{ .Values.on }}
{{- end }}
  template:
    spec:
      volumes:
      - cloudInit:
          userData: |
            {{- range .Values.users }}
            user: {{ . }}
            {{- end }}
          networkData: "{{ .Values.net }}"
      networks: # \${NETWORKS}
      {{- /* none */}}
      - name: \${NAME}
`,
];

describe('reading by lines', () => {
  it('agrees with the parser on written documents, and takes most of those in block style', () => {
    let compared = 0;
    fc.assert(
      fc.property(writtenDocument({ hasAnchors: false }), (text) => {
        if (compare(text)) compared++;
      }),
      { numRuns: 500 },
    );
    expect(compared).toBeGreaterThan(50);
  });

  it('agrees with the parser on texts recorded from kubectl', () => {
    const recorded = readFileSync(new URL('fixtures/kubectl-reading.jsonl', import.meta.url), 'utf8')
      .trim()
      .split('\n');
    const texts = recorded.map((line) => (JSON.parse(line) as { text: string }).text);
    const compared = texts.flatMap((text) => TextStore.of(text).segments).filter(({ text }) => compare(text));
    expect(compared.length).toBeGreaterThan(20);
  });

  it('agrees with the parser on manifests changed at random', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...manifests),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (manifest, mutations) => {
          const text = mutations.reduce((now, one) => apply(now, replacementOf(now, one)), manifest);
          for (const segment of TextStore.of(text).segments) if (compare(segment.text)) compared++;
        },
      ),
      { numRuns: 2000 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  it('takes manifests as people write them', () => {
    for (const text of [twoNetworks.replace('{ guest: 1Gi }', ''), blueNad, kubevirtWith('passt')])
      expect(quick(text), text).not.toBeTypeOf('string');
    expect(quick(twoNetworks.replace('{ guest: 1Gi }', '').replaceAll('\n', '\r\n'))).not.toBeTypeOf('string');
  });

  it.each([
    ['a template in a scalar over lines', 'name: "a\n  {{ if .b }}\n  c"\n'],
    ['a tab', 'name:\tx\n'],
    ['a document that is JSON', '{"a": 1}\n'],
    ['a merge key', 'a:\n  <<: *b\n'],
    ['an alias', 'a: *b\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a flow collection with content', 'a: {b: 1}\n'],
    ['a flow collection over lines', 'a: [1,\n2]\n'],
    ['a scalar over lines', 'a: b\n  c\n'],
    ['a quote that is not closed', "a: 'b\nc: d\n"],
    ['text behind a quote', 'a: "b" c\n'],
    ['an explicit key', '? a\n: b\n'],
    ['a list in a list', '- - a\n'],
    ['what stands too far out', 'a:\n    b: 1\n  c: 2\n'],
    ['a directive', '%YAML 1.1\n---\na: 1\n'],
    ['content on the line that begins the document', '--- a\n'],
    ['an end of the document', 'a: 1\n...\nb: 2\n'],
  ])('hands over %s', (_, text) => {
    expect(quick(text)).toBeTypeOf('string');
  });

  it('is not led astray by scalars that look like structure, in parts nobody looks into', () => {
    const text = `spec:
  other:
    text: |
      name: 'no
      kind: x
    quoted: "first
name: no
  last"
    plain: it is
      'not a quote
  name: yes-it-is
`;
    const root = readQuickly(text)?.document.root;
    const spec = root?.kind === 'mapping' ? root.entries[0]?.value : undefined;
    const names = spec?.kind === 'mapping' ? spec.entries.map(({ key }) => key) : [];
    expect(names).toEqual(['other', 'name']);
  });
});

describe('the value of a text', () => {
  it.each([
    ['that is read by its lines', 'a:\n- b: 1\n', { a: [{ b: 1 }] }],
    ['that needs a parser', 'a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['that holds nothing', '# c\n', undefined],
  ])('is told of one %s', (_, text, value) => {
    expect(plainValueOf(text)).toEqual(value);
  });
});
