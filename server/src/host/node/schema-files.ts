/**
 * The generated schema files of a folder, behind the core's port: each is loaded once, when it is first asked for. A file
 * that is missing or broken is not asked for again, and nothing is said about its kind.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Log, SchemaSource } from '../../core/ports.ts';

type Loaded = ReturnType<SchemaSource['validators' | 'structure' | 'descriptions']>;

/** `folder` is `dist/schemas`, or where `tools/generate.mjs` writes the same files. */
export function nodeSchemas(folder: string, log?: Pick<Log, 'error'>): SchemaSource {
  const require = createRequire(path.join(folder, 'schemas.cjs'));
  const files = new Map<string, unknown>();
  const once = <T extends Loaded>(name: string, load: (file: string) => unknown): T | undefined => {
    if (!files.has(name)) {
      files.set(name, undefined);
      try {
        files.set(name, load(path.join(folder, name)));
      } catch (fault) {
        log?.error(`schemas: ${name}: ${fault instanceof Error ? fault.message : String(fault)}`);
      }
    }
    return files.get(name) as T | undefined;
  };
  const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
  return {
    validators: (kind) => once(`${kind}.cjs`, (file) => require(file) as unknown),
    structure: () => once('structure.json', readJson),
    descriptions: () => once('docs.json', readJson),
  };
}
