/** How loud a finding about an edit may be, by what may become of it and what is not seen. */
import { describe, expect, it } from 'vitest';
import type { Alternative, ImpactKind, UnknownFact } from '../../server/src/core/kubevirt/impact/impact.ts';
import { severityOf } from '../../server/src/core/rules/impact/impact-reports.ts';

/** Of the kinds that are possible, the strongest first. */
const severity = (kinds: readonly ImpactKind[], dependsOn: readonly UnknownFact[] = []): string => {
  const outcomes = kinds.map((kind): Alternative => ({ kind, reason: kind, when: `if ${kind}` }));
  return severityOf({ outcome: outcomes[0]!, alternatives: kinds.length > 1 ? outcomes : [], dependsOn });
};

describe('the severity of an edit', () => {
  it('is an error for what is certain to be refused', () => {
    expect(severity(['rejected'])).toBe('error');
    expect(severity(['rejected', 'restart'], ['configuration'])).toBe('warning');
    expect(severity(['rejected', 'none'], ['configuration'])).toBe('information');
  });

  it.each<ImpactKind>(['restart', 'migration', 'pending-migration', 'silent'])('is a warning for %s', (kind) => {
    expect(severity([kind])).toBe('warning');
  });

  it('is a warning where every case costs something, and information where one does not', () => {
    expect(severity(['restart', 'migration'], ['release'])).toBe('warning');
    expect(severity(['restart', 'silent'], ['start-revision'])).toBe('warning');
    expect(severity(['restart', 'live'], ['configuration'])).toBe('information');
    expect(severity(['restart', 'none'], ['status'])).toBe('information');
    expect(severity(['migration', 'next-migration'], ['release'])).toBe('information');
  });

  it('is information for what a template has a say in, whatever it is', () => {
    expect(severity(['restart'], ['template'])).toBe('information');
    expect(severity(['rejected', 'restart'], ['template', 'configuration'])).toBe('information');
  });
});
