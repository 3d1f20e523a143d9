/** How golden cases write what controllers make of a running VMI, for the kinds that record it. */
import { decodeVmiSpec, decodeInterfaceStatuses } from '../../../server/src/core/kubevirt/decode.ts';
import type { Migration, MigrationState } from '../../../server/src/core/kubevirt/live/migration-condition.ts';
import type { Evaluation } from '../../../server/src/core/kubevirt/live/migration-evaluator.ts';
import { changedParts, partForm } from '../../../server/src/core/kubevirt/live/vmi-patch.ts';
import type { VmiStatusInterface } from '../../../server/src/core/kubevirt/model.ts';
import { newestRelease } from '../../../server/src/core/kubevirt/releases/index.ts';
import { isSameValue } from '../../../server/src/core/kubevirt/same-value.ts';
import type { Computed, GoldenCase, Json } from '../case.ts';
import { member } from './inputs.ts';

/** The clock of a case, in milliseconds. */
export function timeOf({ now }: GoldenCase): number {
  return Date.parse(now ?? '');
}

export function recordedEvaluation(evaluation: Evaluation | undefined): Computed {
  return evaluation ? { value: evaluation.verdict } : { panic: true };
}

/** As Go writes the types: what is empty is left out. */
export function recordedMigration(migration: Migration | undefined): Computed {
  if (!migration) return { panic: true };
  const state = ({ conditions, migrates }: MigrationState) => ({
    conditions: conditions.map(({ type, status, reason, message }) => ({
      type,
      status,
      ...(reason !== '' && { reason }),
      ...(message !== '' && { message }),
    })),
    migrates,
  });
  return { value: { ...state(migration), ...(migration.afterGrace && { afterGrace: state(migration.afterGrace) }) } };
}

export function recordedStatuses(statuses: readonly VmiStatusInterface[]): Computed {
  return { value: plain(statuses) };
}

/** Both sides as Go's types hold them. */
export function sameStatuses(expected: Json | undefined, actual: Json | undefined): boolean {
  return isSameValue(
    decodeInterfaceStatuses({ interfaces: expected }),
    decodeInterfaceStatuses({ interfaces: actual }),
  );
}

/** Interfaces and networks, both sides as Go's types hold them; a release's own types are behind what it recorded. */
export function sameNics(expected: Json | undefined, actual: Json | undefined): boolean {
  if (expected === undefined || actual === undefined) return expected === actual;
  const [one, other] = [expected, actual].map((nics) => {
    const spec = {
      domain: { devices: { interfaces: member(nics, 'interfaces') } },
      networks: member(nics, 'networks'),
    };
    return decodeVmiSpec(spec, newestRelease).spec;
  });
  return isSameValue(one, other);
}

/** Changed parts of a VMI's spec: which there are, and what they mean. */
export function sameChanges(expected: Json | undefined, actual: Json | undefined): boolean {
  const [one, other] = [expected, actual].map((changes) =>
    Object.entries(changedParts).map(([part, field]) => {
      const value = member(changes, part);
      return [part, value === undefined ? 'unchanged' : partForm(field, value)];
    }),
  );
  const known = new Set(Object.keys(changedParts));
  const isKnown = (changes: Json | undefined): boolean =>
    changes === undefined || Object.keys(changes as object).every((part) => known.has(part));
  return (expected === undefined) === (actual === undefined) && isKnown(expected) && isSameValue(one, other);
}

/** Nothing where there is nothing in it. */
export function unlessEmpty(value: object): Json | undefined {
  return Object.keys(value).length === 0 ? undefined : plain(value);
}

/** As JSON writes it. */
export function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
