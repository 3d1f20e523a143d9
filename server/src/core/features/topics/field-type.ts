/** The type of a field in words, as hovers and completions show it. */
import * as l10n from '@vscode/l10n';
import type { FieldSchema } from '../../schemas/schema-types.ts';

export function typeName({ type }: Pick<FieldSchema, 'type'>): string {
  switch (type) {
    case 'object':
      return l10n.t('mapping');
    case 'map':
      return l10n.t('mapping of names');
    case 'list':
      return l10n.t('list');
    case 'string':
      return l10n.t('text');
    case 'boolean':
      return l10n.t('true or false');
    case 'integer':
      return l10n.t('whole number');
    case 'number':
      return l10n.t('number');
    case 'quantity':
      return l10n.t('quantity, such as 1Gi or 500m');
    case 'int-or-string':
      return l10n.t('whole number or text');
    case 'any':
      return l10n.t('any value');
  }
}
