/**
 * Broken, half-typed and hostile manifests: whatever stands in a file, everything the product says by itself is computed
 * without a fault and in bounded time, points into the text, and is the same whether the text came by edits or at once.
 */
import { generatedSchemas } from '../support/schemas.ts';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { findNetworks } from '../../server/src/core/features/find-network.ts';
import { definitionsOf, findMention, isDeclaration } from '../../server/src/core/features/navigation/find-mentions.ts';
import { outlineOf } from '../../server/src/core/features/navigation/outline.ts';
import { rename } from '../../server/src/core/features/navigation/rename.ts';
import { hoverAt } from '../../server/src/core/features/hover.ts';
import type { StatusOf } from '../../server/src/core/features/topics/status.ts';
import { writeAnnotation } from '../../server/src/core/features/write-annotation.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import type { Span } from '../../server/src/core/yaml/tree.ts';
import { TextStore } from '../../server/src/core/yaml/text-store.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { surveyOpen, type Survey } from '../../tools/corpus/survey.ts';
import { blueNad, handWritten, implicitNic, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';
import { apply, mutation, replacementOf, type Mutation } from './mutations.ts';

const uri = 'file:///repo/vm.yaml';
const examples = path.resolve(import.meta.dirname, '../../examples');
const templated = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: {{ .Release.Name }}
spec:
  template:
    spec: &spec
      domain:
        devices:
          interfaces:
            {{- range .Values.networks }}
            - name: {{ .name }}
              bridge: {}
            {{- end }}
      networks: [{name: default, pod: {}}, {name: "\${NET}", multus: {networkName: a/b}}]
---
spec: *spec
`;
const launcherPod = `---
apiVersion: v1
kind: Pod
metadata:
  name: virt-launcher-router-abcde
  namespace: tenant-a
  labels: {kubevirt.io: virt-launcher, vm.kubevirt.io/name: router}
  annotations:
    k8s.v1.cni.cncf.io/networks: '[{"name":"other"}]'
`;
const seeds: readonly string[] = [
  ...readdirSync(examples)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(path.join(examples, name), 'utf8')),
  readFileSync(path.join(examples, 'dumps/pod-not-guest.yaml'), 'utf8'),
  `${twoNetworks}---\n${handWritten}---\n${blueNad}${launcherPod}`,
  `${kubevirtWith('passt')}---\n${pluginVm('pasta')}---\n${implicitNic}`,
  templated,
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [{ apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachine', spec: {} }],
  }),
];

/** Milliseconds of CPU that no text here may take; the slowest takes a tenth of it. */
const bound = 3_000;

interface Opened {
  readonly workspace: Workspace;
  readonly findings: FindingStore;
}

function opened(text: string): Opened {
  const workspace = new Workspace(newCounters(), {}, generatedSchemas);
  const findings = new FindingStore(workspace);
  workspace.open(uri, 1, text);
  return { workspace, findings };
}

function survey({ workspace, findings }: Opened): Survey {
  return surveyOpen(workspace, findings, uri);
}

/** What was said, by place and words, for comparing. */
function told({ findings, hints, lenses, annotations, annotationEdits }: Survey): unknown {
  return {
    findings: findings.map(({ line, finding, edits }) => [
      line,
      finding.rule,
      finding.severity,
      finding.span,
      finding.message,
      edits,
    ]),
    hints: hints.map(({ line, before, hint, hover }) => [
      line,
      before.length,
      hint.kind,
      hint.parts.map(({ text }) => text),
      hover,
    ]),
    lenses: lenses.map(({ offset, title }) => [offset, title]),
    annotations,
    annotationEdits: annotationEdits.map(({ edits }) => edits),
  };
}

function expectInside(length: number, spans: readonly Span[]): void {
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(length);
  }
}

function checkAll(text: string, places: readonly number[]): void {
  const start = process.cpuUsage();
  const open = opened(text);
  const { workspace } = open;
  const said = survey(open);
  for (const { view, finding, edits } of said.findings)
    expectInside(view.segment.text.length, [finding.span, ...finding.related.map(({ span }) => span), ...edits.flat()]);
  for (const { view, hint } of said.hints)
    expectInside(view.segment.text.length, [{ start: hint.offset, end: hint.offset }]);
  for (const { view, offset } of said.lenses) expectInside(view.segment.text.length, [{ start: offset, end: offset }]);
  for (const { view, edits } of said.annotationEdits) expectInside(view.segment.text.length, edits);
  for (const index of workspace.file(uri)?.store.segments.keys() ?? []) {
    const view = workspace.view(uri, index);
    if (!view) continue;
    const { length } = view.segment.text;
    for (const place of places) {
      const offset = Math.floor(place * length);
      const statusOf: StatusOf = (resource) => open.findings.status(view, resource);
      const hover = hoverAt(view, offset, { ...workspace.context(uri), statusOf });
      if (hover) expectInside(length, [hover.span]);
      expectInside(length, writeAnnotation(view, offset, '[]') ?? []);
      const named = findMention(workspace, view, offset);
      if (!named) continue;
      expectInside(length, [named.mention.span, named.mention.area]);
      for (const found of definitionsOf(workspace, named)) expect(isDeclaration(found)).toBeTypeOf('boolean');
      const renames = rename(workspace, named, 'other');
      if (!('refused' in renames))
        for (const { view: other, edits } of renames) expectInside(other.segment.text.length, edits);
    }
    for (const { span, nameSpan, children } of outlineOf(view, workspace.context(uri)))
      expectInside(length, [span, nameSpan, ...children.flatMap((child) => [child.span, child.nameSpan])]);
  }
  const lines = workspace.file(uri)?.store.lineCount ?? 0;
  for (const { machine, place } of findNetworks(workspace, 'eth0'))
    expect(workspace.placeOf(machine, place).end.line).toBeLessThan(lines + 1);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(bound);
}

const mutations = fc.array(mutation, { minLength: 1, maxLength: 12 });
const seed = fc.constantFrom(...seeds);

function mutate(text: string, list: readonly Mutation[]): string {
  return list.reduce((now, one) => apply(now, replacementOf(now, one)), text);
}

describe('whatever stands in a file', () => {
  it('is answered without a fault, inside the text, in bounded time', () => {
    fc.assert(
      fc.property(
        seed,
        mutations,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        (text, list, places) => {
          checkAll(mutate(text, list), places);
        },
      ),
      { numRuns: 1200 },
    );
  });

  it('is answered with other line breaks', () => {
    fc.assert(
      fc.property(seed, mutations, fc.constantFrom('\r\n', '\r'), (text, list, lineBreak) => {
        checkAll(mutate(text.replaceAll('\n', lineBreak), list), [0.3, 0.6]);
      }),
      { numRuns: 400 },
    );
  });

  it('is answered for texts that are no manifests at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (text, isBelow) => {
        checkAll(isBelow ? `kind: VirtualMachine\napiVersion: kubevirt.io/v1\nspec:\n${text}` : text, [0, 0.5, 1]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('an edit', () => {
  it('leads to the same answers as the whole text', () => {
    fc.assert(
      fc.property(seed, mutations, (text, list) => {
        const open = opened(text);
        survey(open);
        let now = text;
        for (const [step, one] of list.entries()) {
          const replacement = replacementOf(now, one);
          // Positions as an editor would count them, by the whole text.
          const whole = TextStore.of(now);
          const range = { start: positionIn(whole, replacement.start), end: positionIn(whole, replacement.end) };
          open.workspace.change(uri, step + 2, [{ range, text: replacement.newText }]);
          const store = open.workspace.file(uri)?.store;
          const expected = apply(now, replacement);
          // Between the two characters of one line break no editor has a position.
          if (store?.text !== expected) {
            expect(splitsLineBreak(now, replacement.start) || splitsLineBreak(now, replacement.end)).toBe(true);
          }
          now = store?.text ?? '';
          if (one.length % 2 === 0) survey(open);
        }
        expect(told(survey(open))).toEqual(told(survey(opened(now))));
      }),
      { numRuns: 600 },
    );
  });
});

describe('a VM that appears', () => {
  it('is seen by the launcher Pod beside it', () => {
    const whole = `${twoNetworks}${launcherPod}`;
    const line = whole.split('\n').findIndex((one) => one.startsWith('kind:'));
    const open = opened(whole.replace('kind: VirtualMachine', 'kind: ConfigMap'));
    expect(survey(open).findings).toEqual([]);
    const range = { start: { line, character: 6 }, end: { line, character: 'kind: ConfigMap'.length } };
    open.workspace.change(uri, 2, [{ range, text: 'VirtualMachine' }]);
    const said = survey(open);
    expect(said.findings.map(({ finding }) => finding.rule)).toEqual(['networks-annotation-mismatch']);
    expect(told(said)).toEqual(told(survey(opened(whole))));
  });
});

function splitsLineBreak(text: string, offset: number): boolean {
  return text.charAt(offset - 1) === '\r' && text.charAt(offset) === '\n';
}

function positionIn(store: TextStore, offset: number): { line: number; character: number } {
  let rest = offset;
  for (const [index, { text }] of store.segments.entries()) {
    if (rest <= text.length && (rest < text.length || index === store.segments.length - 1))
      return store.positionAt(index, rest);
    rest -= text.length;
  }
  return store.positionAt(store.segments.length, 0);
}

describe('hostile texts', () => {
  const hostile: readonly (readonly [string, string])[] = [
    ['flow collections nested deep', '['.repeat(3000)],
    ['mappings nested deep', Array.from({ length: 1500 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    [
      'aliases that grow',
      ['a0: &a0 [x, x]', ...Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`)].join(
        '\n',
      ) + '\nkind: VirtualMachine\napiVersion: kubevirt.io/v1\nspec: {template: {spec: {networks: *a30}}}\n',
    ],
    ['an alias to itself', 'kind: VirtualMachine\napiVersion: kubevirt.io/v1\nspec: &a\n  template: *a\n'],
    ['many documents', '---\n'.repeat(3000)],
    ['one long line', `kind: VirtualMachine\napiVersion: kubevirt.io/v1\nmetadata: {name: ${'x'.repeat(200_000)}}\n`],
    ['open actions', `kind: VirtualMachine\napiVersion: kubevirt.io/v1\nspec: ${'{{'.repeat(4000)}\n`],
    ['open parameters', `kind: VirtualMachine\napiVersion: kubevirt.io/v1\nspec: ${'${a'.repeat(4000)}\n`],
    ['blanks before nothing', `kind: VirtualMachine\napiVersion: kubevirt.io/v1\nspec:${' '.repeat(50_000)}#\n`],
    [
      'a hundred networks of one name',
      `kind: VirtualMachine\napiVersion: kubevirt.io/v1\nspec:\n  template:\n    spec:\n      domain: {devices: {}}\n      networks:\n${'        - {name: a, multus: {networkName: b}}\n'.repeat(100)}`,
    ],
  ];

  it.each(hostile)('%s', (_, text) => {
    checkAll(text, [0, 0.5, 1]);
  });
});
