import { describe, expect, it } from 'vitest';
import { admitCreate, admitUpdate, startRefusal } from '../../../server/src/core/kubevirt/admission/admit.ts';
import {
  type Surrounding,
  causesOf,
  gates,
  inputOf,
  linesOf,
  nics,
  pool,
  replicaSet,
  specWith,
  vm,
  vmi,
} from './objects.ts';

const create = (object: unknown, surrounding: Surrounding = {}, schemaCauses: readonly string[] = []): unknown =>
  admitCreate({
    ...inputOf(object, surrounding),
    schemaCauses: schemaCauses.map((message) => ({ type: '', message, field: '' })),
  });
const update = (object: unknown, old: unknown, surrounding: Surrounding = {}): unknown =>
  admitUpdate({ ...inputOf(object, surrounding), old, schemaCauses: [] });

const slirp = nics([{ name: 'a', slirp: {} }], [{ name: 'a', pod: {} }], { hostname: 'A' });
const noNad = nics([{ name: 'a', bridge: {} }], [{ name: 'a', multus: { networkName: '' } }]);

describe('creation', () => {
  it('stops at the schema, in the mutating webhook where there is one', () => {
    const causes = [{ type: '', message: 'spec.x in body is a forbidden property', field: '' }];
    const said = ['spec.x in body is a forbidden property'];
    expect(create(vm(slirp), {}, said)).toEqual({ mutate: { allowed: false, causes } });
    expect(create(vmi(slirp), {}, said)).toEqual({ mutate: { allowed: false, causes } });
    expect(create(replicaSet(slirp), {}, said)).toEqual({ allowed: false, causes });
  });

  it('stops where Go cannot decode', () => {
    const spec = nics([{ name: 'a', bridge: {}, bootOrder: -1 }], []);
    expect(create(vmi(spec))).toEqual({
      mutate: {
        allowed: false,
        message:
          'json: cannot unmarshal value into Go struct field VirtualMachineInstance.spec.domain.devices.interfaces.bootOrder of type int',
      },
    });
  });

  it('of a VM stops at discontinued bindings; of a VMI it says all', () => {
    expect(create(vm(slirp))).toMatchObject({
      allowed: false,
      causes: [{ field: 'spec.domain.devices.interfaces[0].slirp' }],
    });
    expect(create(vmi(slirp))).toMatchObject({
      causes: [
        { field: 'spec.domain.devices.interfaces[0].slirp' },
        { field: 'spec.domain.devices.interfaces[0]' },
        { field: 'spec.hostname' },
        { field: 'spec.domain.devices.interfaces[0]' },
      ],
    });
  });

  it('of a VM stops at listed gates of discontinued bindings', () => {
    const spec = nics([{ name: 'a', macvtap: {} }], [{ name: 'a', multus: { networkName: 'x' } }], { hostname: 'A' });
    expect(create(vm(spec), { release: 'v1.7', ...gates('Macvtap') })).toMatchObject({
      causes: [{ type: 'FieldValueNotSupported', field: '' }],
    });
    expect(causesOf(vm(spec), { release: 'v1.7', ...gates('Macvtap') })).toHaveLength(2);
  });

  it('of a VM without the default NIC is a text, of a VMI the mutating webhook’s', () => {
    const kubevirt = { network: { permitBridgeInterfaceOnPodNetwork: false } };
    const message = 'bridge interface is not enabled in kubevirt-config';
    expect(create(vm(specWith({})), { kubevirt })).toEqual({ allowed: false, message });
    expect(create(vmi(specWith({})), { kubevirt })).toEqual({ mutate: { allowed: false, message } });
    expect(startRefusal(vm(specWith({})), inputOf(vm({}), { kubevirt }))).toEqual({ error: message });
  });

  it('warns of `running`', () => {
    expect(create(vm(specWith({}), { runStrategy: undefined, running: true }))).toEqual({
      allowed: true,
      warnings: ['spec.running is deprecated, please use spec.runStrategy instead.'],
    });
  });

  it('lets a VM through that is being deleted', () => {
    const object = vm(slirp) as { metadata: object };
    expect(create({ ...object, metadata: { ...object.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } })).toEqual({
      allowed: true,
    });
  });

  it('looks at data volumes in other namespaces last', () => {
    const dataVolumeTemplates = [
      { metadata: { name: 'd', namespace: 'other' }, spec: { storage: {}, source: { blank: {} } } },
    ];
    const spec = specWith({ volumes: [{ name: 'd', dataVolume: { name: 'd' } }] });
    expect(create(vm(spec, { dataVolumeTemplates }))).toMatchObject({
      causes: [{ message: 'Embedded DataVolume namespace other differs from VM namespace default' }],
    });
    expect(create(vm(spec, { dataVolumeTemplates, runStrategy: 'x' }))).toMatchObject({
      causes: [{ message: 'Invalid RunStrategy (x)' }],
    });
  });

  it('names ten causes at most', () => {
    const interfaces = Array.from({ length: 12 }, (_, index) => ({ name: `n${index}`, bridge: {}, model: 'x' }));
    const networks = interfaces.map(({ name }) => ({ name, multus: { networkName: name } }));
    const answer = create(vm(nics(interfaces, networks))) as { causes: readonly unknown[] };
    expect(answer.causes).toHaveLength(10);
    expect(causesOf(vm(nics(interfaces, networks)))).toHaveLength(12);
  });

  it('of what KubeVirt does not judge is allowed', () => {
    expect(create({ kind: 'Pod', spec: slirp })).toEqual({ allowed: true });
    expect(causesOf({ kind: 'Pod', spec: slirp })).toEqual([]);
  });
});

describe('replica sets and pools', () => {
  it('get no defaults', () => {
    const spec = specWith({ readinessProbe: { tcpSocket: { port: 1 } } });
    expect(linesOf(vm(spec))).toEqual([]);
    for (const [object, base] of [
      [replicaSet(spec), 'spec.template.spec'],
      [pool(spec), 'spec.virtualMachineTemplate.spec.template.spec'],
    ] as const)
      expect(linesOf(object).map(([, , field]) => field)).toEqual([`${base}.readinessProbe.tcpSocket`]);
  });

  it('are not asked about discontinued bindings', () => {
    const spec = nics([{ name: 'a', slirp: {} }], [{ name: 'a', pod: {} }]);
    const surrounding = { release: 'v1.8' };
    expect(create(vm(spec), surrounding)).toMatchObject({ allowed: false });
    for (const object of [replicaSet(spec), pool(spec)]) {
      expect(create(object, surrounding)).toEqual({ allowed: true });
      expect(linesOf(object, surrounding)).toEqual([]);
    }
  });

  it('judge the template where it stands', () => {
    expect(linesOf(replicaSet(noNad)).map(([, , field]) => field)).toEqual(['spec.template.spec.networks[0]']);
    expect(linesOf(pool(noNad)).map(([, , field]) => field)).toEqual([
      'spec.virtualMachineTemplate.spec.template.spec.networks[0]',
    ]);
  });

  it.each<[unknown, string[]]>([
    [{ matchLabels: { app: 'a' } }, []],
    [{}, []],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] }, []],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, []],
    [{ matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['a'] }] }, []],
    [{ matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] }, []],
    [{ matchLabels: { app: 'b' } }, ['selector does not match labels.']],
    [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, ['selector does not match labels.']],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] }, ['selector does not match labels.']],
    [null, ['selector does not match labels.']],
    [{ matchExpressions: [{ key: 'app', operator: 'Is' }] }, ['"Is" is not a valid label selector operator']],
  ])('S32: choose their own by %j', (selector, messages) => {
    const spec = specWith({});
    for (const object of [replicaSet(spec, selector), pool(spec, selector)])
      expect(linesOf(object).map(([, message, field, family]) => [message, field, family])).toEqual(
        messages.map((message) => [message, 'spec.selector', 'selector-mismatch']),
      );
  });
});

describe('a change', () => {
  it('of a VM is judged like its creation, but for discontinued bindings', () => {
    expect(update(vm(slirp), vm(slirp), { release: 'v1.8' })).toMatchObject({
      causes: [{ field: 'spec.template.spec.hostname' }],
    });
    expect(update(vm(noNad), vm(specWith({})))).toMatchObject({
      causes: [{ field: 'spec.template.spec.networks[0]' }],
    });
    expect(update(vm(specWith({})), vm(noNad))).toEqual({ allowed: true });
  });

  const running = nics(
    [
      { name: 'a', masquerade: {} },
      { name: 'b', bridge: {} },
    ],
    [
      { name: 'a', pod: {} },
      { name: 'b', multus: { networkName: 'x' } },
    ],
  );
  const restricted = 'update of VMI object is restricted';
  const edited = (spec: object): unknown => vmi({ ...running, ...spec });

  it.each<[string, unknown]>([
    ['nothing', vmi(running)],
    ['a label', vmi(running, { labels: { a: 'b' } })],
    ['an empty list', edited({ volumes: [] })],
    [
      'a quantity by its spelling alone',
      edited({
        domain: { memory: { guest: '1024Mi' }, devices: { ...(running['domain'] as { devices: object }).devices } },
      }),
    ],
  ])('of %s is let through on a VMI', (_, object) => {
    expect(update(object, vmi(running))).toEqual({ allowed: true });
  });

  it.each<[string, object]>([
    [
      'a network',
      {
        networks: [
          { name: 'a', pod: {} },
          { name: 'b', multus: { networkName: 'y' } },
        ],
      },
    ],
    [
      'the order of networks',
      {
        networks: [
          { name: 'b', multus: { networkName: 'x' } },
          { name: 'a', pod: {} },
        ],
      },
    ],
    ['a probe', { readinessProbe: { tcpSocket: { port: 80 } } }],
    ['a node selector', { nodeSelector: { a: 'b' } }],
    ['a field that nobody here reads', { terminationGracePeriodSeconds: 5 }],
  ])('of %s is refused on a VMI', (_, spec) => {
    expect(update(edited(spec), vmi(running))).toEqual({
      allowed: false,
      causes: [{ type: 'FieldValueNotSupported', message: restricted, field: '' }],
    });
  });

  it('of a port that a probe asks is refused on a VMI', () => {
    const probe = (port: number): object => ({ readinessProbe: { tcpSocket: { port } } });
    expect(update(edited(probe(80)), edited(probe(80)))).toEqual({ allowed: true });
    expect(update(edited(probe(81)), edited(probe(80)))).toMatchObject({ allowed: false });
  });

  it('of a reserved label is refused on a VMI', () => {
    const message = 'modification of the following reserved kubevirt.io/ labels on a VMI object is prohibited';
    const labelled = (value: string): unknown => vmi(running, { labels: { 'kubevirt.io/nodeName': value } });
    for (const old of [labelled('b'), vmi(running)])
      expect(update(labelled('a'), old)).toMatchObject({ allowed: false, causes: [{ message }] });
    expect(update(labelled('a'), labelled('a'))).toEqual({ allowed: true });
  });
});

describe('instancetypes and preferences', () => {
  const bare = nics(
    [{ name: 'a' }, { name: 'b' }],
    [
      { name: 'a', pod: {} },
      { name: 'b', multus: { networkName: 'x' } },
    ],
  );
  const preferring = (spec: Readonly<Record<string, unknown>>): unknown => vm(spec, { preference: { name: 'p' } });
  const sized = (domain: Readonly<Record<string, unknown>>): unknown =>
    vm({ domain: { devices: {}, ...domain } }, { instancetype: { name: 'i' } });

  it('a preference gives a Pod NIC masquerade, and a model that KubeVirt then refuses', () => {
    const preference = { devices: { preferredInterfaceMasquerade: {}, preferredInterfaceModel: 'vmxnet' } };
    expect(linesOf(preferring(bare), { preference }).map(([, , , family]) => family)).toEqual([
      'missing-binding',
      'unsupported-interface-model',
      'unsupported-interface-model',
    ]);
    expect(linesOf(preferring(bare), { preference })[0]?.[2]).toBe('spec.template.spec.domain.devices.interfaces[1]');
    expect(causesOf(vm(bare), { preference })).toHaveLength(2);
  });

  it('a preference that is not seen may give masquerade to a Pod NIC, and to no other', () => {
    expect(causesOf(preferring(bare)).map(({ family, unlessFrom }) => [family, unlessFrom])).toEqual([
      ['missing-binding', 'preference'],
      ['missing-binding', undefined],
    ]);
    expect(causesOf(preferring(bare), { preference: {} }).map(({ unlessFrom }) => unlessFrom)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('S31: fields that every instancetype sets', () => {
    const object = sized({
      cpu: { cores: 1, sockets: 1, threads: 1, model: 'x' },
      memory: { guest: '1Gi' },
      resources: { requests: { cpu: 1, memory: '1Gi' }, limits: { cpu: 1 } },
    });
    const fields = ['resources.requests.cpu', 'resources.limits.cpu', 'cpu.sockets', 'cpu.cores', 'cpu.threads'];
    const all = [...fields, 'memory.guest'].map((field) => `spec.template.spec.domain.${field}`);
    const instancetype = { cpu: { guest: 2 }, memory: { guest: '2Gi' } };
    const found = causesOf(object, { instancetype });
    expect(found.map(({ field }) => field)).toEqual(all);
    expect(found.map(({ message }) => message)).toEqual(
      all.map((field) => `VM field(s) ${field} conflicts with selected instance type`),
    );
    expect(create(object, { instancetype })).toMatchObject({ allowed: false, causes: all.map((field) => ({ field })) });
  });

  it('S31: fields that clash with what the instancetype at hand sets', () => {
    const object = sized({ cpu: { model: 'x' }, memory: { maxGuest: '4Gi' } });
    expect(
      causesOf(object, {
        instancetype: { cpu: { guest: 1, model: 'y' }, memory: { guest: '1Gi', maxGuest: '2Gi' } },
      }).map(({ field }) => field),
    ).toEqual(['spec.template.spec.domain.cpu.model', 'spec.template.spec.domain.memory.maxGuest']);
  });

  it('S31: an instancetype that is not seen is taken as not there', () => {
    const object = sized({ memory: { guest: '1Gi' } });
    expect(create(object)).toEqual({ allowed: true });
    expect(causesOf(object).map(({ unlessFrom }) => unlessFrom)).toEqual(['instancetype']);
  });

  it('an instancetype gives the guest its memory', () => {
    const object = sized({ memory: { maxGuest: '4Gi' } });
    expect(causesOf(object).map(({ family, unlessFrom }) => [family, unlessFrom])).toEqual([
      ['invalid-memory-hotplug', 'instancetype'],
    ]);
    expect(causesOf(object, { instancetype: { cpu: { guest: 1 }, memory: { guest: '2Gi' } } })).toEqual([]);
  });
});
