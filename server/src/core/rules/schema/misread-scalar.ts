/**
 * An unquoted value that kubectl reads as something else than the text its field wants: `name: on` is true, `tag: 007` a
 * number. Truth: go-yaml's resolution of plain scalars as `sigs.k8s.io/yaml` applies it; KubeVirt's API description.
 */
import * as l10n from '@vscode/l10n';
import { find, joinField } from '../../yaml/locate.ts';
import type { SchemaFault } from '../../schemas/schema-types.ts';
import type { Subject } from '../rule.ts';
import { faultRule } from './fault-rule.ts';

/** The value as the writer sees it; undefined for faults of another sort. */
export function misreadText(fault: SchemaFault, { document, resource }: Subject): string | undefined {
  if (fault.fault !== 'wrong-type' || fault.expected?.type !== 'string') return undefined;
  const node = document.root && find(document.root, joinField(resource?.field ?? '', fault.field))?.node;
  if (node?.kind !== 'scalar' || node.style !== 'plain' || node.value === null) return undefined;
  return document.text.slice(node.start, node.end);
}

export default faultRule({
  id: 'misread-scalar',
  since: '0.2.0',
  summary: 'An unquoted value that YAML reads as something else than a text.',
  tells: (fault, subject) => misreadText(fault, subject) !== undefined,
  advice(fault, subject) {
    const text = misreadText(fault, subject) ?? '';
    return fault.actual === 'boolean'
      ? l10n.t('Without quotes, {0} is read as true or false. Quote it.', text)
      : l10n.t('Without quotes, {0} is read as a number. Quote it.', text);
  },
  fixes(fault, field, subject) {
    const text = misreadText(fault, subject);
    return text === undefined
      ? []
      : subject.plan(l10n.t('Quote {0}', text), 'safe', [{ do: 'set', field, value: text }]);
  },
});
