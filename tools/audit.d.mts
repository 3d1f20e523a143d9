export interface AuditVerdict {
  readonly state: 'clean' | 'vulnerable' | 'unanswered';
  readonly lines: readonly string[];
}

export function auditVerdict(output: string, bundled: ReadonlySet<string>): AuditVerdict;
