/** Entry of the command line. */
import manifest from '../../package.json' with { type: 'json' };
import { fileURLToPath } from 'node:url';
import { localeOf } from './core/language.ts';
import { run } from './cli/run.ts';
import { nodeFileSystem, nodeScheduler } from './host/node/file-system.ts';
import { GitTexts } from './host/node/git-texts.ts';
import { nodeMessages } from './host/node/message-files.ts';
import { nodeSchemas } from './host/node/schema-files.ts';

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

run(
  process.argv.slice(2),
  manifest.version,
  {
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
  },
  {
    fileSystem: nodeFileSystem,
    scheduler: nodeScheduler,
    revisions: new GitTexts(),
    messages: nodeMessages(fileURLToPath(new URL('../l10n', import.meta.url))),
    schemas: nodeSchemas(fileURLToPath(new URL('schemas', import.meta.url))),
  },
).then(
  (code) => {
    process.exitCode = code;
  },
  (fault: unknown) => {
    process.stderr.write(`virtlens: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
    process.exitCode = 3;
  },
);
