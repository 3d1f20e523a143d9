/**
 * What KubeVirt's webhook objects to by its schema, for the replay: the one place that knows where the generated
 * validators are. Run `npm run generate` first.
 */
import path from 'node:path';
import { schemaKindOf } from '../../server/src/core/schemas/field-lookup.ts';
import { schemaCauses, type SchemaCause } from '../../server/src/core/schemas/schema-causes.ts';
import type { Release } from '../../server/src/core/kubevirt/releases/index.ts';
import { nodeSchemas } from '../../server/src/host/node/schema-files.ts';
import type { Json } from './case.ts';

// Two folders below the project's root, both here and as a bundle in .cache/run.
const generated = path.resolve(import.meta.dirname, '../../server/src/core/schemas/generated');

export const generatedSchemas = nodeSchemas(generated, {
  error(message) {
    throw new Error(message);
  },
});

export function schemaCausesOf(kind: string, release: Release, manifest: Json | undefined): readonly SchemaCause[] {
  const known = schemaKindOf(kind);
  return known ? schemaCauses(generatedSchemas, { kind: known, release: release.id, object: manifest }) : [];
}

/** `truncated` stands for a list of so many causes and more, of which any may be named. */
const manyCauses = 10;

/** As recorded: no value where nothing is refused. */
export function recordedSchema(causes: readonly SchemaCause[]): Json | undefined {
  if (causes.length === 0) return undefined;
  if (causes.length >= manyCauses) return { allowed: false, causes: [], truncated: true };
  return { allowed: false, causes: causes.map(({ type, message }) => ({ type, message })) };
}

/** The fact of refusal and the fields at fault count, not the wording. */
export function sameSchemaAnswer(expected: Json | undefined, actual: Json | undefined): boolean {
  return JSON.stringify(essence(expected)) === JSON.stringify(essence(actual));
}

function essence(answer: Json | undefined): unknown {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
  const { allowed, causes, truncated = false } = answer;
  const fields = Array.isArray(causes) ? causes.map(fieldNamed) : [];
  return { allowed, truncated, fields: [...new Set(fields)].sort() };
}

/** Such causes have no field; their message begins with it. */
function fieldNamed(cause: Json): string {
  const message = typeof cause === 'object' && cause !== null && !Array.isArray(cause) ? cause['message'] : undefined;
  const text = typeof message === 'string' ? message : JSON.stringify(cause);
  return text.split(' in body ')[0] ?? text;
}
