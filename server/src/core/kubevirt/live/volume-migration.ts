/**
 * Another claim or data volume for a volume of a running VM: where the template asks for it, its data is copied by a live migration,
 * which is prepared here, called off, or ruled out. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/vm/vm.go`
 * (`handleVolumeUpdateRequest`), `pkg/virt-controller/watch/volume-migration/volume-migration.go`, v1.6–v1.9.
 */
import type { Release } from '../releases/release.ts';
import { findCondition, hasStatus } from './conditions.ts';
import { byName } from './nics.ts';
import type { Desired, Running } from './running-vm.ts';
import type { MigratedVolume } from './runtime-status.ts';
import { askForRestart, fail, nothing, type SpecPatch, type StepResult } from './vmi-patch.ts';
import { filesystemNames, readDisks, readVolumes, type Volume } from './volumes.ts';

export interface VolumeMigration extends StepResult {
  /** `status.migratedVolumes` afterwards. */
  readonly migratedVolumes: readonly MigratedVolume[];
  /** The VMI's condition VolumesChange: set, taken away, or left as it is. */
  readonly condition?: { readonly status: 'False'; readonly reason: string; readonly message: string } | 'removed';
}

interface Facts {
  readonly release: Release;
  readonly pvcs: readonly string[] | undefined;
}

/** After two reconciles: the first notes which volumes are to move, the second puts them into the VMI. */
export function migrateVolumes(desired: Desired, running: Running, facts: Facts): VolumeMigration {
  const { migratedVolumes } = running.status;
  const unchanged = (step: StepResult): VolumeMigration => ({ ...step, migratedVolumes });
  const moves = movesBetween(readVolumes(running.spec), readVolumes(desired.spec));
  if (
    hasStatus(running.conditions, 'VolumesChange', 'True') &&
    migratedVolumes.some(({ volumeName }) => moves.has(volumeName))
  )
    return callOff(desired, running, moves);
  switch (desired.updateVolumesStrategy) {
    case '':
    case 'Replacement':
      return unchanged(nothing);
    case 'Migration':
      break;
    default:
      return unchanged(fail(`updateVolumes strategy not recognized: ${desired.updateVolumesStrategy}`));
  }
  if (moves.size === 0) return unchanged(nothing);
  const invalid = invalidMoves(desired, running, moves, facts);
  if (invalid?.kind === 'missing')
    return {
      ...unchanged(nothing),
      condition: {
        status: 'False',
        reason: '',
        message: `One of the destination volumes doesn't exist: ${invalid.message}`,
      },
    };
  if (invalid) return unchanged(askForRestart(invalid.message));
  const planned = [...moves].map(([volumeName, move]): MigratedVolume => ({
    volumeName,
    sourcePVCInfo: { claimName: move.from },
    destinationPVCInfo: { claimName: move.to },
  }));
  const obstacle = obstacleTo(planned, running);
  if (obstacle !== undefined) return { ...unchanged(askForRestart(obstacle)), condition: 'removed' };
  const noted = migratedVolumes.length > 0 ? migratedVolumes : planned;
  return { patches: volumePatches(desired, running, noted), migratedVolumes: noted, condition: 'removed' };
}

/** Volumes of a VMI whose template names another claim, in the template's order. */
type Moves = ReadonlyMap<string, { readonly from: string; readonly to: string }>;

function movesBetween(own: readonly Volume[], desired: readonly Volume[]): Moves {
  const present = byName(own.filter(({ claim }) => claim !== ''));
  return new Map(
    desired.flatMap(({ name, claim }) => {
      const from = present.get(name)?.claim;
      return claim === '' || from === undefined || from === claim ? [] : [[name, { from, to: claim }] as const];
    }),
  );
}

/** A migration of volumes that is under way ends only where it began. */
function callOff(desired: Desired, running: Running, moves: Moves): VolumeMigration {
  const { migratedVolumes } = running.status;
  const isReverted =
    moves.size === migratedVolumes.length &&
    migratedVolumes.every(
      ({ volumeName, sourcePVCInfo }) => sourcePVCInfo && moves.get(volumeName)?.to === sourcePVCInfo.claimName,
    );
  if (!isReverted)
    return {
      ...fail('The volume can only be reverted to the previous version during the update'),
      migratedVolumes,
    };
  return {
    patches: volumePatches(desired, running, migratedVolumes),
    migratedVolumes: [],
    condition: { status: 'False', reason: 'VolumesChangeCancellation', message: '' },
  };
}

type Invalid = { readonly kind: 'missing' | 'invalid'; readonly message: string };

function invalidMoves(desired: Desired, running: Running, moves: Moves, { release, pvcs }: Facts): Invalid | undefined {
  const disks = byName(readDisks(running.spec));
  const filesystems = filesystemNames(running.spec);
  const found = { filesystems: [] as string[], shareable: [] as string[], luns: [] as string[] };
  const exists = (claim: string): boolean => pvcs === undefined || pvcs.includes(claim);
  for (const { name, claim, isDataVolume } of readVolumes(desired.spec)) {
    if (!moves.has(name)) continue;
    const disk = disks.get(name);
    if (filesystems.has(name)) found.filesystems.push(name);
    else if (disk?.isShareable) found.shareable.push(name);
    else if (disk?.isLun) found.luns.push(name);
    else if (disk && !exists(claim)) {
      if (isDataVolume) return { kind: 'missing', message: `the datavolume ${claim} doesn't exist` };
      if (release.liveUpdate.missingDestination === 'reported')
        return { kind: 'missing', message: `the pvc ${claim} doesn't exist` };
    }
  }
  const parts = Object.entries(found).filter(([, names]) => names.length > 0);
  if (parts.length === 0) return undefined;
  const listed = parts.map(([kind, names]) => ` ${kind}: [${names.join(' ')}]`).join('');
  return { kind: 'invalid', message: `invalid volumes to update with migration:${listed}` };
}

/** What else keeps the VMI from a migration of volumes. */
function obstacleTo(planned: readonly MigratedVolume[], { conditions, status }: Running): string | undefined {
  const storage = findCondition(conditions, 'StorageLiveMigratable');
  if (storage?.status === 'False') return `cannot migrate the volumes as the VMI isn't migratable: ${storage.message}`;
  const moving = new Set(planned.map(({ volumeName }) => volumeName));
  const left = status.volumeStatus.find(
    ({ name, persistentVolumeClaimInfo }) =>
      persistentVolumeClaimInfo?.accessModes.includes('ReadWriteOnce') && !moving.has(name),
  );
  return left && `cannot migrate the VM. The volume ${left.name} is RWO and not included in the migration volumes`;
}

function volumePatches(desired: Desired, running: Running, moved: readonly MigratedVolume[]): SpecPatch[] {
  const wanted = byName(readVolumes(desired.spec));
  const moving = new Set(moved.map(({ volumeName }) => volumeName));
  const volumes = readVolumes(running.spec).map(
    (volume) => (moving.has(volume.name) ? wanted.get(volume.name) : undefined) ?? volume,
  );
  return [{ field: 'volumes', value: volumes.map(({ value }) => value) }];
}

/** Whether volumes are to move that the VMI has not been migrated for yet. */
export function needsVolumeMigration(spec: unknown, moved: readonly MigratedVolume[]): boolean {
  if (moved.length === 0) return false;
  const sources = new Set(moved.map(({ sourcePVCInfo }) => sourcePVCInfo?.claimName));
  return readVolumes(spec).some(({ claim }) => claim !== '' && !sources.has(claim));
}
