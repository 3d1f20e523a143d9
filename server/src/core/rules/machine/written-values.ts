/**
 * What a manifest itself says, as plain values by field: the ground that advice and fixes of the machine's rules stand on.
 * Reads only; what a template writes is never asked for, since no cause follows from it.
 */
import { joinField, nodeAt } from '../../yaml/locate.ts';
import { plainValue } from '../../yaml/read-document.ts';
import type { Subject } from '../rule.ts';

/** The value at a field; undefined where there is none. */
export function writtenAt({ document: { root } }: Subject, field: string): unknown {
  const node = root && nodeAt(root, field);
  return node && plainValue(node);
}

export function textAt(subject: Subject, field: string): string | undefined {
  const value = writtenAt(subject, field);
  return typeof value === 'string' ? value : undefined;
}

export function mappingAt(subject: Subject, field: string): Readonly<Record<string, unknown>> {
  const value = writtenAt(subject, field);
  return isMapping(value) ? value : {};
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of a list that is a mapping. */
export interface Member {
  readonly field: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Empty where it states none. */
  readonly name: string;
}

export function membersOf(subject: Subject, listField: string): readonly Member[] {
  const list = writtenAt(subject, listField);
  if (!Array.isArray(list)) return [];
  return list.flatMap((value: unknown, index): Member[] =>
    isMapping(value) ? [{ field: joinField(listField, index), value, name: textOf(value['name']) }] : [],
  );
}

/** The empty text for what is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A field below the VMI spec. */
export function specField(subject: Subject, part: string): string {
  return joinField(subject.vm?.specField ?? '', part);
}

/** A field without its last key or index. */
export function parentField(field: string): string {
  return field.replace(/(?:\.[^.[\]]+|\[\d+\])$/, '');
}
