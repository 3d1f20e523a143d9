/** Short ways to write objects that the webhooks accept, and to ask what they object to once something is changed. */
import { allCauses, type AllCausesInput } from '../../../server/src/core/kubevirt/admission/all-causes.ts';
import type { Cause } from '../../../server/src/core/kubevirt/admission/cause.ts';
import { decodeConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import { newestRelease, releases } from '../../../server/src/core/kubevirt/releases/index.ts';

type Plain = Readonly<Record<string, unknown>>;

export const release = (id: string) => releases.find((known) => known.id === id) ?? newestRelease;

/** A VMI spec that is accepted, with members of its own; `domain` and `devices` are merged into what is there. */
export function specWith({ domain = {}, devices = {}, ...rest }: { domain?: Plain; devices?: Plain } & Plain): Plain {
  return { domain: { memory: { guest: '1Gi' }, ...domain, devices: { ...devices } }, ...rest };
}

export const vmi = (spec: Plain, metadata: Plain = {}): Plain => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { name: 'test', ...metadata },
  spec,
});

export const vm = (spec: Plain, around: Plain = {}, metadata: Plain = {}): Plain => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'test', namespace: 'default' },
  spec: { runStrategy: 'Always', ...around, template: { metadata, spec } },
});

export const replicaSet = (spec: Plain, selector: unknown = { matchLabels: { app: 'a' } }): Plain => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstanceReplicaSet',
  metadata: { name: 'test' },
  spec: { selector, template: { metadata: { labels: { app: 'a' } }, spec } },
});

export const pool = (spec: Plain, selector: unknown = { matchLabels: { app: 'a' } }): Plain => ({
  apiVersion: 'pool.kubevirt.io/v1beta1',
  kind: 'VirtualMachinePool',
  metadata: { name: 'test' },
  spec: {
    selector,
    virtualMachineTemplate: {
      metadata: { labels: { app: 'a' } },
      spec: { runStrategy: 'Always', template: { metadata: {}, spec } },
    },
  },
});

/** A NIC on the Pod network, and one on each Multus network. */
export const nics = (interfaces: readonly Plain[], networks: readonly Plain[], rest: Plain = {}): Plain =>
  specWith({ devices: { interfaces }, networks, ...rest });

export interface Surrounding {
  readonly release?: string;
  /** `spec.configuration` of the KubeVirt resource. */
  readonly kubevirt?: unknown;
  readonly preference?: unknown;
  readonly instancetype?: unknown;
}

export const gates = (...featureGates: readonly string[]): Surrounding => ({
  kubevirt: { developerConfiguration: { featureGates } },
});

export function inputOf(
  object: unknown,
  { release: id = 'v1.9', kubevirt, ...rest }: Surrounding = {},
): AllCausesInput {
  const kind = String((object as Plain)['kind']);
  return { object, kind, release: release(id), configuration: decodeConfiguration(kubevirt), ...rest };
}

export function causesOf(object: unknown, surrounding: Surrounding = {}): readonly Cause[] {
  return allCauses(inputOf(object, surrounding));
}

const shortTypes: Readonly<Record<string, string>> = {
  FieldValueInvalid: 'INV',
  FieldValueRequired: 'REQ',
  FieldValueDuplicate: 'DUP',
  FieldValueNotSupported: 'NSUP',
  FieldValueNotFound: 'NF',
  FieldValueForbidden: 'FORB',
};

/** `[type, message, field, family]`, the types as they are abbreviated in KubeVirt's tables. */
export type Line = readonly [type: string, message: string, field: string, family: string];

export function linesOf(object: unknown, surrounding: Surrounding = {}): readonly Line[] {
  return causesOf(object, surrounding).map(({ type, message, field, family }) => [
    shortTypes[type] ?? type,
    message,
    field,
    family,
  ]);
}
