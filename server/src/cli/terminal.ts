/** What a run of the command line is given to talk with, and what it ends with. Interfaces only. */

import type { Refused } from './analysis.ts';

export interface Terminal {
  readonly folder: string;
  /** The locale of messages, as the environment has it. */
  readonly locale: string | undefined;
  out(text: string): void;
  error(text: string): void;
  readStandardInput(): Promise<string>;
  /** Shows how far a long run has come; only on a terminal, never in a file. */
  progress(text: string | undefined): void;
}

/** 0 done, 1 findings or nothing found, 2 wrong usage, 3 something could not be analysed or compared. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What a command has to say. */
export interface Report {
  readonly text: string;
  readonly code: ExitCode;
  /** What is told beside the text. */
  readonly problems?: readonly string[];
  /** What kubectl refuses to read, where the command has looked for it. */
  readonly refused?: readonly Refused[];
}
