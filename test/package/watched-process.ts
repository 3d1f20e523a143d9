/** Programs under the tripwire, and what the operating system says of their sockets and children. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

const tripwire = path.join(import.meta.dirname, 'tripwire.cjs');

export interface WatchedProcess {
  readonly process: ChildProcessWithoutNullStreams;
  /** What was tripped so far. */
  tripped(): readonly string[];
}

/** Starts Node with the tripwire before anything else; `report` is a file that is not there yet. */
export function startWatched(
  args: readonly string[],
  report: string,
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): WatchedProcess {
  const started = spawn(process.execPath, ['--require', tripwire, ...args], {
    cwd: options.cwd,
    env: { ...process.env, NODE_OPTIONS: '', ...options.env, VIRTLENS_TRIPWIRE: report },
  });
  return {
    process: started,
    tripped: () => (existsSync(report) ? readFileSync(report, 'utf8').trim().split('\n') : []),
  };
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it to its end, without any input. */
export async function finished({ process: running }: WatchedProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  running.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  running.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  running.stdin.end();
  const code = await new Promise<number | null>((resolve) => running.on('close', resolve));
  return { code, stdout, stderr };
}

/** Whether the operating system can be asked: Linux shows what a process has open. */
export const systemTells = existsSync('/proc/self/fd') && existsSync('/proc/self/stat');

/** The sockets a process has open besides the three that its parent gave it. */
export function openSockets(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((descriptor) => {
    if (Number(descriptor) <= 2) return [];
    try {
      const target = readlinkSync(path.join(folder, descriptor));
      return target.startsWith('socket:') ? [target] : [];
    } catch {
      // Closed meanwhile.
      return [];
    }
  });
}

/** The processes that a process has started and that are still there. */
export function children(pid: number): readonly string[] {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && parentOf(entry) === pid);
}

function parentOf(pid: string): number | undefined {
  try {
    // Behind the name in brackets, which may hold anything, come the state and the parent.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(parent);
  } catch {
    // Ended meanwhile.
    return undefined;
  }
}
