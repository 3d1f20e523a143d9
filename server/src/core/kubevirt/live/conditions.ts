/**
 * Conditions of a VM's or a VMI's status. Nothing is checked: a status is written by KubeVirt. Truth: `kubevirt/kubevirt ·
 * staging/src/kubevirt.io/api/core/v1/types.go`, v1.6–v1.9.
 */
import * as go from '../go-decode.ts';

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  /** As it is written; empty when it is not. */
  readonly lastTransitionTime: string;
}

const decode = go.struct<{ conditions: readonly Condition[] }>({
  conditions: go.list(
    go.struct<Condition>({
      type: go.text,
      status: go.text,
      reason: go.text,
      message: go.text,
      lastTransitionTime: go.text,
    }),
  ),
});

/** Reads `conditions` of a status. */
export function decodeConditions(status: unknown): readonly Condition[] {
  return decode(status, 'status', []).conditions;
}

/** The first of its type counts. */
export function findCondition(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}

export function hasStatus(conditions: readonly Condition[], type: string, status: 'True' | 'False'): boolean {
  return findCondition(conditions, type)?.status === status;
}
