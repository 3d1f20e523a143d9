/**
 * A value of another type than the field's: a text where a mapping belongs, `bridge:` with nothing behind it, a number in
 * quotes. Truth: KubeVirt's published API description, and Go's `encoding/json`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { writeJson } from '../../json/json-layout.ts';
import { find } from '../../yaml/locate.ts';
import { plainValue } from '../../yaml/read-document.ts';
import { isUnknown } from '../../yaml/templating.ts';
import type { SchemaFault } from '../../schemas/schema-types.ts';
import type { Fix, Subject } from '../rule.ts';
import { faultRule, keyOf } from './fault-rule.ts';
import { misreadText } from './misread-scalar.ts';

/** Mappings that mean something while they are empty. */
const meaningfulWhenEmpty: ReadonlySet<string> = new Set([
  'bridge',
  'masquerade',
  'sriov',
  'passtBinding',
  'pod',
  'rng',
  'smm',
  'acpi',
  'hyperv',
  'emptyDisk',
  'clientPassthrough',
  'downwardMetrics',
  'guestAgentPing',
  'migration',
  'labels',
  'annotations',
]);

export default faultRule({
  id: 'wrong-type',
  since: '0.2.0',
  summary: 'A value of another type than the field’s.',
  tells: (fault, subject) => fault.fault === 'wrong-type' && misreadText(fault, subject) === undefined,
  severityOf: ({ refusedBy }) => (refusedBy === 'nobody' ? 'warning' : undefined),
  advice(fault) {
    const key = keyOf(fault);
    if (fault.actual === 'null' && meaningfulWhenEmpty.has(key))
      return l10n.t('`{0}:` with nothing behind it is null. Write `{0}: {}`.', key);
    if (fault.actual === 'null') return l10n.t('There is nothing behind the colon. Fill it in, or remove the field.');
    return l10n.t('Write {0} here.', expectedText(fault));
  },
  fixes(fault, field, subject) {
    const key = keyOf(fault);
    if (fault.actual === 'null') {
      const emptied: readonly Fix[] = meaningfulWhenEmpty.has(key)
        ? subject.plan(l10n.t('Write {0}', `${key}: {}`), 'safe', [{ do: 'set', field, value: {} }])
        : [];
      const removed = key === '' ? [] : subject.plan(l10n.t('Remove {0}', key), 'unsafe', [{ do: 'remove', field }]);
      return [...emptied, ...removed];
    }
    const asJson = fault.expected?.type === 'string' && key === 'config' ? jsonOf(field, subject) : undefined;
    if (asJson !== undefined)
      return subject.plan(l10n.t('Write it as JSON text'), 'safe', [{ do: 'set', field, value: asJson }]);
    const named = nameIn(field, subject);
    if (named !== undefined && fault.expected?.type === 'object' && key === 'binding')
      return subject.plan(l10n.t('Write it as the name of a binding plugin'), 'safe', [
        { do: 'set', field, value: { name: named } },
      ]);
    const meant = named === undefined ? undefined : readAs(named, fault);
    return meant === undefined
      ? []
      : subject.plan(l10n.t('Write {0} without quotes', String(meant)), 'safe', [{ do: 'set', field, value: meant }]);
  },
});

/** The text that stands at a field. */
function nameIn(field: string, { document }: Subject): string | undefined {
  const node = document.root && find(document.root, field)?.node;
  return node?.kind === 'scalar' && typeof node.value === 'string' && node.value !== '' ? node.value : undefined;
}

/** The mapping at a field as JSON on one line: a CNI configuration is a text that holds JSON. */
function jsonOf(field: string, { document, resource }: Subject): string | undefined {
  const node = document.root && find(document.root, field)?.node;
  if (resource?.role !== 'nad' || node?.kind !== 'mapping' || isUnknown(document, node)) return undefined;
  // Integers that JavaScript cannot hold are none that a configuration has.
  const value = plainValue(node);
  return holdsBigInt(value) ? undefined : writeJson(value, { step: '', blank: ' ' }, '');
}

function holdsBigInt(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsBigInt);
  return typeof value === 'bigint' || value === undefined;
}

function readAs(text: string, { expected }: SchemaFault): number | boolean | undefined {
  switch (expected?.type) {
    case 'integer':
      return /^-?(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : undefined;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    default:
      return undefined;
  }
}

function expectedText({ expected }: SchemaFault): string {
  switch (expected?.type) {
    case 'object':
    case 'map':
      return l10n.t('a mapping');
    case 'list':
      return l10n.t('a list');
    case 'string':
      return l10n.t('a text, in quotes if it looks like something else');
    case 'boolean':
      return l10n.t('true or false, without quotes');
    case 'integer':
      return l10n.t('a whole number, without quotes');
    case 'number':
      return l10n.t('a number, without quotes');
    case 'quantity':
      return l10n.t('a quantity, such as 1Gi or 500m');
    case 'int-or-string':
      return l10n.t('a whole number or a text');
    default:
      return l10n.t('a value of the right type');
  }
}
