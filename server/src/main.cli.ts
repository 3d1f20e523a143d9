/** Entry of the command line. */
import manifest from '../../package.json' with { type: 'json' };
import { fileURLToPath } from 'node:url';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { localeOf } from './core/language.ts';
import { checkPart, type CheckTask, type RunHost } from './cli/check-parts.ts';
import { run } from './cli/run.ts';
import type { Terminal } from './cli/terminal.ts';
import { nodeFileSystem, nodeScheduler } from './host/node/file-system.ts';
import { GitTexts } from './host/node/git-texts.ts';
import { nodeMessages } from './host/node/message-files.ts';
import { nodeSchemas } from './host/node/schema-files.ts';
import { inThreads, threadCount } from './host/node/threads.ts';

/** A run shorter than this shows no progress, in milliseconds. */
const progressAfter = 500;
const started = Date.now();
let lastShown = 0;

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  // A reader such as `head` that closes the pipe has seen enough.
  if (fault.code === 'EPIPE') process.exit(0);
  throw fault;
});

const host: RunHost = {
  fileSystem: nodeFileSystem,
  scheduler: nodeScheduler,
  revisions: new GitTexts(),
  messages: nodeMessages(fileURLToPath(new URL('../l10n', import.meta.url))),
  schemas: nodeSchemas(fileURLToPath(new URL('schemas', import.meta.url))),
  threads: {
    count: threadCount(),
    leastText: 1_500_000,
    run: (tasks) => inThreads(fileURLToPath(import.meta.url), tasks),
  },
};

const terminal: Terminal = {
  folder: process.cwd(),
  locale: localeOf(process.env),
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  readStandardInput,
  progress: (text) => {
    if (!process.stderr.isTTY) return;
    const now = Date.now();
    if (text === undefined ? lastShown === 0 : now - started < progressAfter || now - lastShown < 100) return;
    lastShown = now;
    process.stderr.write(`\r\u001b[K${text ?? ''}`);
  },
};

/** A thread that was started for a part of the work; its faults are the main thread's. */
async function answerPart(port: MessagePort): Promise<void> {
  port.postMessage(await checkPart(workerData as CheckTask, host));
}

if (parentPort) void answerPart(parentPort);
else
  run(process.argv.slice(2), manifest.version, terminal, host).then(
    (code) => {
      process.exitCode = code;
    },
    (fault: unknown) => {
      process.stderr.write(`virtlens: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
      process.exitCode = 3;
    },
  );
