/** Keys that the schema of the release knows for the mapping at the cursor and that are not there yet. */
import * as l10n from '@vscode/l10n';
import type { ChildField, FieldSchema } from '../../schemas/schema-types.ts';
import { typeName } from '../topics/field-type.ts';
import { habitOf } from '../../yaml/text-layout.ts';
import { snippetText, type Completion, type CompletionContext } from './completion.ts';

export function keyCompletions({ cursor, kind, path, schemas, cluster }: CompletionContext): readonly Completion[] {
  if (cursor.on !== 'key' || !kind) return [];
  const present = new Set(cursor.siblings);
  const { id } = cluster.release;
  return schemas
    .children(kind, path)
    .filter(({ key, schema }) => !present.has(key) && schema.releases.includes(id))
    .map((child) => {
      const isEmpty = child.schema.type === 'object' && schemas.children(kind, [...path, child.key]).length === 0;
      return keyCompletion(child, cursor.hasColon ? '' : isEmpty ? ': {}' : behindKey(child.schema, cursor));
    });
}

function keyCompletion({ key, required, schema }: ChildField, behind: string): Completion {
  const isSnippet = behind.includes('$');
  const needs = schema.gate === undefined ? undefined : l10n.t('needs the feature gate {0}', schema.gate);
  const detail = [typeName(schema), ...(required ? [l10n.t('required')] : []), ...(needs === undefined ? [] : [needs])];
  const documentation = [schema.deprecated, schema.description].filter((text) => text !== undefined).join('\n\n');
  return {
    label: key,
    kind: 'field',
    detail: detail.join(', '),
    ...(documentation !== '' && { documentation }),
    ...(schema.deprecated !== undefined && { deprecated: true }),
    insert: (isSnippet ? snippetText(key) : key) + behind,
    isSnippet,
    rank: schema.deprecated !== undefined ? 3 : required ? 0 : schema.gate === undefined ? 1 : 2,
  };
}

/** What stands behind a key, with the cursor where its value begins. */
function behindKey(schema: FieldSchema, { flow, document }: CompletionContext['cursor']): string {
  const { step, listStep } = habitOf(document);
  switch (schema.type) {
    case 'object':
    case 'map':
      return flow ? ': {$1}' : `:\n${' '.repeat(step)}$0`;
    case 'list':
      return flow ? ': [$1]' : `:\n${' '.repeat(listStep)}- $0`;
    case 'boolean':
      return ': ${1|true,false|}';
    default:
      return schema.enum && schema.enum.length > 0
        ? `: \${1|${schema.enum
            .filter((value) => value !== '')
            .map(choice)
            .join(',')}|}`
        : ': $0';
  }
}

function choice(value: string): string {
  return value.replace(/[\\,|$}]/g, '\\$&');
}
