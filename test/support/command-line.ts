/** Runs command lines in a temporary folder, which may be a git repository. Call it where hooks may be registered. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Host } from '../../server/src/cli/analysis.ts';
import type { CheckThreads } from '../../server/src/cli/check-parts.ts';
import { run } from '../../server/src/cli/run.ts';
import { nodeFileSystem, nodeScheduler } from '../../server/src/host/node/file-system.ts';
import { GitTexts } from '../../server/src/host/node/git-texts.ts';
import { nodeMessages } from '../../server/src/host/node/message-files.ts';
import { generatedSchemas } from './schemas.ts';

export const host: Host = {
  fileSystem: nodeFileSystem,
  scheduler: nodeScheduler,
  schemas: generatedSchemas,
  messages: nodeMessages(path.resolve(import.meta.dirname, '../../l10n')),
  revisions: new GitTexts(),
};

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

export interface CommandLine {
  /** The temporary folder. */
  readonly folder: string;
  write(name: string, text: string): void;
  remove(name: string): void;
  /** `locale`: what the environment says. */
  virtlens(args: readonly string[], standardInput?: string, locale?: string, threads?: CheckThreads): Promise<Ended>;
  git(...args: readonly string[]): string;
  /** Commits everything there is. */
  commit(): void;
}

const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];

export function commandLine(): CommandLine {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'virtlens-cli-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...author, ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    get folder() {
      return folder;
    },
    write(name, text) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    },
    remove: (name) => rmSync(path.join(folder, name), { recursive: true }),
    async virtlens(args, standardInput = '', locale = undefined, threads = undefined) {
      let out = '';
      let error = '';
      const code = await run(
        args,
        '1.2.3',
        {
          folder,
          locale,
          out: (text) => (out += text),
          error: (text) => (error += text),
          readStandardInput: () => Promise.resolve(standardInput),
          progress: () => undefined,
        },
        // What git was asked before counts for one run.
        { ...host, revisions: new GitTexts(), ...(threads && { threads }) },
      );
      return { code, out, error };
    },
    git,
    commit() {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', 'change');
    },
  };
}
