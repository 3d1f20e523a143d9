/**
 * Runs a program (one CommonJS file) with what V8 made of its text before, so that it starts in two thirds of the time.
 * What V8 made is kept in a folder that the caller names, and nowhere else. It is only ever a shorter way to the same
 * program: a cache of another text or another V8 is never read, a damaged one is not given to V8 (which does not check it),
 * and without one the text is compiled as usual.
 */
import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { constants, Script } from 'node:vm';

/** How the program came to run. */
export interface CachedRun {
  readonly exports: unknown;
  /** `used`: the cache was taken; `refused`: it is damaged, or V8 did not take it, and it is gone; `none`: there was none. */
  readonly cache: 'used' | 'refused' | 'none';
  /** Keeps what V8 knows of the program by now, where there was no cache. Called at the end, when it knows most. */
  keep(): void;
}

/** Runs the program; throws what it throws. */
export function runCached(program: string, folder: string): CachedRun {
  const bytes = readFileSync(program);
  // Read as what it is, a text without other characters takes half the memory for good.
  const text = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');
  const name = path.basename(program);
  const key = digestOf(bytes).toString('hex').slice(0, 32);
  const file = path.join(folder, `${name}-${process.versions.v8}-${key}`);
  const kept = readCache(file);
  const cachedData = kept && intact(kept);
  // As Node wraps a module, so that the program finds what it expects.
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: program,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
  const cache = !kept ? 'none' : !cachedData || script.cachedDataRejected ? 'refused' : 'used';
  if (cache === 'refused') rmSync(file, { force: true });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...names: unknown[]) => void;
  run(module.exports, createRequire(program), module, program, path.dirname(program));
  return {
    exports: module.exports,
    cache,
    keep: () => {
      if (cache === 'none') writeCache(folder, name, file, script);
    },
  };
}

function readCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** What V8 gave, behind its digest; undefined where the two do not agree. */
function intact(kept: Buffer): Buffer | undefined {
  const data = kept.subarray(digestLength);
  return digestOf(data).equals(kept.subarray(0, digestLength)) ? data : undefined;
}

const digestLength = 32;

function digestOf(data: Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

/** Whole or not at all, and alone: caches of the program's earlier texts go. A folder that takes no file is no fault. */
function writeCache(folder: string, name: string, file: string, script: Script): void {
  try {
    mkdirSync(folder, { recursive: true });
    const begun = `${file}.${process.pid}`;
    const data = script.createCachedData();
    writeFileSync(begun, Buffer.concat([digestOf(data), data]), { mode: 0o600 });
    renameSync(begun, file);
    for (const other of readdirSync(folder))
      if (other.startsWith(`${name}-`) && other !== path.basename(file)) rmSync(path.join(folder, other));
  } catch {
    // The next start compiles again.
  }
}
