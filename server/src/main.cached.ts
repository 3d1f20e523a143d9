/**
 * Entry of the language server for a client that has a folder for its cache: starts the program beside it as fast as it
 * can be. The folder comes in the environment (`VIRTLENS_CODE_CACHE`); without one the program is started as it is.
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { runCached } from './host/node/code-cache.ts';

const program = fileURLToPath(new URL('server.cjs', import.meta.url));
const folder = process.env['VIRTLENS_CODE_CACHE'];
if (folder === undefined || folder === '') createRequire(import.meta.url)(program);
else {
  const run = runCached(program, folder);
  process.on('exit', () => run.keep());
}
