/**
 * The groups of causes that KubeVirt's webhooks look for in one object, each computed once. Which of them a request gets to see is
 * `admit.ts`; an editor sees all. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/{vms,vmi-create,vmirs,vmpool}-admitter.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from '../configuration.ts';
import { isObject } from '../go-decode.ts';
import { setDefaultNetworkInterface } from '../interface-defaults.ts';
import type { Machine } from '../machine-model.ts';
import type { VmiSpec } from '../model.ts';
import type { Release } from '../releases/release.ts';
import { type AdmittedObject, memberAt } from './admitted-object.ts';
import { architectureCauses } from './architectures.ts';
import { discontinuedBindingCauses, discontinuedGateCauses } from './bindings.ts';
import type { Cause } from './cause.ts';
import { socketCauses } from './cpu.ts';
import { setMachineDefaults } from './defaults.ts';
import { claimCauses, claimedDeviceCauses } from './device-claims.ts';
import {
  applyInstancetype,
  applyPreferenceToMachine,
  applyPreferenceToNetworks,
  decodePreference,
  instancetypeCauses,
  markUnseen,
} from './instancetypes.ts';
import { memoryHotplugCauses, missingMemoryCauses } from './memory.ts';
import { metadataCauses } from './metadata.ts';
import { networkCauses } from './network.ts';
import { decodeSelector, selectorCauses } from './selectors.ts';
import type { SpecAdmission } from './spec-admission.ts';
import { specCauses } from './spec-causes.ts';
import { dataVolumeNamespaceCauses, dataVolumeTemplateCauses, runStrategyCauses } from './virtual-machine.ts';

/** What can be known of the cluster besides the object. */
export interface Surroundings {
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
  /** `spec` of the preference that a VM names, if it is seen. */
  readonly preference?: unknown;
  /** `spec` of the instancetype that a VM names, if it is seen. */
  readonly instancetype?: unknown;
}

export interface Judgement {
  /** Fields that clash with an instancetype. */
  readonly instancetype: readonly Cause[];
  /** KubeVirt's own text where it cannot give a VM its default NIC. */
  readonly defaultsError: string | undefined;
  /** Bindings whose gate is discontinued but listed; then those that are no longer created. */
  readonly discontinuedGates: readonly Cause[];
  readonly discontinuedBindings: readonly Cause[];
  readonly network: readonly Cause[];
  /** Claims and the devices that they provide. */
  readonly claims: readonly Cause[];
  /** The VMI spec with its networks, and for a VM all around it. */
  readonly whole: readonly Cause[];
  /** After all else: templates of data volumes in other namespaces. */
  readonly storage: readonly Cause[];
  /** Of a VMI alone: what comes after its spec. */
  readonly instance: readonly Cause[];
  readonly selector: readonly Cause[];
  /** After defaults. */
  readonly spec: VmiSpec;
}

export function judge(object: unknown, read: AdmittedObject, surroundings: Surroundings): Judgement {
  const { release, configuration } = surroundings;
  const { kind, fields, vm, metadata } = read;
  const field = fields.spec;
  const isVm = kind === 'VirtualMachine';
  const isInstance = kind === 'VirtualMachineInstance';
  const prepared = isVm ? withReferences(read, surroundings) : read;
  const hasDefaults = isVm || isInstance;
  const defaulted = hasDefaults ? setDefaultNetworkInterface(prepared.spec, configuration) : { spec: prepared.spec };
  const defaultsError = 'error' in defaulted ? defaulted.error : undefined;
  const spec = 'error' in defaulted ? prepared.spec : defaulted.spec;
  const { machine, addedDisks } = hasDefaults
    ? setMachineDefaults(prepared.machine, configuration)
    : { machine: prepared.machine, addedDisks: [] };
  const admission: SpecAdmission = { spec, machine, addedDisks, release, configuration, field };
  const network = networkCauses(admission);
  const unseen = {
    instancetype: isVm && vm?.instancetype !== undefined && surroundings.instancetype === undefined,
    preference: isVm && vm?.preference !== undefined && surroundings.preference === undefined,
  };
  const isCertain = !unseen.instancetype && !unseen.preference;
  const marked = (causes: readonly Cause[]): readonly Cause[] =>
    isCertain ? causes : causes.map((cause) => markUnseen(cause, spec, unseen));
  return {
    instancetype:
      isVm && vm && fields.vm !== undefined
        ? instancetypeCauses(vm, read.machine, asObject(surroundings.instancetype), fields.vm, field)
        : [],
    defaultsError,
    discontinuedGates: discontinuedGateCauses(admission),
    discontinuedBindings: hasDefaults ? discontinuedBindingCauses(admission, 'spec', field) : [],
    network: marked(network),
    claims: isInstance ? [...claimedDeviceCauses(admission), ...claimCauses(admission)] : claimCauses(admission),
    // Where the default NIC cannot be had, nobody misses its network.
    whole: marked(wholeCauses(read, admission, network)).filter(
      ({ family }) => defaultsError === undefined || family !== 'probe-without-pod-network',
    ),
    storage:
      isVm && vm && fields.vm !== undefined ? dataVolumeNamespaceCauses(vm, read.ownMetadata.namespace, fields.vm) : [],
    instance: isInstance
      ? [
          // KubeVirt looks for volumes without a disk here; its defaults have made one for each.
          ...missingMemoryCauses(admission),
          ...metadataCauses(metadata, fields.metadata, release, configuration),
          ...architectureCauses(admission),
        ]
      : [],
    selector: selectorOf(object, read),
    spec,
  };
}

function wholeCauses(read: AdmittedObject, admission: SpecAdmission, network: readonly Cause[]): readonly Cause[] {
  const { vm, fields, metadata } = read;
  const { release, configuration, field, machine } = admission;
  const own = specCauses(admission, network);
  if (!vm || fields.vm === undefined) return own;
  return [
    ...metadataCauses(metadata, fields.metadata, release, configuration),
    ...own,
    ...dataVolumeTemplateCauses(vm, machine, fields.vm, field),
    ...runStrategyCauses(vm, fields.vm, release, configuration),
    // KubeVirt looks at sockets again for what can be changed while a VM runs.
    ...(configuration.vmRolloutStrategy === 'LiveUpdate' ? socketCauses(admission) : []),
    ...memoryHotplugCauses(admission),
  ];
}

function withReferences(
  { spec, machine, vm }: AdmittedObject,
  { preference, instancetype }: Surroundings,
): { readonly spec: VmiSpec; readonly machine: Machine } {
  const sizes = vm?.instancetype ? asObject(instancetype) : undefined;
  const sized = sizes ? applyInstancetype(machine, sizes) : machine;
  if (!vm?.preference || preference === undefined) return { spec, machine: sized };
  const wishes = decodePreference(preference);
  return { spec: applyPreferenceToNetworks(spec, wishes), machine: applyPreferenceToMachine(sized, wishes) };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isObject(value) ? value : undefined;
}

function selectorOf(object: unknown, { fields }: AdmittedObject): readonly Cause[] {
  if (fields.selected === undefined) return [];
  const labels = memberAt(object, `${fields.selected}.labels`);
  const chosenBy = new Map(
    Object.entries(isObject(labels) ? labels : {}).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
  return selectorCauses(decodeSelector(memberAt(object, 'spec.selector')), chosenBy, `${fields.selected}.labels`);
}
