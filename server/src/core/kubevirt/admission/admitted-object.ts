/**
 * What the webhooks find in an object: the VMI spec and its metadata, the VM around it, the selector; decoded once, each at the field it
 * stands at. Truth: `kubevirt/kubevirt · pkg/virt-api/webhooks/validating-webhook/admitters`, v1.6–v1.9.
 */
import { decodeMachine } from '../decode-machine.ts';
import { decodeVmiSpec, type DecodedVmiSpec } from '../decode.ts';
import { type DecodeProblem, isObject } from '../go-decode.ts';
import type { Machine } from '../machine-model.ts';
import type { VmiSpec } from '../model.ts';
import type { Release } from '../releases/release.ts';
import { type Metadata, decodeMetadata } from './metadata.ts';
import { decodeVmSettings, type VmSettings } from './virtual-machine.ts';

export type AdmittedKind =
  'VirtualMachine' | 'VirtualMachineInstance' | 'VirtualMachineInstanceReplicaSet' | 'VirtualMachinePool';

/** Fields of an admitted kind. */
export interface AdmittedFields {
  /** The VMI spec. */
  readonly spec: string;
  /** The metadata that the VMI gets. */
  readonly metadata: string;
  /** `spec` of the VM around it. */
  readonly vm?: string;
  /** Metadata whose labels a selector must choose. */
  readonly selected?: string;
}

const fieldsByKind: Readonly<Record<AdmittedKind, AdmittedFields>> = {
  VirtualMachine: { spec: 'spec.template.spec', metadata: 'spec.template.metadata', vm: 'spec' },
  VirtualMachineInstance: { spec: 'spec', metadata: 'metadata' },
  VirtualMachineInstanceReplicaSet: {
    spec: 'spec.template.spec',
    metadata: 'spec.template.metadata',
    selected: 'spec.template.metadata',
  },
  VirtualMachinePool: {
    spec: 'spec.virtualMachineTemplate.spec.template.spec',
    metadata: 'spec.virtualMachineTemplate.spec.template.metadata',
    vm: 'spec.virtualMachineTemplate.spec',
    selected: 'spec.virtualMachineTemplate.metadata',
  },
};

export function isAdmittedKind(kind: string): kind is AdmittedKind {
  return Object.hasOwn(fieldsByKind, kind);
}

export interface AdmittedObject {
  readonly kind: AdmittedKind;
  readonly fields: AdmittedFields;
  readonly spec: VmiSpec;
  readonly machine: Machine;
  /** Of the VMI. */
  readonly metadata: Metadata;
  /** Of the object itself. */
  readonly ownMetadata: Metadata;
  readonly vm: VmSettings | undefined;
  readonly problems: readonly DecodeProblem[];
}

/** `decoded` is the VMI spec of the same object for the same release, for who has it; its problems keep their fields. */
export function readObject(
  object: unknown,
  kind: AdmittedKind,
  release: Release,
  decoded?: DecodedVmiSpec,
): AdmittedObject {
  const fields = fieldsByKind[kind];
  const written = memberAt(object, fields.spec);
  const network = decoded && decoded.value === written ? decoded : decodeVmiSpec(written, release, fields.spec);
  const around = decodeMachine(written, fields.spec);
  return {
    kind,
    fields,
    spec: network.spec,
    machine: around.machine,
    metadata: decodeMetadata(memberAt(object, fields.metadata)),
    ownMetadata: decodeMetadata(memberAt(object, 'metadata')),
    vm: fields.vm === undefined ? undefined : decodeVmSettings(memberAt(object, fields.vm)),
    problems: network.problems.length === 0 ? around.problems : [...network.problems, ...around.problems],
  };
}

/** The value at a field without indices; keys match without regard to case, as Go matches them. */
export function memberAt(object: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((at, key) => {
    if (!isObject(at)) return undefined;
    if (Object.hasOwn(at, key)) return at[key];
    const other = Object.keys(at).find((candidate) => candidate.toLowerCase() === key.toLowerCase());
    return other === undefined ? undefined : at[other];
  }, object);
}
