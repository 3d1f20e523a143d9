import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admitCreate, admitUpdate } from '../../../server/src/core/kubevirt/admission/admit.ts';
import { allCauses } from '../../../server/src/core/kubevirt/admission/all-causes.ts';
import type { Cause } from '../../../server/src/core/kubevirt/admission/cause.ts';
import { causeFamilies } from '../../../server/src/core/kubevirt/admission/families.ts';
import { defaultConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import { releases } from '../../../server/src/core/kubevirt/releases/index.ts';
import { causesOf, nics, specWith, vm, vmi } from './objects.ts';

const kinds = [
  'VirtualMachine',
  'VirtualMachineInstance',
  'VirtualMachineInstanceReplicaSet',
  'VirtualMachinePool',
  'Pod',
];

/** Members that the webhooks look at, so that random objects get somewhere. */
const members = [
  ...['spec', 'template', 'metadata', 'labels', 'annotations', 'selector', 'domain', 'devices', 'interfaces'],
  ...['networks', 'name', 'pod', 'multus', 'networkName', 'bridge', 'masquerade', 'sriov', 'binding', 'state', 'ports'],
  ...[
    'disks',
    'volumes',
    'cloudInitNoCloud',
    'userData',
    'cpu',
    'memory',
    'guest',
    'maxGuest',
    'resources',
    'requests',
  ],
  ...['limits', 'firmware', 'bootloader', 'efi', 'launchSecurity', 'sev', 'running', 'runStrategy', 'instancetype'],
  ...['dataVolumeTemplates', 'readinessProbe', 'httpGet', 'dhcpOptions', 'privateOptions', 'option', 'resourceClaim'],
  ...['virtualMachineTemplate', 'dnsConfig', 'nameservers', 'hostname', 'preference', 'bootOrder', 'macAddress'],
];

const anyObject = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(
      '',
      'a',
      'absent',
      '1Gi',
      '-1',
      'None',
      0,
      -1,
      3,
      1.5,
      2n ** 65n,
      true,
      false,
      null,
      {},
      [],
    ),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...members), fc.string()), tie('value'), { maxKeys: 8 }),
  ),
})).value;

/** Random values where the webhooks look. */
const placed = fc
  .record({ own: anyObject, devices: anyObject, interfaces: anyObject, networks: anyObject, domain: anyObject })
  .map(({ own, devices, interfaces, networks, domain }) => {
    const object = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
    const spec = {
      ...object(own),
      networks,
      domain: { ...object(domain), devices: { ...object(devices), interfaces } },
    };
    const template = { metadata: own, spec };
    return {
      metadata: own,
      spec: { ...object(own), ...spec, template, virtualMachineTemplate: { spec: { template } } },
    };
  });

describe('every cause', () => {
  it('of any object is found without a fault, and the same again', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyObject, placed),
        fc.constantFrom(...kinds),
        fc.constantFrom(...releases),
        (object, kind, release) => {
          const input = { object, kind, release, configuration: defaultConfiguration };
          const causes = allCauses(input);
          expect(allCauses(input)).toEqual(causes);
          expect(() => JSON.stringify(causes)).not.toThrow();
          admitCreate({ ...input, schemaCauses: [] });
          admitUpdate({ ...input, old: { ...(object as object), spec: {} }, schemaCauses: [] });
          for (const { at, field, evidence, related = [], family } of causes) {
            expect(causeFamilies).toContain(family);
            expect((at ?? field) === '' && family !== 'discontinued-binding').toBe(false);
            for (const where of [...evidence, ...related.map((other) => other.field)])
              expect(where).toMatch(/^(?:spec|metadata)(?:\.|\[|$)/);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is said once', () => {
    const object = vm(specWith({ domain: { cpu: { sockets: 4, maxSockets: 2 } } }));
    expect(causesOf(object)).toHaveLength(1);
  });

  it('is said of a manifest as it stands, with groups that KubeVirt never comes to', () => {
    const spec = nics([{ name: 'a', slirp: {} }], [{ name: 'a', pod: {} }], { hostname: 'A' });
    expect(causesOf(vm(spec, { runStrategy: 'x' })).map(({ family }) => family)).toEqual([
      'discontinued-binding',
      'invalid-hostname',
      'missing-binding',
      'invalid-run-strategy',
    ]);
  });

  it('points at a real place where KubeVirt’s own field is none', () => {
    const devices = 'spec.domain.devices';
    const at = (object: unknown): string[] => causesOf(object).map((cause: Cause) => cause.at ?? cause.field);
    const spec = nics(
      [
        { name: 'a', masquerade: {}, bootOrder: 0 },
        { name: 'b', masquerade: {}, dhcpOptions: { privateOptions: [{ option: 1 }] } },
      ],
      [
        { name: 'a', pod: {} },
        { name: 'b', pod: {} },
      ],
    );
    expect(at(vmi(spec))).toEqual([
      'spec.networks[1].pod',
      `${devices}.interfaces[1].dhcpOptions.privateOptions[0].option`,
      `${devices}.interfaces[0].bootOrder`,
    ]);
    expect(at(vmi({ domain: { devices: {} }, dnsPolicy: 'None', dnsConfig: {} }))).toEqual([
      'spec.dnsConfig',
      'spec.domain',
    ]);
  });

  it('tells what it follows from', () => {
    const [cause] = causesOf(vmi(nics([{ name: 'a', masquerade: {} }], [{ name: 'a', multus: { networkName: 'x' } }])));
    expect(cause?.evidence).toEqual([
      'spec.domain.devices.interfaces[0].name',
      'spec.domain.devices.interfaces[0].masquerade',
      'spec.networks',
    ]);
    const [gate] = causesOf(vmi(specWith({ devices: { autoattachVSOCK: true } })));
    expect(gate?.gate).toBe('VSOCK');
  });
});
