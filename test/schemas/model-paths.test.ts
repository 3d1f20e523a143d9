/**
 * Every field that the model reads is a field of the API, in each release as the release's facts say: read from objects in
 * which every field of the schema is filled, and by the names that the decoders have.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeConfiguration } from '../../server/src/core/kubevirt/configuration.ts';
import { decodeInterfaceStatuses, decodeVmiSpec } from '../../server/src/core/kubevirt/decode.ts';
import { decodeMachine } from '../../server/src/core/kubevirt/decode-machine.ts';
import { releases } from '../../server/src/core/kubevirt/releases/index.ts';
import { placeAt, step, typeOf, type SchemaPlace } from '../../server/src/core/schemas/structure.ts';
import type { SchemaKind, SchemaPath } from '../../server/src/core/schemas/schema-types.ts';
import { structure } from './source.ts';

const ids = releases.map(({ id }) => id);

/** An object with every field of a place, each with a value of its type. */
function filled(place: SchemaPlace): unknown {
  const { node } = place;
  if (node.properties)
    return Object.fromEntries(
      Object.keys(node.properties).map((key) => {
        const member = step(structure(), place, key);
        return [key, member && filled(member)];
      }),
    );
  switch (typeOf(node)) {
    case 'list': {
      const member = step(structure(), place, 0);
      return [member && filled(member)];
    }
    case 'map': {
      const member = step(structure(), place, 'key');
      return { key: member && filled(member) };
    }
    case 'boolean':
      return true;
    case 'integer':
    case 'number':
      return 7;
    case 'object':
      return {};
    case 'quantity':
      return '1Gi';
    default:
      return 'text';
  }
}

function filledAt(kind: SchemaKind, release: string, path: SchemaPath): unknown {
  const place = placeAt(structure(), kind, release, path);
  if (!place) throw new Error(`no ${path.join('.')}`);
  return filled(place);
}

/** Paths of the leaves of a value, list members as 0. */
function leaves(value: unknown, path: SchemaPath = []): readonly SchemaPath[] {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((member) => leaves(member, [...path, 0]));
  if (typeof value !== 'object' || value === null) return [path];
  // Go's objects have all their members; those that were not there came from no field.
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : leaves(member, [...path, key]),
  );
  return members.length === 0 ? [path] : members;
}

/** One decoder serves several definitions: kinds of disks, kinds of launch security. */
const sharedShapes = [
  'domain.devices.disks.0.cdrom.pciAddress',
  'domain.devices.disks.0.cdrom.reservation',
  'domain.devices.disks.0.disk.reservation',
  'domain.devices.disks.0.lun.pciAddress',
  'domain.launchSecurity.snp.policy',
];

describe('what the model reads', () => {
  it.each(releases.map((release) => [release.id, release] as const))('is in the schema of %s', (id, release) => {
    const full = filledAt('VirtualMachineInstance', id, ['spec']);
    const { spec, problems } = decodeVmiSpec(full, release);
    expect(problems).toEqual([]);
    const read = [
      ...leaves(spec.interfaces, ['domain', 'devices', 'interfaces']),
      ...leaves(spec.networks, ['networks']),
      ...leaves(spec.resourceClaims, ['resourceClaims']),
    ];
    expect(read.length).toBeGreaterThan(25);
    const missing = read.filter((path) => !placeAt(structure(), 'VirtualMachineInstance', id, ['spec', ...path]));
    expect(missing.map((path) => path.join('.'))).toEqual([]);
    // Of what only later releases have, nothing came in.
    expect(read.some((path) => path.includes('portRanges'))).toBe(release.fields.portRanges);
    expect(spec.interfaces[0]).toMatchObject({ name: 'text', binding: { name: 'text' }, ports: [{ port: 7 }] });
  });

  it.each(releases.map((release) => [release.id, release] as const))('of status and configuration is in %s', (id) => {
    const status = decodeInterfaceStatuses(filledAt('VirtualMachineInstance', id, ['status']));
    expect(leaves(status).length).toBeGreaterThan(8);
    for (const path of leaves(status, ['status', 'interfaces']))
      expect(placeAt(structure(), 'VirtualMachineInstance', id, path), path.join('.')).toBeDefined();
    const plugin = decodeConfiguration({
      network: { binding: { key: filledAt('KubeVirt', id, ['spec', 'configuration', 'network', 'binding', 'key']) } },
    }).bindings.get('key');
    expect(leaves(plugin).length).toBeGreaterThan(4);
    for (const path of leaves(plugin, ['spec', 'configuration', 'network', 'binding', 'key']))
      expect(placeAt(structure(), 'KubeVirt', id, path), path.join('.')).toBeDefined();
  });

  it.each(ids)('of the machine is in %s', (id) => {
    const { machine, problems } = decodeMachine(filledAt('VirtualMachineInstance', id, ['spec']));
    expect(problems).toEqual([]);
    const placeOf = (part: SchemaPath) => placeAt(structure(), 'VirtualMachineInstance', id, ['spec', ...part]);
    const missing = leaves(machine).filter((part) => {
      // What a quantity is read to has no fields of its own.
      const isQuantity = part.some((_, length) => {
        const place = placeOf(part.slice(0, length));
        return place !== undefined && typeOf(place.node) === 'quantity';
      });
      return !isQuantity && !placeOf(part);
    });
    expect(leaves(machine).length).toBeGreaterThan(60);
    expect(missing.map((part) => part.join('.')).sort()).toEqual(
      sharedShapes.filter((part) =>
        placeOf(
          part
            .split('.')
            .slice(0, -1)
            .map((key) => (key === '0' ? 0 : key)),
        ),
      ),
    );
  });

  it('by name is a field of some definition, what is optional included', () => {
    const names = new Set(
      Object.values(structure().definitions).flatMap(({ properties }) => Object.keys(properties ?? {})),
    );
    for (const file of ['decode.ts', 'decode-machine.ts', 'configuration.ts']) {
      const text = readFileSync(path.join(import.meta.dirname, '../../server/src/core/kubevirt', file), 'utf8');
      const structs = [...text.matchAll(/go\.struct<[\s\S]*?>\(\{([\s\S]*?)\}\)/g)].map(([, members]) => members ?? '');
      const read = structs.flatMap((members) =>
        [...members.matchAll(/(?:^|[\s,{])(\w+): (?:go\.|empty|optional|named|[a-z]\w*[,\n ])/g)].map(
          ([, name]) => name ?? '',
        ),
      );
      expect(read.length, file).toBeGreaterThan(8);
      expect(
        read.filter((name) => !names.has(name)),
        file,
      ).toEqual([]);
    }
  });
});
