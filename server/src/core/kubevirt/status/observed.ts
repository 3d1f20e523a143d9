/**
 * What a cluster says of one VM: the VM, its VMI and the launcher Pod, decoded once for all who read them. It judges nothing; an object that
 * is not there stays undefined, which is not the same as one that does not exist. Truth: `kubevirt/kubevirt ·
 * staging/src/kubevirt.io/api/core/v1/types.go`, v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { LEGACY_STATUS_ANNOTATION, NETWORKS_ANNOTATION, NETWORK_STATUS_ANNOTATION } from '../annotation-keys.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import { isObject } from '../go-decode.ts';
import { setDefaultNetworkInterface } from '../interface-defaults.ts';
import { type Condition, decodeConditions, findCondition } from '../live/conditions.ts';
import type { Nics } from '../live/nics.ts';
import { type Desired, type Running, readDesired, readPod, readRunning } from '../live/running-vm.ts';
import type { PodNetworkStatus } from '../model.ts';
import { type NetworkSelection, parseNetworkSelections } from '../network-selection.ts';
import type { Release } from '../releases/release.ts';
import { newestTime, timeAt, writtenAt } from './observed-times.ts';

export interface ObservedInput {
  /** Whole objects as plain values. */
  readonly vm?: unknown;
  readonly vmi?: unknown;
  readonly pod?: unknown;
  readonly namespace: string;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
  /** `workloadUpdateMethods` of the KubeVirt resource; undefined: not known. */
  readonly updateMethods?: readonly string[] | undefined;
  /** CNI type of a known NAD by `namespace/name`. */
  readonly cniTypeOf?: ((reference: string) => string | undefined) | undefined;
}

export interface Observed {
  readonly namespace: string;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
  readonly updateMethods: readonly string[] | undefined;
  readonly cniTypeOf: (reference: string) => string | undefined;
  /** The newest time that any of the objects states, in milliseconds since 1970: the dump is not older. */
  readonly now: number | undefined;
  readonly vm: ObservedVm | undefined;
  readonly vmi: ObservedVmi | undefined;
  readonly pod: ObservedPod | undefined;
}

export interface ObservedVm {
  readonly name: string;
  readonly desired: Desired;
  /** The template's NICs with the one that KubeVirt adds to a VM without any. */
  readonly nics: Pick<Nics, 'interfaces' | 'networks'>;
  readonly printableStatus: string;
}

export interface ObservedVmi {
  readonly name: string;
  readonly running: Running;
  readonly annotations: Readonly<Record<string, string>>;
  /** Some launcher Pod is known to it. */
  readonly hasPods: boolean;
  /** The last migration, if it failed: KubeVirt's reason, which may be empty. */
  readonly failedMigration: string | undefined;
}

export interface ObservedPod {
  readonly name: string;
  readonly phase: string;
  /** By its condition; undefined: it says nothing. */
  readonly isReady: boolean | undefined;
  readonly conditions: readonly Condition[];
  /** What containers wait for. */
  readonly waiting: readonly string[];
  /** Its network-status, as KubeVirt reads it. */
  readonly statuses: readonly PodNetworkStatus[];
  readonly statusAnnotation: 'missing' | 'unreadable' | 'read';
  /** It reports its NICs under the key of former days. */
  readonly hasLegacyStatus: boolean;
  /** When the network-status was last written, where managed fields tell. */
  readonly statusSince: number | undefined;
  /** Its networks annotation, as Multus reads it. */
  readonly selections: readonly NetworkSelection[];
  readonly ips: readonly string[];
}

export function readObserved(input: ObservedInput): Observed {
  const { namespace, release, configuration, updateMethods, cniTypeOf } = input;
  return {
    namespace,
    release,
    configuration,
    updateMethods,
    cniTypeOf: cniTypeOf ?? ((): undefined => undefined),
    now: newestTime([input.vm, input.vmi, input.pod]),
    vm: isObject(input.vm) ? readVm(input.vm, release, configuration) : undefined,
    vmi: isObject(input.vmi) ? readVmi(input.vmi, release) : undefined,
    pod: isObject(input.pod) ? readObservedPod(input.pod) : undefined,
  };
}

function readVm(vm: unknown, release: Release, configuration: ClusterConfiguration): ObservedVm {
  const desired = readDesired(vm, release);
  const { interfaces, networks } = desired.nics;
  const autoattach = memberAt(desired.spec, 'domain.devices.autoattachPodInterface');
  const defaulted = setDefaultNetworkInterface(
    { interfaces, networks, resourceClaims: [], ...(autoattach === false && { autoattachPodInterface: false }) },
    configuration,
  );
  return {
    name: textAt(vm, 'metadata.name'),
    desired,
    nics: 'spec' in defaulted ? defaulted.spec : { interfaces, networks },
    printableStatus: textAt(vm, 'status.printableStatus'),
  };
}

function readVmi(vmi: unknown, release: Release): ObservedVmi {
  const pods = memberAt(vmi, 'status.activePods');
  const hasFailed = memberAt(vmi, 'status.migrationState.failed') === true;
  return {
    name: textAt(vmi, 'metadata.name'),
    running: readRunning(vmi, release),
    annotations: textsAt(vmi, 'metadata.annotations'),
    hasPods: isObject(pods) && Object.keys(pods).length > 0,
    failedMigration: hasFailed ? textAt(vmi, 'status.migrationState.failureReason') : undefined,
  };
}

function readObservedPod(pod: unknown): ObservedPod {
  const { statuses, networks } = readPod(pod);
  const annotations = textsAt(pod, 'metadata.annotations');
  const text = annotations[NETWORK_STATUS_ANNOTATION];
  const parsed = parseNetworkSelections(networks);
  const conditions = decodeConditions(memberAt(pod, 'status'));
  const ready = findCondition(conditions, 'Ready');
  const ips = [textAt(pod, 'status.podIP'), ...listAt(pod, 'status.podIPs').map((entry) => textAt(entry, 'ip'))];
  return {
    name: textAt(pod, 'metadata.name'),
    phase: textAt(pod, 'status.phase'),
    isReady: ready && ready.status === 'True',
    conditions,
    waiting: listAt(pod, 'status.containerStatuses').flatMap((container) => {
      const message = textAt(container, 'state.waiting.message');
      return message === '' ? [] : [message];
    }),
    statuses,
    statusAnnotation: text === undefined || text === '' ? 'missing' : isList(text) ? 'read' : 'unreadable',
    hasLegacyStatus: annotations[LEGACY_STATUS_ANNOTATION] !== undefined,
    statusSince: writtenAt(pod, 'metadata', 'annotations', NETWORK_STATUS_ANNOTATION),
    selections: 'selections' in parsed ? parsed.selections : [],
    ips: [...new Set(ips.filter((ip) => ip !== ''))],
  };
}

/** When a condition changed last, in milliseconds since 1970. */
export function conditionSince(condition: Condition): number | undefined {
  return timeAt(condition.lastTransitionTime);
}

/** Fields of the Pod. */
export const networksField = `metadata.annotations.${NETWORKS_ANNOTATION}`;
export const legacyStatusField = `metadata.annotations.${LEGACY_STATUS_ANNOTATION}`;
export const networkStatusField = `metadata.annotations.${NETWORK_STATUS_ANNOTATION}`;

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

function textAt(object: unknown, field: string): string {
  const value = memberAt(object, field);
  return typeof value === 'string' ? value : '';
}

function listAt(object: unknown, field: string): readonly unknown[] {
  const value = memberAt(object, field);
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function textsAt(object: unknown, field: string): Readonly<Record<string, string>> {
  const value = memberAt(object, field);
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
