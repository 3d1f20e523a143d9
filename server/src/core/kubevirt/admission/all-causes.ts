/**
 * Every cause at once, as an editor shows them: KubeVirt stops after the first group that objects, a writer wants to see
 * all. Duplicates are folded. Truth: `kubevirt/kubevirt · pkg/virt-api/webhooks/validating-webhook/admitters`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from '../configuration.ts';
import { decodeVmiSpec } from '../decode.ts';
import { isObject } from '../go-decode.ts';
import { setDefaultNetworkInterface } from '../interface-defaults.ts';
import type { Release } from '../releases/release.ts';
import { discontinuedBindingCauses, discontinuedGateCauses } from './bindings.ts';
import { type Cause, cause } from './cause.ts';
import { networkCauses } from './network.ts';

export interface AllCausesInput {
  /** The object as plain values. */
  readonly object: unknown;
  readonly kind: string;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
}

const specFields: Readonly<Record<string, string>> = {
  VirtualMachine: 'spec.template.spec',
  VirtualMachineInstance: 'spec',
  VirtualMachineInstanceReplicaSet: 'spec.template.spec',
  VirtualMachinePool: 'spec.virtualMachineTemplate.spec.template.spec',
};

export function allCauses({ object, kind, release, configuration }: AllCausesInput): readonly Cause[] {
  const field = specFields[kind];
  if (field === undefined) return [];
  const { spec } = decodeVmiSpec(memberAt(object, field), release, field);
  const admission = { spec, release, configuration, field };
  const isCreated = kind === 'VirtualMachine' || kind === 'VirtualMachineInstance';
  const defaulted = setDefaultNetworkInterface(spec, configuration);
  return folded([
    ...networkCauses(admission),
    ...discontinuedGateCauses(admission),
    ...(isCreated ? discontinuedBindingCauses(admission, 'spec', field) : []),
    ...('error' in defaulted
      ? [
          cause('default-interface-not-available', 'FieldValueInvalid', defaulted.error, '', {
            at: `${field}.domain.devices.interfaces`,
            evidence: [`${field}.domain.devices.interfaces`, `${field}.networks`],
            fromConfiguration: true,
          }),
        ]
      : []),
  ]);
}

function memberAt(object: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), object);
}

function folded(causes: readonly Cause[]): readonly Cause[] {
  const seen = new Set<string>();
  return causes.filter(({ type, message, field }) => {
    const key = `${type}\n${message}\n${field}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
