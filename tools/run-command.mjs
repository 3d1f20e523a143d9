// Starts other programs for the project's own commands. Plain Node without packages, because `npm start` and `npm test`
// use it before anything is installed. It never goes through a shell, so that paths with spaces survive everywhere.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { atEnd } from './at-end.mjs';

/** The repository's root folder, absolute. */
export const root = path.resolve(import.meta.dirname, '..');

/**
 * Runs a program to its end. `command` is an executable, or 'node' for this very Node, or 'npm'.
 * Options: `cwd`, `env` (added to the environment), `show` (pass output through instead of keeping it), `limit`
 * (milliseconds, then the program's process group is ended).
 * Answers `{ code, output, ms }`; output is stdout and stderr as they came. `code` is 1 where a signal or the limit
 * ended it, 127 where it could not be started. Never rejects.
 */
export function runCommand(command, args, { cwd = root, env = {}, show = false, limit } = {}) {
  const [file, first] = resolveCommand(command);
  const began = Date.now();
  return new Promise((resolve) => {
    let output = '';
    // An own process group, so that the limit also ends what the program started.
    const group = process.platform !== 'win32' && limit !== undefined;
    const child = spawn(file, [...first, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      detached: group,
    });
    const kill = () => {
      if (group) endGroup(child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    };
    const forget = atEnd(kill);
    const end = (code) => {
      clearTimeout(timer);
      forget();
      resolve({ code, output, ms: Date.now() - began });
    };
    const timer =
      limit === undefined
        ? undefined
        : setTimeout(() => {
            output += `\nended after ${limit / 1000} s\n`;
            kill();
          }, limit);
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(127);
    });
    child.on('close', (code) => end(code ?? 1));
  });
}

/** Signals the process group that a child leads; a child that is gone, or never started, is no error. */
export function endGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** npm is run through its JavaScript file: on Windows `npm` is a script that only a shell could start. */
function resolveCommand(command) {
  if (command === 'node') return [process.execPath, []];
  if (command !== 'npm') return [command, []];
  const beside = path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
  const script = [process.env.npm_execpath, beside].find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  return script ? [process.execPath, [script]] : ['npm', []];
}
