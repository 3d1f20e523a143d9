/** A value at a key whether the key is there or not, as one step; parents that are missing are made. */
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import type { Subject } from '../rule.ts';
import { writtenAt } from './written-values.ts';

export function putStep(subject: Subject, field: string, key: string, value: unknown): EditStep {
  const at = joinField(field, key);
  return writtenAt(subject, at) === undefined
    ? { do: 'insert-entry', field, key, value }
    : { do: 'set', field: at, value };
}
