/** Who refuses what the schema objects to: the API server, KubeVirt's webhook, a strict client alone, or nobody. */
import { describe, expect, it } from 'vitest';
import { schemaCauses } from '../../server/src/core/schemas/schema-causes.ts';
import type { SchemaKind } from '../../server/src/core/schemas/schema-types.ts';
import { faultsOf, linesOf, schemas, vmWith, vmWithInterface } from './source.ts';

describe('who refuses', () => {
  it('is nobody for what is overwritten, and for metadata that is left out as null', () => {
    const object = vmWith(
      {},
      { metadata: { name: 'x', labels: null, creationTimestamp: null }, status: { ready: 'yes', foo: 1 } },
    );
    expect(linesOf(object)).toEqual(['wrong-type status.ready nobody']);
  });

  it('is the API server for types of metadata, a strict client for its unknown keys', () => {
    const object = vmWith({}, { metadata: { labels: { a: 1 }, lables: {} } });
    expect(linesOf(object)).toEqual([
      'wrong-type metadata.labels.a api-server',
      'unknown-field metadata.lables strict-client',
    ]);
    expect(schemaCauses(schemas, { kind: 'VirtualMachine', release: 'v1.9', object })).toEqual([]);
  });

  it('is the webhook for the metadata of a template', () => {
    const object = {
      ...(vmWith({}) as object),
      spec: { template: { metadata: { lables: {}, labels: null }, spec: { domain: { devices: {} } } } },
    };
    expect(linesOf(object)).toEqual([
      'unknown-field spec.template.metadata.lables kubevirt',
      'wrong-type spec.template.metadata.labels kubevirt',
    ]);
  });

  it('is the webhook for unknown keys of the kinds that it validates', () => {
    const object = vmWith({ foo: 1 }, { extra: 1 });
    expect(linesOf(object)).toEqual(['unknown-field spec.template.spec.foo kubevirt', 'unknown-field extra kubevirt']);
    expect(schemaCauses(schemas, { kind: 'VirtualMachine', release: 'v1.9', object })).toEqual([
      { type: '', field: 'spec.template.spec.foo', message: 'spec.template.spec.foo in body is a forbidden property' },
      { type: '', field: 'extra', message: '.extra in body is a forbidden property' },
    ]);
  });

  it.each<[SchemaKind, unknown, readonly string[]]>([
    [
      'VirtualMachinePool',
      { spec: { selector: {}, virtualMachineTemplate: {}, foo: 1 } },
      ['unknown-field spec.foo strict-client'],
    ],
    [
      'VirtualMachineInstancetype',
      { spec: { cpu: { guest: 1 }, memory: { guest: '1Gi' }, foo: 1 } },
      ['unknown-field spec.foo strict-client'],
    ],
    ['NetworkAttachmentDefinition', { spec: { Config: '{}' } }, ['unknown-field spec.Config strict-client']],
    ['NetworkAttachmentDefinition', { spec: { config: { type: 'bridge' } } }, ['wrong-type spec.config api-server']],
    ['NetworkAttachmentDefinition', { metadata: { name: 'x' } }, []],
    [
      'KubeVirt',
      { spec: { configuration: { network: { binding: { x: { sidecar: '' } } } } } },
      ['unknown-field spec.configuration.network.binding.x.sidecar strict-client'],
    ],
    [
      'Template',
      { objects: [{ anything: 1 }], parameters: [{ value: 'x' }] },
      ['missing-field parameters[0].name api-server'],
    ],
    [
      'VirtualMachineTemplate',
      { spec: { virtualMachine: { spec: { anything: 1 } }, parameter: [] } },
      ['unknown-field spec.parameter strict-client'],
    ],
    ['List', { items: [{}, 'x'] }, ['wrong-type items[1] api-server']],
  ])('is told for %s %j', (kind, object, lines) => {
    expect(linesOf(object, kind)).toEqual(lines);
    expect(schemaCauses(schemas, { kind, release: 'v1.9', object })).toEqual([]);
  });

  it('is the API server alone where Go has a zero value for a missing key', () => {
    const object = vmWithInterface({ name: 'x', binding: {} });
    expect(faultsOf(object)).toMatchObject([{ fault: 'missing-field', refusedBy: 'api-server', byWebhook: false }]);
    expect(schemaCauses(schemas, { kind: 'VirtualMachine', release: 'v1.9', object })).toEqual([]);
  });
});
