/**
 * Runs git to read, and nothing else: no hooks, filters, monitors, pagers, prompts or downloads, whatever the repository's
 * configuration asks for; output and time are bounded. What users or files say never becomes an option or a pattern.
 */
import { execFile, type ExecFileException } from 'node:child_process';
import path from 'node:path';

export interface GitAnswer {
  /** `undefined`: there is no git, or it was ended. */
  readonly code: number | undefined;
  readonly output: Buffer;
  /** The first line of what it complains of. */
  readonly complaint: string;
  readonly isMissing: boolean;
}

const timeLimit = 20_000;
const mostOutput = 64_000_000;
/** Processes at a time. */
const mostAtOnce = 4;

const settings = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'core.quotePath=false',
  'diff.external=',
  'protocol.allow=never',
];

/** Of git's own variables, those that say where repositories and users' configurations are looked for. */
const keptVariables = new Set([
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_SYSTEM',
]);

let running = 0;
const waiting: (() => void)[] = [];

/** Runs a git command in a folder. Always resolves. */
export async function git(folder: string, args: readonly string[]): Promise<GitAnswer> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
  try {
    return await run(folder, args);
  } finally {
    running--;
    waiting.shift()?.();
  }
}

function run(folder: string, args: readonly string[]): Promise<GitAnswer> {
  const own = ['-C', folder, '--no-pager', '--literal-pathspecs', ...settings.flatMap((setting) => ['-c', setting])];
  const options = {
    // Windows looks for programs in the current folder first, and that one may be anybody's.
    cwd: path.dirname(process.execPath),
    env: environment(),
    encoding: 'buffer',
    maxBuffer: mostOutput,
    timeout: timeLimit,
    windowsHide: true,
  } as const;
  return new Promise((resolve) => {
    const answer = (fault: ExecFileException | undefined, output: Buffer, errors: Buffer): void => {
      const code = fault ? fault.code : 0;
      const said = errors.toString('utf8').split('\n', 1)[0] ?? '';
      resolve({
        code: typeof code === 'number' ? code : undefined,
        output,
        complaint: said === '' ? (fault?.message.split('\n', 1)[0] ?? '') : said,
        isMissing: code === 'ENOENT',
      });
    };
    try {
      execFile('git', [...own, ...args], options, (fault, output, errors) =>
        answer(fault ?? undefined, output, errors),
      );
    } catch (fault) {
      // What the system takes for no command line at all is not told by the callback: one too long, or with a NUL in it.
      answer(fault as ExecFileException, Buffer.alloc(0), Buffer.alloc(0));
    }
  });
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_') || keptVariables.has(name));
  return {
    ...Object.fromEntries(kept),
    // Messages are told apart by their words.
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}
