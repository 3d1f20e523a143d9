/** What a field is: its type, what it means, in which releases it exists, and what it needs. Truth: the schemas. */
import * as l10n from '@vscode/l10n';
import type { FieldSchema } from '../../schemas/schema-types.ts';
import { code } from './markdown.ts';
import { typeName } from './field-type.ts';

/** `known` are the ids of all releases. */
export function fieldTopic(key: string, schema: FieldSchema, release: string, known: readonly string[]): string {
  const { description, deprecated, enum: values, default: usual, gate, releases } = schema;
  const lines = [`${code(key)} – ${typeName(schema)}`];
  if (!releases.includes(release)) lines.push(l10n.t('Not in KubeVirt {0}.', release));
  if (deprecated !== undefined) lines.push(deprecated);
  if (description !== undefined) lines.push(description);
  if (values && values.length > 0)
    lines.push(
      l10n.t(
        'Values: {0}',
        values
          .filter((value) => value !== '')
          .map(code)
          .join(', '),
      ),
    );
  if (usual !== undefined) lines.push(l10n.t('Left out: {0}', code(usual)));
  if (gate !== undefined) lines.push(l10n.t('Needs the feature gate {0}.', code(gate)));
  if (releases.length < known.length) lines.push(l10n.t('Releases: {0}', releases.join(', ')));
  return lines.join('\n\n');
}
