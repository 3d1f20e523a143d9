/** Keys and plugins of a CNI configuration in Markdown, for hovers and completions; the words are those of `core/cni`. */
import * as l10n from '@vscode/l10n';
import type { CniKey, CniType, CniValue } from '../../cni/cni-schema.ts';
import { code, paragraphs } from '../topics/markdown.ts';

export function describeKey({ name, value, doc, default: usual, required }: CniKey): string {
  const known = value.is === 'text' ? (value.values ?? []) : [];
  return paragraphs(
    `${code(name)} – ${valueName(value)}`,
    doc(),
    known.length > 0 &&
      l10n.t(
        'Values: {0}',
        known
          .filter((text) => text !== '')
          .map(code)
          .join(', '),
      ),
    value.is === 'integer' && value.max !== undefined && l10n.t('From {0} to {1}.', value.min ?? 0, value.max),
    usual !== undefined && l10n.t('Left out: {0}', code(usual)),
    required !== undefined && l10n.t('The plugin refuses to work without it: {0}', code(required)),
  );
}

export function describeType({ name, doc, role, aliasOf, keys }: CniType): string {
  const needed = keys.filter(({ required }) => required !== undefined).map((key) => code(key.name));
  return paragraphs(
    `${code(name)} – ${roleName(role)}`,
    doc(),
    aliasOf !== undefined && l10n.t('Another name of {0}.', code(aliasOf)),
    needed.length > 0 && l10n.t('Needs {0}.', needed.join(', ')),
  );
}

function roleName(role: CniType['role']): string {
  switch (role) {
    case 'interface':
      return l10n.t('CNI plugin that makes a NIC');
    case 'chained':
      return l10n.t('CNI plugin that works on the NIC of another');
    case 'ipam':
      return l10n.t('IPAM plugin');
  }
}

/** A value in a word or two. */
export function valueName(value: CniValue): string {
  switch (value.is) {
    case 'text':
      return l10n.t('text');
    case 'integer':
      return l10n.t('whole number');
    case 'flag':
      return l10n.t('true or false');
    case 'list':
      return l10n.t('list: {0}', valueName(value.of));
    case 'object':
    case 'map':
      return l10n.t('object');
    case 'any':
      return l10n.t('any value');
  }
}
