/**
 * What a VMI's status says beside NICs and conditions: how far it runs, how much CPU and memory it has, migrations. Truth:
 * `kubevirt/kubevirt · staging/src/kubevirt.io/api/core/v1/types.go`, `pkg/util/migrations/migrations.go`, v1.6–v1.9.
 */
import { optionalQuantity } from '../decode-machine.ts';
import * as go from '../go-decode.ts';
import type { Quantity } from '../quantity.ts';

export interface RuntimeStatus {
  readonly phase: string;
  readonly currentCPUTopology?: { readonly sockets: number; readonly cores: number; readonly threads: number };
  readonly memory?: {
    readonly guestAtBoot?: Quantity;
    readonly guestCurrent?: Quantity;
    readonly guestRequested?: Quantity;
  };
  readonly migrationState?: { readonly startTimestamp: string; readonly endTimestamp: string };
  readonly migratedVolumes: readonly MigratedVolume[];
  readonly volumeStatus: readonly VolumeStatus[];
}

export interface MigratedVolume {
  readonly volumeName: string;
  readonly sourcePVCInfo?: { readonly claimName: string };
  readonly destinationPVCInfo?: { readonly claimName: string };
}

export interface VolumeStatus {
  readonly name: string;
  readonly persistentVolumeClaimInfo?: { readonly claimName: string; readonly accessModes: readonly string[] };
}

const claim = go.optional(go.struct<{ claimName: string }>({ claimName: go.text }));

const decode = go.struct<RuntimeStatus>({
  phase: go.text,
  currentCPUTopology: go.optional(
    go.struct<NonNullable<RuntimeStatus['currentCPUTopology']>>({
      sockets: go.uint32,
      cores: go.uint32,
      threads: go.uint32,
    }),
  ),
  memory: go.optional(
    go.struct<NonNullable<RuntimeStatus['memory']>>({
      guestAtBoot: optionalQuantity,
      guestCurrent: optionalQuantity,
      guestRequested: optionalQuantity,
    }),
  ),
  migrationState: go.optional(
    go.struct<NonNullable<RuntimeStatus['migrationState']>>({ startTimestamp: go.text, endTimestamp: go.text }),
  ),
  migratedVolumes: go.list(
    go.struct<MigratedVolume>({ volumeName: go.text, sourcePVCInfo: claim, destinationPVCInfo: claim }),
  ),
  volumeStatus: go.list(
    go.struct<VolumeStatus>({
      name: go.text,
      persistentVolumeClaimInfo: go.optional(
        go.struct<NonNullable<VolumeStatus['persistentVolumeClaimInfo']>>({
          claimName: go.text,
          accessModes: go.list(go.text),
        }),
      ),
    }),
  ),
});

export function decodeRuntimeStatus(status: unknown): RuntimeStatus {
  return decode(status, 'status', []);
}

/** Whether a migration is under way at a time: it has started, and not ended. */
export function isMigrating({ migrationState }: RuntimeStatus, now: number): boolean {
  const { startTimestamp = '', endTimestamp = '' } = migrationState ?? {};
  const hasPassed = (time: string): boolean => time !== '' && Date.parse(time) <= now;
  return hasPassed(startTimestamp) && !hasPassed(endTimestamp);
}

/** Every phase that KubeVirt gives a VMI. */
export const vmiPhases: readonly string[] = [
  'Pending',
  'Scheduling',
  'Scheduled',
  'WaitingForSync',
  'Running',
  'Succeeded',
  'Failed',
  'Unknown',
];

/** Whether the VMI has come to its end. */
export function isFinal({ phase }: RuntimeStatus): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}
