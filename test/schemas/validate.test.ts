/** What the schema objects to: kinds of faults, one for each node, in Kubernetes' words, and who refuses. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noSchemas } from '../../server/src/core/ports.ts';
import { validate } from '../../server/src/core/schemas/validate.ts';
import { schemaCauses } from '../../server/src/core/schemas/schema-causes.ts';
import { schemaKinds } from '../../server/src/core/schemas/schema-types.ts';
import { faultsOf, linesOf, schemas, vmWith, vmWithInterface } from './source.ts';

const interfaceField = 'spec.template.spec.domain.devices.interfaces[1]';
const spoken = 'spec.template.spec.domain.devices.interfaces';

describe('a VM', () => {
  it('without faults has none, in every release', () => {
    const object = vmWith({ networks: [{ name: 'a', pod: {} }], nodeSelector: { 'a.b/c': 'd' } });
    for (const release of ['v1.6', 'v1.7', 'v1.8', 'v1.9'])
      expect(linesOf(object, 'VirtualMachine', release)).toEqual([]);
  });

  it.each<[what: string, member: unknown, fault: string, field: string, message: string]>([
    [
      'null for an object',
      { name: 'x', bridge: null },
      'wrong-type',
      '.bridge',
      '.bridge in body must be of type object: "null"',
    ],
    [
      'text for an object',
      { name: 'x', binding: 'macvtap' },
      'wrong-type',
      '.binding',
      '.binding in body must be of type object: "string"',
    ],
    ['a number for a text', { name: 7 }, 'wrong-type', '.name', '.name in body must be of type string: "number"'],
    [
      'a boolean for a text',
      { name: 'x', state: true },
      'wrong-type',
      '.state',
      '.state in body must be of type string: "boolean"',
    ],
    [
      'text for a number',
      { name: 'x', bootOrder: '1' },
      'wrong-type',
      '.bootOrder',
      '.bootOrder in body must be of type integer: "string"',
    ],
    [
      'a fraction',
      { name: 'x', acpiIndex: 1.5 },
      'wrong-type',
      '.acpiIndex',
      '.acpiIndex in body must be of type integer: "number"',
    ],
    [
      'an object for a list',
      { name: 'x', ports: {} },
      'wrong-type',
      '.ports',
      '.ports in body must be of type array: "object"',
    ],
    ['a member that is null', null, 'wrong-type', '', ' in body must be of type object: "null"'],
    ['a list for a member', [], 'wrong-type', '', ' in body must be of type object: "array"'],
    ['an unknown key', { name: 'x', mac: 'y' }, 'unknown-field', '.mac', '.mac in body is a forbidden property'],
    [
      'a key in other letters',
      { name: 'x', macaddress: 'y' },
      'unknown-field',
      '.macaddress',
      '.macaddress in body is a forbidden property',
    ],
    ['a missing key', { bridge: {} }, 'missing-field', '.name', '.name in body is required'],
    [
      'a missing key deeper',
      { name: 'x', ports: [{ name: 'y' }] },
      'missing-field',
      '.ports[0].port',
      '.ports.port in body is required',
    ],
    [
      'a negative unsigned',
      { name: 'x', bootOrder: -1 },
      'out-of-range',
      '.bootOrder',
      '.bootOrder in body should be greater than or equal to 0',
    ],
    [
      'more than 32 bits',
      { name: 'x', ports: [{ port: 2 ** 31 }] },
      'out-of-range',
      '.ports[0].port',
      '.ports.port in body should be less than or equal to 2147483647',
    ],
    [
      'more than 64 bits',
      { name: 'x', acpiIndex: 2n ** 63n },
      'out-of-range',
      '.acpiIndex',
      '.acpiIndex in body should be less than or equal to 9223372036854775807',
    ],
    [
      'more than 64 unsigned bits',
      { name: 'x', bootOrder: 2n ** 64n },
      'out-of-range',
      '.bootOrder',
      '.bootOrder in body should be less than or equal to 18446744073709551615',
    ],
  ])('has one fault for %s', (_, member, fault, field, message) => {
    const faults = faultsOf(vmWithInterface(member));
    expect(faults.map((one) => [one.fault, one.field, one.message])).toEqual([
      [fault, interfaceField + field, spoken + message],
    ]);
  });

  it.each([2 ** 40, 2n ** 62n, 0, 5.0])('takes %s for a Go int', (acpiIndex) => {
    expect(linesOf(vmWithInterface({ name: 'x', acpiIndex }))).toEqual([]);
  });

  it.each([2n ** 63n, 2n ** 64n - 1n])('takes %s for a Go uint', (bootOrder) => {
    expect(linesOf(vmWithInterface({ name: 'x', bootOrder }))).toEqual([]);
  });

  it('has every fault told, once, in the order of writing', () => {
    const object = vmWith({
      networks: [{ multus: 'x' }, null, { name: 'ok', pod: {} }],
      domain: { cpu: { cores: 'two', sockts: 1 }, devices: { interfaces: [{ name: 1, foo: 1 }] } },
      dnsPolicy: 7,
    });
    // `domain` stands before the others in `vmWith`.
    expect(linesOf(object)).toEqual([
      'wrong-type spec.template.spec.domain.cpu.cores api-server',
      'unknown-field spec.template.spec.domain.cpu.sockts kubevirt',
      'wrong-type spec.template.spec.domain.devices.interfaces[0].name api-server',
      'unknown-field spec.template.spec.domain.devices.interfaces[0].foo kubevirt',
      'wrong-type spec.template.spec.networks[0].multus api-server',
      'missing-field spec.template.spec.networks[0].name api-server',
      'wrong-type spec.template.spec.networks[1] api-server',
      'wrong-type spec.template.spec.dnsPolicy api-server',
    ]);
  });

  it('tells of an unknown key what is known there, and which releases have it', () => {
    const [fault] = faultsOf(vmWithInterface({ name: 'x', passtBinding: {} }), 'VirtualMachine', 'v1.7');
    expect(fault).toMatchObject({ fault: 'unknown-field', on: 'key', releases: ['v1.8', 'v1.9'] });
    expect(fault?.known).toContain('passt');
    expect(fault?.known).not.toContain('passtBinding');
    const [never] = faultsOf(vmWithInterface({ name: 'x', nonsense: {} }));
    expect(never?.releases).toEqual([]);
  });

  it('tells what is wanted', () => {
    const [value] = faultsOf(vmWith({ dnsPolicy: 'Cluster' }));
    expect(value).toMatchObject({
      fault: 'unsupported-value',
      message:
        'spec.template.spec.dnsPolicy in body should be one of [ClusterFirst ClusterFirstWithHostNet Default None]',
      expected: { values: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] },
      refusedBy: 'kubevirt',
      on: 'value',
    });
    const [type] = faultsOf(vmWithInterface({ name: 'x', ports: 'http' }));
    expect(type).toMatchObject({ expected: { type: 'list' }, actual: 'string', on: 'value' });
    expect(faultsOf({ kind: 'VirtualMachine' })).toMatchObject([
      { fault: 'missing-field', field: 'spec', path: ['spec'], where: 'spec', on: 'key', expected: { type: 'object' } },
    ]);
  });

  it('leaves to admission what KubeVirt itself checks', () => {
    expect(
      linesOf(vmWithInterface({ name: 'x', model: 'ne3k', state: 'gone', ports: [{ port: 1, protocol: 'tcp' }] })),
    ).toEqual([]);
  });
});

describe('quantities', () => {
  const withMemory = (memory: unknown): unknown =>
    vmWith({ domain: { devices: {}, resources: { requests: { memory } } } });

  it.each([
    '1Gi',
    '1.5Gi',
    '128974848',
    '129e6',
    '129E-6',
    '1E',
    '.5',
    '5.',
    '+1k',
    '-1',
    '100m',
    '3n',
    '7u',
    1,
    0,
    2 ** 53 + 2,
    2n ** 70n,
  ])('take %s', (memory) => expect(linesOf(withMemory(memory))).toEqual([]));

  it.each(['1GiB', '1 Gi', ' 1Gi', '1gi', '', 'Gi', '1K', '1e', '1e1.5', '0x10', '1,5', '{{x}}', 'null'])(
    'refuse %j',
    (memory) =>
      expect(linesOf(withMemory(memory))).toEqual([
        'invalid-quantity spec.template.spec.domain.resources.requests.memory api-server',
      ]),
  );

  it('refuse fractions, as the CRD does and KubeVirt does not', () => {
    const object = withMemory(1.5);
    expect(faultsOf(object)).toMatchObject([
      {
        fault: 'invalid-quantity',
        message: 'spec.template.spec.domain.resources.requests.memory in body must be of type integer,string: "number"',
        actual: 'number',
        byWebhook: false,
      },
    ]);
    expect(schemaCauses(schemas, { kind: 'VirtualMachine', release: 'v1.9', object })).toEqual([]);
  });

  it.each([true, null, [], {}])('have one fault for %j', (memory) => {
    expect(linesOf(withMemory(memory))).toEqual([
      'wrong-type spec.template.spec.domain.resources.requests.memory api-server',
    ]);
  });
});

describe('int-or-string', () => {
  const withPort = (port: unknown): unknown => vmWith({ readinessProbe: { tcpSocket: { port } } });

  it.each([80, 'http', '80'])('takes %j', (port) => expect(linesOf(withPort(port))).toEqual([]));

  it.each([true, null, 1.5, {}])('has one fault for %j', (port) => {
    expect(linesOf(withPort(port))).toEqual(['wrong-type spec.template.spec.readinessProbe.tcpSocket.port api-server']);
  });
});

describe('times', () => {
  const withTime = (deletionTimestamp: unknown): unknown => ({
    ...(vmWith({}) as object),
    metadata: { deletionTimestamp },
  });

  it.each(['2026-01-02T03:04:05Z', '2026-01-02t03:04:05.123+02:00'])('take %s', (text) => {
    expect(linesOf(withTime(text))).toEqual([]);
  });

  it.each(['2026-01-02', '2026-13-02T03:04:05Z', '2026-01-02T24:04:05Z', 'now'])('refuse %s', (text) => {
    expect(linesOf(withTime(text))).toEqual(['invalid-date-time metadata.deletionTimestamp api-server']);
  });
});

describe('validation', () => {
  it('says nothing while the schemas are not at hand', () => {
    const input = { kind: 'VirtualMachine', release: 'v1.9', object: {} } as const;
    expect(validate(schemas, input)).not.toEqual([]);
    expect(validate(noSchemas, input)).toEqual([]);
    expect(validate({ ...noSchemas, validators: (kind) => schemas.validators(kind) }, input)).toEqual([]);
  });

  it('says nothing of a kind in a release that lacks it', () => {
    expect(linesOf({}, 'VirtualMachineTemplate', 'v1.8')).toEqual([]);
    expect(linesOf({}, 'VirtualMachineTemplate', 'v1.9')).toEqual(['missing-field spec api-server']);
  });

  it('neither throws nor says anything twice, whatever the object', () => {
    const keys = fc.constantFrom(
      'spec',
      'metadata',
      'status',
      'template',
      'domain',
      'devices',
      'interfaces',
      'networks',
      'name',
      'a/b~c',
      '__proto__',
      'constructor',
      '',
    );
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 7 },
        fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.bigInt()),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(tree, fc.constantFrom(...schemaKinds), fc.constantFrom('v1.6', 'v1.9'), (object, kind, release) => {
        const faults = validate(schemas, { kind, release, object });
        expect(new Set(faults.map(({ path }) => JSON.stringify(path))).size).toBe(faults.length);
        expect(validate(schemas, { kind, release, object })).toEqual(faults);
      }),
      { numRuns: 500 },
    );
  });
});
