/**
 * What went wrong in the server, in a form that may be shown to anybody: in which handler, which kind of error, where in
 * the program, how often. Never keeps the message of an error, nor a path: both may hold what stands in somebody's files.
 */

export interface Fault {
  /** The request or notification. */
  readonly where: string;
  /** Class of the error. */
  readonly kind: string;
  /** `function file:line:column`, innermost first, in the program's own files. */
  readonly frames: readonly string[];
  readonly times: number;
}

const mostFaults = 20;
const mostFrames = 8;

export class FaultLog {
  private readonly known = new Map<string, Fault>();

  /** Notes a fault; whether it is the first of its kind. */
  note(where: string, thrown: unknown): boolean {
    const kind = kindOf(thrown);
    const frames = framesOf(thrown);
    const key = JSON.stringify([where, kind, frames]);
    const times = (this.known.get(key)?.times ?? 0) + 1;
    // Taken out first, so that the last ones stand last.
    this.known.delete(key);
    this.known.set(key, { where, kind, frames, times });
    const [oldest] = this.known.keys();
    if (this.known.size > mostFaults && oldest !== undefined) this.known.delete(oldest);
    return times === 1;
  }

  /** The last ones, newest first. */
  get faults(): readonly Fault[] {
    return [...this.known.values()].reverse();
  }
}

function kindOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown;
  return /^\w+$/.test(thrown.name) ? thrown.name : 'Error';
}

/** The stack without its head, which repeats the message; nothing where head and frames cannot be told apart. */
function framesOf(thrown: unknown): readonly string[] {
  if (!(thrown instanceof Error) || typeof thrown.stack !== 'string') return [];
  const head = thrown.message === '' ? '' : `: ${thrown.message}`;
  const end = thrown.stack.indexOf(`${head}\n`);
  if (end < 0 || thrown.stack.slice(0, end).includes('\n')) return [];
  const lines = thrown.stack.slice(end + head.length + 1).split('\n');
  return lines.flatMap((line) => frameOf(line) ?? []).slice(0, mostFrames);
}

const frame =
  /^\s+at (?:async )?(?:new )?(?:([\w$.<>#]+) (?:\[as [^\]]*\] )?\()?(?:.*[\\/])?([\w.-]+\.[cm]?[jt]s):(\d+):(\d+)\)?$/;

function frameOf(line: string): string | undefined {
  const [, name = '(anonymous)', file, row, column] = frame.exec(line) ?? [];
  return file && `${name} ${file}:${row}:${column}`;
}
