/**
 * Whole files at random: manifests in every style of YAML, one after the other, with what stands between documents, and
 * changes of the text that a hand, a merge or a broken write makes.
 */
import fc from 'fast-check';
import { apply, mutation, replacementOf } from '../../test/fuzz/mutations.ts';
import type { Plain } from '../../test/rules/fixes/generated-manifests.ts';
import { writtenValue } from '../../test/yaml/written-documents.ts';
import { manifest } from './manifests.ts';

/** A file, and what was written into each of its documents. */
export interface WrittenFile {
  readonly text: string;
  readonly values: readonly Plain[];
}

const separators = ['---\n', '---\n', '---   \n', '# between\n---\n', '\n\n---\n'];

function files(options: { readonly hasAnchors: boolean }): fc.Arbitrary<WrittenFile> {
  return fc
    .record({
      documents: fc.array(fc.tuple(manifest, fc.nat()), { minLength: 1, maxLength: 4 }),
      between: fc.nat({ max: separators.length - 1 }),
      begin: fc.constantFrom('', '', '', '\ufeff', '# begin\n', '---\n', '# begin\n---\n'),
      lineBreak: fc.constantFrom(undefined, undefined, '\r\n'),
    })
    .map(({ documents, between, begin, lineBreak }) => {
      const texts = documents.map(([value, seed]) => {
        // The separator is written here.
        const text = writtenValue(value, seed, { isOdd: true, ...options }).replace(/^---\r?\n/, '');
        return /\n$/.test(text) ? text : `${text}\n`;
      });
      const text = begin + texts.join(separators[between]);
      return {
        text: lineBreak ? text.replaceAll(/\r?\n/g, lineBreak) : text,
        values: documents.map(([value]) => value),
      };
    });
}

/** What was written is what is to be read. */
export const soundFile = files({ hasAnchors: false });

/** Pieces that make a text a template, or use what YAML has for not repeating oneself. */
const extras = [
  '',
  '',
  '',
  '%YAML 1.1\n---\n',
  '--- # next\n',
  '...\n---\n',
  'base: &base {name: blue}\nmore:\n  <<: *base\n  bridge: {}\n',
  'base: &base {name: blue}\nother: &other {name: red}\nmore:\n  <<: [*base, *other]\n',
  'list: &list [a, b]\nagain: *list\n',
  '{{- if .Values.x }}\nlabels: {a: b}\n{{- end }}\n',
  'name: {{ .Values.name }}\n',
  'port: ${PORT}\n',
  '{% for a in b %}\nx: {{ a }}\n{% endfor %}\n',
  '# virtlens-disable-file unknown-field -- so\n',
  'tagged: !custom {a: !!binary aGk=}\n',
];

/** Any file: sound, with aliases, templated, or broken by some changes. */
export const anyText: fc.Arbitrary<string> = fc
  .record({
    file: fc.boolean().chain((hasAnchors) => files({ hasAnchors })),
    extra: fc.constantFrom(...extras),
    isFirst: fc.boolean(),
    mutations: fc.array(mutation, { maxLength: 8 }),
  })
  .map(({ file: { text }, extra, isFirst, mutations }) => {
    const start = isFirst ? extra + text : text + extra;
    return mutations.reduce((now, one) => apply(now, replacementOf(now, one)), start);
  });
