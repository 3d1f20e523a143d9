/** The generated schema files, as the product loads them, and manifests to judge. */
import path from 'node:path';
import { validate } from '../../server/src/core/schemas/validate.ts';
import type { SchemaFault, SchemaKind } from '../../server/src/core/schemas/schema-types.ts';
import type { SchemaStructure } from '../../server/src/core/schemas/structure.ts';
import { nodeSchemas } from '../../server/src/host/node/schema-files.ts';

export const generatedFolder = path.resolve(import.meta.dirname, '../../server/src/core/schemas/generated');

export const schemas = nodeSchemas(generatedFolder, {
  error(message) {
    throw new Error(message);
  },
});

export function structure(): SchemaStructure {
  const loaded = schemas.structure();
  if (!loaded) throw new Error('no structure: run npm run generate');
  return loaded;
}

/** A VM without faults, with a spec of the VMI's own beside its networks. */
export function vmWith(
  vmiSpec: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'vm' },
    spec: {
      runStrategy: 'Always',
      template: { metadata: { labels: { app: 'x' } }, spec: { domain: { devices: {} }, ...vmiSpec } },
    },
    ...rest,
  };
}

export function vmWithInterface(member: unknown): unknown {
  return vmWith({ domain: { devices: { interfaces: [{ name: 'fine' }, member] } } });
}

export function faultsOf(
  object: unknown,
  kind: SchemaKind = 'VirtualMachine',
  release = 'v1.9',
): readonly SchemaFault[] {
  return validate(schemas, { kind, release, object });
}

/** Each fault in a line. */
export function linesOf(object: unknown, kind: SchemaKind = 'VirtualMachine', release = 'v1.9'): readonly string[] {
  return faultsOf(object, kind, release).map(({ fault, field, refusedBy }) => `${fault} ${field} ${refusedBy}`);
}
