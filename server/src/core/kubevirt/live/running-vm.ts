/**
 * A VM, the spec it was started with, its VMI and its launcher Pod, read once for all steps of the controllers. Plain JSON values in; what
 * cannot be read counts as left out. Truth: `kubevirt/kubevirt · staging/src/kubevirt.io/api/core/v1/types.go`, v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { NETWORKS_ANNOTATION, NETWORK_STATUS_ANNOTATION } from '../annotation-keys.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import { decodeMachine } from '../decode-machine.ts';
import { decodeInterfaceStatuses } from '../decode.ts';
import { isObject } from '../go-decode.ts';
import type { Machine } from '../machine-model.ts';
import type { PodNetworkStatus, VmiStatusInterface } from '../model.ts';
import { parseNetworkStatus } from '../network-status.ts';
import type { Release } from '../releases/release.ts';
import { type Condition, decodeConditions, hasStatus } from './conditions.ts';
import { type Nics, readNics } from './nics.ts';
import { type RuntimeStatus, decodeRuntimeStatus } from './runtime-status.ts';

/** All that the controllers look at, as objects of the API. Instance types and preferences are expanded before. */
export interface RunningVm {
  /** The edited VM. */
  readonly vm: unknown;
  /** The VM as it was when the VMI was started; undefined: not recorded, and then nothing asks for a restart by comparison. */
  readonly startRevision: unknown;
  /** With its status; undefined: the VM does not run. */
  readonly vmi: unknown;
  /** The launcher Pod; only annotations are read. */
  readonly pod: unknown;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Names of persistent volume claims that exist; undefined: not known, and then every one is taken to. */
  readonly pvcs: readonly string[] | undefined;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
  readonly namespace: string;
}

/** What a VM wants to run. */
export interface Desired {
  /** `spec.template.spec`. */
  readonly spec: unknown;
  readonly nics: Nics;
  readonly machine: Machine;
  /** `Migration`, `Replacement` or empty. */
  readonly updateVolumesStrategy: string;
  readonly conditions: readonly Condition[];
  /** A volume is being plugged by command, which keeps the controller's hands off. */
  readonly hasVolumeRequests: boolean;
}

/** What runs. */
export interface Running {
  readonly spec: unknown;
  readonly nics: Nics;
  readonly machine: Machine;
  readonly statuses: readonly VmiStatusInterface[];
  readonly conditions: readonly Condition[];
  readonly isBeingDeleted: boolean;
  readonly isMigratable: boolean;
  readonly status: RuntimeStatus;
}

export interface LauncherPod {
  readonly statuses: readonly PodNetworkStatus[];
  /** Its networks annotation; empty when it has none. */
  readonly networks: string;
}

export function readDesired(vm: unknown, release: Release): Desired {
  const spec = memberAt(vm, 'spec.template.spec');
  const requests = memberAt(vm, 'status.volumeRequests');
  return {
    spec,
    nics: readNics(spec, release),
    machine: decodeMachine(spec).machine,
    updateVolumesStrategy: textAt(vm, 'spec.updateVolumesStrategy'),
    conditions: decodeConditions(memberAt(vm, 'status')),
    hasVolumeRequests: Array.isArray(requests) && requests.length > 0,
  };
}

export function readRunning(vmi: unknown, release: Release): Running {
  const spec = memberAt(vmi, 'spec');
  const status = memberAt(vmi, 'status');
  const conditions = decodeConditions(status);
  return {
    spec,
    nics: readNics(spec, release),
    machine: decodeMachine(spec).machine,
    statuses: decodeInterfaceStatuses(status),
    conditions,
    isBeingDeleted: textAt(vmi, 'metadata.deletionTimestamp') !== '',
    isMigratable: hasStatus(conditions, 'LiveMigratable', 'True'),
    status: decodeRuntimeStatus(status),
  };
}

export function readPod(pod: unknown): LauncherPod {
  const annotations = memberAt(pod, 'metadata.annotations');
  const annotation = (key: string): string => {
    const value = isObject(annotations) ? annotations[key] : undefined;
    return typeof value === 'string' ? value : '';
  };
  return {
    statuses: parseNetworkStatus(annotation(NETWORK_STATUS_ANNOTATION)),
    networks: annotation(NETWORKS_ANNOTATION),
  };
}

function textAt(object: unknown, field: string): string {
  const value = memberAt(object, field);
  return typeof value === 'string' ? value : '';
}
