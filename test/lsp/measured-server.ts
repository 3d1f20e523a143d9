/** A server on stdio that also tells how much memory it holds, for `measured-server.test.ts`; needs Node's `--expose-gc`. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { englishOnly } from '../../server/src/core/language.ts';
import { nodeScheduler } from '../../server/src/host/node/file-system.ts';
import { startServer } from '../../server/src/lsp/server.ts';
import { memoryFileSystem } from '../support/memory-files.ts';
import { generatedSchemas } from '../support/schemas.ts';

const connection = createConnection(ProposedFeatures.all);
connection.onRequest('test/heap', async () => {
  if (!globalThis.gc) throw new Error('started without --expose-gc');
  // What waits for its turn is done first, and what is only weakly held goes with a second collection.
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    globalThis.gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
});
startServer(
  connection,
  {
    fileSystem: memoryFileSystem(new Map()),
    scheduler: nodeScheduler,
    schemas: generatedSchemas,
    messages: englishOnly,
  },
  '0.0.0',
);
