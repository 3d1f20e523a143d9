/**
 * What several rules ask of the same subject, computed when the first of them asks and kept as long as the subject, that
 * is for one look at one resource. Knows nothing of what is computed.
 */
import type { Subject } from './rule.ts';

export function perSubject<T extends object>(compute: (subject: Subject) => T): (subject: Subject) => T {
  const known = new WeakMap<Subject, T>();
  return (subject) => {
    let answer = known.get(subject);
    if (answer === undefined) known.set(subject, (answer = compute(subject)));
    return answer;
  };
}
