/**
 * What time it was when objects of the API were written down: nobody notes the time of a dump, so the newest time that stands in one is a
 * lower bound. A deadline is no such time. Truth: `kubernetes/apimachinery · pkg/apis/meta/v1/types.go`.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { isObject } from '../go-decode.ts';

/** A time of the API, in milliseconds since 1970; undefined for text that is none. */
export function timeAt(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}

/** Keys of times that have passed when the object is written. */
const passed = /(?:Time|Timestamp|^time|edAt)$/;
const deadlines: ReadonlySet<string> = new Set(['deletionTimestamp']);

/** The newest time in the metadata and the status of objects; undefined when there is none. */
export function newestTime(objects: readonly unknown[]): number | undefined {
  let newest: number | undefined;
  // Anchors make one object part of many: each is looked at once.
  const open = new Set<unknown>(
    objects.flatMap((object) => [memberAt(object, 'metadata'), memberAt(object, 'status')]),
  );
  for (const at of open) {
    if (Array.isArray(at)) for (const member of at as readonly unknown[]) open.add(member);
    if (!isObject(at)) continue;
    for (const [key, value] of Object.entries(at)) {
      if (typeof value === 'object') open.add(value);
      const time = passed.test(key) && !deadlines.has(key) ? timeAt(value) : undefined;
      if (time !== undefined && (newest === undefined || time > newest)) newest = time;
    }
  }
  return newest;
}

/** When a field was written last, by the managed fields; undefined where they are left out, as kubectl does by default. */
export function writtenAt(object: unknown, ...path: readonly string[]): number | undefined {
  const managers = memberAt(object, 'metadata.managedFields');
  if (!Array.isArray(managers)) return undefined;
  const times = (managers as readonly unknown[]).flatMap((manager) => {
    let at = memberAt(manager, 'fieldsV1');
    for (const key of path) at = isObject(at) ? at[`f:${key}`] : undefined;
    const time = at === undefined ? undefined : timeAt(memberAt(manager, 'time'));
    return time === undefined ? [] : [time];
  });
  return times.length === 0 ? undefined : Math.max(...times);
}

/** A time as the API writes it: `2026-03-01T12:00:00Z`. */
export function timeText(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
