/** Which fields there are, in which releases, and what is said of them. */
import { describe, expect, it } from 'vitest';
import { newestRelease, releases } from '../../server/src/core/kubevirt/releases/index.ts';
import { noSchemas } from '../../server/src/core/ports.ts';
import { kinds } from '../../server/src/core/resources/kinds.ts';
import { notedFields, notedGates } from '../../server/src/core/schemas/field-notes.ts';
import { schemaKindOf, schemaLookup } from '../../server/src/core/schemas/field-lookup.ts';
import { documentedFields, networkFieldDoc } from '../../server/src/core/schemas/network-field-docs.ts';
import { placeAt } from '../../server/src/core/schemas/structure.ts';
import type { SchemaKind, SchemaPath } from '../../server/src/core/schemas/schema-types.ts';
import { schemas, structure } from './source.ts';

const ids = releases.map(({ id }) => id);
const newest = schemaLookup(schemas, 'v1.9');
const vmiSpec = ['spec', 'template', 'spec'];
const interfacePath = [...vmiSpec, 'domain', 'devices', 'interfaces', 0];
const networkPath = [...vmiSpec, 'networks', 0];

describe('the schema of a kind', () => {
  it('is there for every kind that VirtLens reads, but those that are not KubeVirt’s', () => {
    const without = kinds.filter(({ kind }) => !schemaKindOf(kind));
    expect(
      without.filter(({ group }) => /(?:^|\.)kubevirt\.io$|^k8s\.cni/.test(group)).map(({ kind }) => kind),
    ).toEqual(['HyperConverged', 'DataVolume']);
  });

  it('is the same for every API version of the kind', () => {
    for (const id of ids)
      expect(placeAt(structure(), 'VirtualMachinePool', id, ['spec', 'virtualMachineTemplate'])).toBeDefined();
  });
});

describe('fields by release', () => {
  const from = (first: string): readonly string[] => ids.slice(ids.indexOf(first));

  it.each<[field: SchemaPath, releases: readonly string[], kind?: SchemaKind]>([
    [[...interfacePath, 'state'], ids],
    [[...interfacePath, 'slirp'], ids],
    [[...interfacePath, 'macvtap'], ids],
    [[...interfacePath, 'passt'], ids],
    [[...interfacePath, 'passtBinding'], from('v1.8')],
    [[...interfacePath, 'portRanges'], from('v1.9')],
    [[...interfacePath, 'portRanges', 0, 'start'], from('v1.9')],
    [[...networkPath, 'resourceClaim'], from('v1.9')],
    [[...networkPath, 'resourceClaim', 'claimName'], from('v1.9')],
    [[...vmiSpec, 'resourceClaims'], ids],
    [[...vmiSpec, 'utilityVolumes'], from('v1.8')],
    [['status', 'interfaces', 0, 'linkState'], ids, 'VirtualMachineInstance'],
    [['spec', 'configuration', 'developerConfiguration', 'disabledFeatureGates'], from('v1.8'), 'KubeVirt'],
    [['spec', 'virtualMachine'], from('v1.9'), 'VirtualMachineTemplate'],
    [['spec', 'config'], ids, 'NetworkAttachmentDefinition'],
  ])('%j is known in %j', (path, expected, kind = 'VirtualMachine') => {
    for (const id of ids) expect(schemaLookup(schemas, id).field(kind, path)?.releases).toEqual(expected);
  });

  it('agree with the facts of the releases', () => {
    for (const { id, fields } of releases) {
      const has = (path: SchemaPath): boolean => placeAt(structure(), 'VirtualMachine', id, path) !== undefined;
      expect(has([...interfacePath, 'passtBinding'])).toBe(fields.passtBinding);
      expect(has([...interfacePath, 'portRanges'])).toBe(fields.portRanges);
      expect(has([...networkPath, 'resourceClaim'])).toBe(fields.resourceClaim);
    }
  });
});

describe('a field', () => {
  it('is told with type, values, default, gate and why not to use it', () => {
    expect(newest.field('VirtualMachine', [...interfacePath, 'model'])).toMatchObject({
      type: 'string',
      enum: expect.arrayContaining(['virtio', 'e1000e']) as unknown,
      default: 'virtio',
    });
    expect(newest.field('VirtualMachine', [...interfacePath, 'passtBinding'])?.gate).toBe('PasstBinding');
    expect(newest.field('VirtualMachine', [...interfacePath, 'slirp'])?.deprecated).toContain('v1.3');
    expect(newest.field('VirtualMachine', ['spec', 'running'])?.deprecated).toContain('runStrategy');
    expect(newest.field('VirtualMachine', [...vmiSpec, 'dnsPolicy'])?.enum).toContain('ClusterFirst');
  });

  it.each<[SchemaKind, SchemaPath, string, string | undefined]>([
    ['VirtualMachine', interfacePath.slice(0, -1), 'list', 'object'],
    ['VirtualMachine', interfacePath, 'object', undefined],
    ['VirtualMachine', [...vmiSpec, 'nodeSelector'], 'map', 'string'],
    ['VirtualMachine', [...vmiSpec, 'nodeSelector', 'a.b/c'], 'string', undefined],
    ['VirtualMachine', [...vmiSpec, 'domain', 'resources', 'requests'], 'map', 'quantity'],
    ['VirtualMachine', [...vmiSpec, 'domain', 'memory', 'guest'], 'quantity', undefined],
    ['VirtualMachine', [...vmiSpec, 'readinessProbe', 'tcpSocket', 'port'], 'int-or-string', undefined],
    ['VirtualMachine', [...vmiSpec, 'domain', 'cpu', 'cores'], 'integer', undefined],
    ['VirtualMachine', ['metadata', 'creationTimestamp'], 'string', undefined],
    ['KubeVirt', ['spec', 'configuration', 'network', 'binding'], 'map', 'object'],
    ['KubeVirt', ['spec', 'configuration', 'network', 'binding', 'any', 'migration', 'method'], 'string', undefined],
    ['KubeVirt', ['spec', 'workloadUpdateStrategy', 'workloadUpdateMethods'], 'list', 'string'],
    ['NetworkAttachmentDefinition', ['spec', 'config'], 'string', undefined],
  ])('%s %j is a %s', (kind, path, type, items) => {
    expect(newest.field(kind, path)).toMatchObject({ type, ...(items && { items }) });
  });

  it('has the values of a list at its members', () => {
    const path = ['spec', 'workloadUpdateStrategy', 'workloadUpdateMethods'];
    expect(newest.field('KubeVirt', path)?.enum).toBeUndefined();
    expect(newest.field('KubeVirt', [...path, 0])?.enum).toEqual(['LiveMigrate', 'Evict']);
  });

  it('that no release has is undefined', () => {
    for (const path of [
      ['spec', 'foo'],
      ['constructor'],
      ['spec', '__proto__'],
      ['spec', 0],
      [0],
      ['metadata', 'name', 'x'],
    ])
      expect(newest.field('VirtualMachine', path)).toBeUndefined();
  });

  it('is not known while the structure is not at hand', () => {
    expect(schemaLookup(noSchemas, 'v1.9').field('VirtualMachine', ['spec'])).toBeUndefined();
    expect(schemaLookup(noSchemas, 'v1.9').children('VirtualMachine', ['spec'])).toEqual([]);
  });
});

describe('children', () => {
  it('are those of the object, of other releases too, sorted, with the required ones marked', () => {
    const older = schemaLookup(schemas, 'v1.7').children('VirtualMachine', interfacePath);
    const keys = older.map(({ key }) => key);
    expect(keys).toEqual([...keys].sort());
    expect(older.filter(({ required }) => required).map(({ key }) => key)).toEqual(['name']);
    expect(older.find(({ key }) => key === 'portRanges')?.schema.releases).toEqual(['v1.9']);
    expect(older.find(({ key }) => key === 'bridge')?.schema.releases).toEqual(ids);
  });

  it('are none for lists, maps and what has any content', () => {
    for (const path of [
      interfacePath.slice(0, -1),
      [...vmiSpec, 'nodeSelector'],
      [...interfacePath, 'name'],
      ['spec', 'foo'],
    ])
      expect(newest.children('VirtualMachine', path)).toEqual([]);
    expect(newest.children('VirtualMachineTemplate', ['spec', 'virtualMachine'])).toEqual([]);
  });

  it('of an object without keys are none, and it is an object', () => {
    expect(newest.field('VirtualMachine', [...interfacePath, 'bridge'])?.type).toBe('object');
    expect(newest.children('VirtualMachine', [...interfacePath, 'bridge'])).toEqual([]);
  });
});

describe('texts', () => {
  const definitions = Object.entries(structure().definitions).map(
    ([name, node]) => [name.replace(/~\d+$/, ''), node] as const,
  );
  const propertiesOf = (definition: string): readonly string[] => [
    ...new Set(definitions.flatMap(([name, node]) => (name === definition ? Object.keys(node.properties ?? {}) : []))),
  ];
  const networking = [
    'v1.Interface',
    'v1.Network',
    'v1.PodNetwork',
    'v1.MultusNetwork',
    'v1.ClaimRequest',
    'v1.PluginBinding',
    'v1.Port',
    'v1.PortRange',
    'v1.DHCPOptions',
    'v1.DHCPPrivateOptions',
    'v1.NetworkConfiguration',
    'v1.InterfaceBindingPlugin',
    'v1.InterfaceBindingMigration',
    'v1.VirtualMachineInstanceNetworkInterface',
  ];

  it.each(networking.filter((name) => name !== 'v1.ClaimRequest' || propertiesOf(name).length > 0))(
    'of our own are there for every field of %s',
    (definition) => {
      const properties = propertiesOf(definition);
      expect(properties.length).toBeGreaterThan(0);
      for (const property of properties) expect(networkFieldDoc(definition, property), property).toMatch(/\.$/);
    },
  );

  it('and notes are about fields that there are', () => {
    const known = new Set(
      definitions.flatMap(([name, node]) =>
        Object.keys(node.properties ?? {}).map((property) => `${name}.${property}`),
      ),
    );
    known.add('NetworkAttachmentDefinition.spec.config');
    expect([...documentedFields, ...notedFields].filter((field) => !known.has(field))).toEqual([]);
  });

  it('name gates that the newest release has', () => {
    expect(notedGates.filter((gate) => newestRelease.gates[gate] === undefined)).toEqual([]);
  });

  it('of our own stand before the published ones', () => {
    expect(newest.field('VirtualMachine', [...interfacePath, 'pciAddress'])?.description).toContain('0000:81:01.0');
    expect(newest.field('NetworkAttachmentDefinition', ['spec', 'config'])?.description).toContain('CNI');
    expect(newest.field('VirtualMachine', [...vmiSpec, 'terminationGracePeriodSeconds'])?.description).toMatch(
      /Grace period/,
    );
    expect(newest.field('VirtualMachine', [...vmiSpec, 'affinity', 'nodeAffinity'])?.description).toBeTruthy();
  });

  it('are there for most fields of a VM', () => {
    const bare: string[] = [];
    let all = 0;
    const visit = (path: SchemaPath, depth: number): void => {
      for (const { key, schema } of newest.children('VirtualMachine', path)) {
        all++;
        if (schema.description === undefined) bare.push([...path, key].join('.'));
        if (depth < 9) visit(schema.items === 'object' ? [...path, key, 0] : [...path, key], depth + 1);
      }
    };
    visit([], 0);
    expect(all).toBeGreaterThan(800);
    expect(bare.length / all).toBeLessThan(0.15);
  });
});
