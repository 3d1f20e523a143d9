export interface SuiteOutcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly lines: readonly string[];
}
export function readReport(name: string, file: string, exit: number | undefined, trouble?: string): SuiteOutcome;
