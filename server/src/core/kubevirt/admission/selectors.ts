/**
 * The rule that a replica set's or pool's selector chooses what it creates. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/{vmirs,vmpool}-admitter.go`, v1.6–v1.9; `kubernetes/apimachinery ·
 * pkg/labels/selector.go`.
 */
import * as go from '../go-decode.ts';
import { type Cause, invalid } from './cause.ts';

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

interface Selector {
  readonly matchLabels: ReadonlyMap<string, string>;
  readonly matchExpressions: readonly Requirement[];
}

const decode = go.optional(
  go.struct<Selector>({
    matchLabels: go.map(go.text),
    matchExpressions: go.list(go.struct<Requirement>({ key: go.text, operator: go.text, values: go.list(go.text) })),
  }),
);

/** Decodes a label selector; undefined when there is none, which chooses nothing. */
export function decodeSelector(value: unknown): Selector | undefined {
  return decode(value, '', []);
}

/** `labelsField` is where the labels stand that are chosen by. */
export function selectorCauses(
  selector: Selector | undefined,
  labels: ReadonlyMap<string, string>,
  labelsField: string,
): readonly Cause[] {
  const field = 'spec.selector';
  const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
  const unknown = selector?.matchExpressions.findIndex(({ operator }) => !operators.includes(operator)) ?? -1;
  if (unknown >= 0) {
    const value = selector?.matchExpressions[unknown]?.operator ?? '';
    return [
      invalid('selector-mismatch', `"${value}" is not a valid label selector operator`, field, {
        at: `${field}.matchExpressions[${unknown}].operator`,
        data: { fault: 'operator', value, values: operators },
      }),
    ];
  }
  if (selector && isChosen(selector, labels)) return [];
  return [
    invalid('selector-mismatch', 'selector does not match labels.', field, {
      on: 'key',
      evidence: [field, labelsField],
      related: [{ field: labelsField, relation: 'partner' }],
      data: {
        fault: 'mismatch',
        labelsField,
        labels: Object.fromEntries(labels),
        wanted: Object.fromEntries(selector?.matchLabels ?? []),
      },
    }),
  ];
}

function isChosen({ matchLabels, matchExpressions }: Selector, labels: ReadonlyMap<string, string>): boolean {
  return (
    [...matchLabels].every(([key, value]) => labels.get(key) === value) &&
    matchExpressions.every(({ key, operator, values }) => {
      const value = labels.get(key);
      switch (operator) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        default:
          return value === undefined;
      }
    })
  );
}
