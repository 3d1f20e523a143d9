/** The committed schemas: each is JSON Schema that compiles, and says what the compiled modules say. */
import Ajv from 'ajv';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { releases } from '../../server/src/core/kubevirt/releases/index.ts';
import { schemaKinds, type SchemaKind } from '../../server/src/core/schemas/schema-types.ts';
import { linesOf, schemas, structure, vmWith } from './source.ts';

const folder = path.resolve(import.meta.dirname, '../../schemas');
const readSchema = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Record<string, unknown>;

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.json') && !file.startsWith('virtlens'));

/** All committed schemas under the addresses that their references use. */
function compiler(): Ajv {
  const ajv = new Ajv({ strict: false, formats: { quantity: true, 'date-time': true } });
  for (const file of files) ajv.addSchema({ ...readSchema(file), $id: `https://schemas.example/${file}` });
  return ajv;
}

describe('the committed schemas', () => {
  const ajv = compiler();

  it.each(files.filter((file) => !file.endsWith('definitions.json')))('%s compiles and judges', (file) => {
    const judge = ajv.getSchema(`https://schemas.example/${file}`);
    expect(judge?.({ spec: 7, items: 7, objects: 7 })).toBe(false);
  });

  it.each(releases.map(({ id }) => id))(
    'of %s have no reference that leads nowhere, and compile as a whole',
    (release) => {
      const definitions = readSchema(`kubevirt/${release}/definitions.json`)['definitions'] as Record<string, unknown>;
      for (const name of Object.keys(definitions))
        expect(
          ajv.getSchema(`https://schemas.example/kubevirt/${release}/definitions.json#/definitions/${name}`),
          name,
        ).toBeDefined();
    },
  );

  it('forbid unknown keys below the spec, and none in what only a status has', () => {
    const definitions = readSchema('kubevirt/v1.9/definitions.json')['definitions'] as Record<
      string,
      { additionalProperties?: unknown }
    >;
    expect(definitions['v1.Interface']?.additionalProperties).toBe(false);
    expect(definitions['v1.InterfaceBridge']?.additionalProperties).toBe(false);
    expect(definitions['v1.VirtualMachineInstanceNetworkInterface']?.additionalProperties).toBeUndefined();
  });
});

describe('the compiled modules', () => {
  it('are there for every kind, and for every release that has it', () => {
    for (const kind of schemaKinds) {
      const expected = Object.keys(structure().kinds[kind] ?? {}).map((release) => release.replace('.', '_'));
      expect(Object.keys(schemas.validators(kind) ?? {}).sort(), kind).toEqual(expected.sort());
      if (kind !== 'VirtualMachineTemplate') expect(expected).toHaveLength(releases.length);
    }
  });

  it('hold nothing that has to be loaded or compiled', () => {
    for (const kind of schemaKinds) {
      const text = readFileSync(path.resolve(folder, '../server/src/core/schemas/generated', `${kind}.cjs`), 'utf8');
      expect(text).not.toMatch(/\brequire\(|new Function|\beval\(|schemaPath/);
    }
  });

  it.each<[SchemaKind, unknown]>([
    ['VirtualMachine', vmWith({ networks: [{ name: 'a', multus: { networkName: 'x' } }] })],
    ['VirtualMachine', vmWith({ networks: [{ name: 'a', multus: {} }] })],
    ['VirtualMachine', vmWith({ nets: [] })],
    ['VirtualMachineInstance', { spec: {} }],
    ['KubeVirt', { spec: { configuration: { network: { binding: { x: {} } } } } }],
  ])('agree with the committed schema of %s on %j', (kind, object) => {
    for (const { id } of releases) {
      const judge = compilerOnce().getSchema(`https://schemas.example/kubevirt/${id}/${kind}.json`);
      expect(judge?.(object)).toBe(linesOf(object, kind, id).length === 0);
    }
  });
});

let made: Ajv | undefined;
function compilerOnce(): Ajv {
  return (made ??= compiler());
}
