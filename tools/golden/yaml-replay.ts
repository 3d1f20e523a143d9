/**
 * `yaml`: texts read as kubectl does. `yaml.values`: how many documents there are and the values of those that kubectl
 * reads; `yaml.refusals`: which documents, or whether the stream, it refuses.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { kubectlDocuments, TextStore } from '../../server/src/core/yaml/text-store.ts';
import { kubectlValue, readDocument } from '../../server/src/core/yaml/read-document.ts';
import type { Json } from './case.ts';

export interface YamlCase {
  /** `id`, or the file's path for texts of the corpus. */
  readonly id?: string;
  readonly file?: string;
  readonly text?: string;
  readonly docs: readonly { readonly json?: Json; readonly error?: string }[];
  readonly readError?: string;
}

/** What the YAML layer makes of a text, in the shape of the record. */
export interface YamlReading {
  readonly values: { readonly documents: number; readonly values: readonly (Json | undefined)[] };
  readonly refusals: { readonly documents: readonly boolean[]; readonly stream: boolean };
}

/** The text of a case; a file's stands in the corpus beside the golden data. */
export function textOf(yamlCase: YamlCase, folder: string): string {
  if (yamlCase.text !== undefined) return yamlCase.text;
  return readFileSync(path.resolve(folder, '../../corpus/manifests', yamlCase.file ?? ''), 'utf8');
}

export function readAsKubectl(text: string): YamlReading {
  const { segments, refused } = kubectlDocuments(TextStore.of(text).segments);
  const documents = segments.map((segment) => readDocument(segment.text, { templates: false }));
  return {
    values: {
      documents: documents.length,
      values: documents.map((document) => jsonOf(kubectlValue(document))),
    },
    refusals: { documents: documents.map((document) => document.refused), stream: refused },
  };
}

export function recordedReading(yamlCase: YamlCase): YamlReading {
  return {
    values: { documents: yamlCase.docs.length, values: yamlCase.docs.map((document) => document.json) },
    refusals: {
      documents: yamlCase.docs.map((document) => document.error !== undefined),
      stream: yamlCase.readError !== undefined,
    },
  };
}

/** The same values where kubectl reads the document; what it refuses has none to compare. */
export function sameValues(
  recorded: YamlReading,
  actual: YamlReading,
  isEqual: (one: Json | undefined, other: Json | undefined) => boolean,
): boolean {
  if (recorded.values.documents !== actual.values.documents) return false;
  return recorded.values.values.every(
    (value, index) => recorded.refusals.documents[index] === true || isEqual(value, actual.values.values[index]),
  );
}

/** Integers beyond what a JSON number holds here are compared as the numbers the record gives. */
function jsonOf(value: unknown): Json | undefined {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((member) => jsonOf(member) ?? null);
  if (typeof value === 'object' && value !== null) {
    const result: { [key: string]: Json } = Object.create(null) as { [key: string]: Json };
    for (const [key, member] of Object.entries(value)) result[key] = jsonOf(member) ?? null;
    return result;
  }
  return value as Json | undefined;
}
