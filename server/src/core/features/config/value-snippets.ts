/** Values of a CNI configuration as LSP snippets of JSON, by what their key takes. */
import type { CniKey, CniValue } from '../../cni/cni-schema.ts';
import { snippetText } from '../completion/completion.ts';

/** A value to fill in; `usual` is its default, written as JSON. */
export function valueSnippet(value: CniValue, usual?: string): string {
  switch (value.is) {
    case 'text': {
      const known = value.values ?? value.proposals ?? [];
      return known.length > 0 ? `"\${1|${known.map(choice).join(',')}|}"` : '"$1"';
    }
    case 'integer':
      return usual === undefined ? `\${1:${Math.max(value.min ?? 0, 0)}}` : `\${1:${snippetText(usual)}}`;
    case 'flag':
      return usual === 'true' ? '${1|false,true|}' : '${1|true,false|}';
    case 'list':
      return value.of.is === 'text' ? '["$1"]' : value.of.is === 'object' ? '[{$1}]' : '[$1]';
    case 'object':
    case 'map':
      return '{$1}';
    case 'any':
      return '$1';
  }
}

/** A key with its value to fill in. */
export function keySnippet({ name, value, default: usual }: CniKey): string {
  const written =
    name === 'ipam' ? '{"type": "$1"}' : name === 'plugins' ? '[{"type": "$1"}]' : valueSnippet(value, usual);
  return `${snippetText(JSON.stringify(name))}: ${written}`;
}

function choice(text: string): string {
  return text.replace(/[\\,|$}]/g, '\\$&');
}
