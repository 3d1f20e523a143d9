/**
 * A value of the right type that the API server does not take: outside a list of values or a range, no quantity, no
 * date. Truth: KubeVirt's published API description; Kubernetes' quantities, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { find } from '../../yaml/locate.ts';
import { nearestName } from '../nearest-name.ts';
import { faultRule } from './fault-rule.ts';

export default faultRule({
  id: 'invalid-value',
  since: '0.2.0',
  summary: 'A value outside what the API server takes: a list of values, a range, a quantity, a date.',
  tells: ({ fault }) =>
    fault === 'unsupported-value' ||
    fault === 'invalid-quantity' ||
    fault === 'out-of-range' ||
    fault === 'invalid-date-time',
  advice({ fault, expected }) {
    switch (fault) {
      case 'unsupported-value':
        return l10n.t('Use one of {0}.', (expected?.values ?? []).join(', '));
      case 'invalid-quantity':
        return l10n.t('Write a number with a suffix such as Mi, Gi, M, G or m, without blanks: 512Mi.');
      case 'out-of-range':
        return l10n.t('Use a number from {0} to {1}.', expected?.minimum ?? '-∞', expected?.maximum ?? '∞');
      default:
        return l10n.t('Write a date and time as in 2026-01-31T12:00:00Z.');
    }
  },
  fixes(fault, field, subject) {
    const node = subject.document.root && find(subject.document.root, field)?.node;
    if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
    const meant =
      fault.fault === 'unsupported-value'
        ? nearestName(node.value, fault.expected?.values ?? [])
        : fault.fault === 'invalid-quantity'
          ? quantityMeant(node.value)
          : undefined;
    return meant === undefined
      ? []
      : subject.plan(l10n.t('Change to {0}', meant), 'unsafe', [{ do: 'set', field, value: meant }]);
  },
});

/** `1 gb`, `512MB`, `2 GiB`, `1gi`: what people write for `1G`, `512M`, `2Gi`, `1Gi`. */
function quantityMeant(text: string): string | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgtpe])(i?)b?\s*$/i.exec(text);
  if (!match) return undefined;
  const [, number = '', letter = '', i = ''] = match;
  const suffix = i !== '' ? `${letter.toUpperCase()}i` : letter.toLowerCase() === 'k' ? 'k' : letter.toUpperCase();
  return number + suffix;
}
