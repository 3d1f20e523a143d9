/** The schemas as they are generated, before any bundle: what the host reads from `dist/schemas` in the product. */
import path from 'node:path';
import { nodeSchemas } from '../../server/src/host/node/schema-files.ts';

export const generatedSchemas = nodeSchemas(
  path.resolve(import.meta.dirname, '../../server/src/core/schemas/generated'),
  console,
);
