/** Values of a field that its schema lists, and true or false. */
import { quoteScalar } from '../../yaml/scalar-text.ts';
import type { Completion, CompletionContext } from './completion.ts';

export function valueCompletions({ cursor, kind, path, schemas }: CompletionContext): readonly Completion[] {
  if (cursor.on !== 'value' || !kind) return [];
  const schema = schemas.field(kind, path);
  if (!schema) return [];
  if (schema.type === 'boolean')
    return ['true', 'false'].map((label) => ({ label, kind: 'value', insert: label, isSnippet: false, rank: 1 }));
  return (schema.enum ?? [])
    .filter((value) => value !== '')
    .map((value) => ({ label: value, kind: 'value', insert: quoted(value, cursor.quote), isSnippet: false, rank: 1 }));
}

/** A text in the quotes that the writer began with, else plain where that is safe. */
export function quoted(text: string, quote: '' | '"' | "'"): string {
  return quoteScalar(text, quote === '"' ? 'double' : quote === "'" ? 'single' : 'plain');
}
