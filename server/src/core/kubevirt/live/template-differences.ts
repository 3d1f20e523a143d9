/**
 * What of a VM's template differs from the spec that the VM was started with, after all that a running VM may follow is forgiven: what is
 * left asks for a restart. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/vm/vm.go` (`syncRestartRequired`,
 * `validLiveUpdateVolumes`, `validLiveUpdateDisks`), v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import type { ClusterConfiguration } from '../configuration.ts';
import type { Release } from '../releases/release.ts';
import { isSameValue } from '../same-value.ts';
import { semanticDifferences, semanticForm, semanticSpec, type SemanticDifference } from '../semantic-form.ts';
import { rollsOutLive } from './live-update.ts';
import { byName } from './nics.ts';
import type { Desired, Running } from './running-vm.ts';
import { withMember } from './vmi-patch.ts';
import { isPlugged, readDisks, readVolumes } from './volumes.ts';

/** What KubeVirt says of any of them. */
export const restartMessage = 'a non-live-updatable field was changed in the template spec';

export interface TemplateComparison {
  /** The start revision. */
  readonly start: Desired;
  readonly desired: Desired;
  readonly running: Running;
  /** Whether the NICs ask for a restart by themselves. */
  readonly nicsRestart: boolean;
  readonly release: Release;
  readonly configuration: ClusterConfiguration;
}

/** Fields are below the template's spec. */
export function templateDifferences(comparison: TemplateComparison): readonly SemanticDifference[] {
  const { start, desired, running, nicsRestart, release, configuration } = comparison;
  const current = semanticSpec(desired.spec, release);
  let old: unknown = semanticSpec(start.spec, release);
  const forgive = (field: string): void => {
    old = withMember(old, field.split('.'), memberAt(current, field));
  };
  if (volumesMayFollow(start, desired)) forgive('volumes');
  if (disksMayFollow(start, desired, release)) forgive('domain.devices.disks');
  if (rollsOutLive(configuration)) {
    if (memberAt(old, 'domain.cpu') !== undefined && memberAt(current, 'domain.cpu') !== undefined)
      forgive('domain.cpu.sockets');
    if (memberAt(current, 'domain.memory.guest') !== undefined) forgive('domain.memory.guest');
    for (const field of ['nodeSelector', 'affinity', 'tolerations']) forgive(field);
  }
  if (!nicsRestart) for (const field of ['domain.devices.interfaces', 'networks']) forgive(field);
  const uuid = memberAt(current, 'domain.firmware.uuid');
  if (
    memberAt(current, 'domain.firmware') !== undefined &&
    memberAt(running.spec, 'domain.firmware') !== undefined &&
    (memberAt(running.spec, 'domain.firmware.uuid') ?? '') === (uuid ?? '')
  ) {
    old = withMember(old, ['domain', 'firmware'], memberAt(old, 'domain.firmware') ?? {});
    forgive('domain.firmware.uuid');
  }
  return semanticDifferences(semanticForm(old, '', ''), current);
}

/** All changes are of volumes that come and go, or of claims whose data is to be migrated. */
function volumesMayFollow(start: Desired, desired: Desired): boolean {
  const before = new Map(byName(readVolumes(start.spec)));
  for (const volume of readVolumes(desired.spec)) {
    const old = before.get(volume.name);
    if (!isPlugged(volume)) {
      const isMigrated =
        desired.updateVolumesStrategy === 'Migration' &&
        ['persistentVolumeClaim', 'dataVolume'].some((source) => memberAt(volume.value, source) !== undefined);
      if (!old || (!isMigrated && !isSameValue(old.form, volume.form))) return false;
    }
    before.delete(volume.name);
  }
  return [...before.values()].every(isPlugged);
}

/** All changes are of disks of volumes that come and go. */
function disksMayFollow(start: Desired, desired: Desired, release: Release): boolean {
  const before = new Map(byName(readDisks(start.spec)));
  const oldVolumes = byName(readVolumes(start.spec));
  const volumes = byName(readVolumes(desired.spec));
  const disks = readDisks(desired.spec);
  for (const disk of disks) {
    const volume = volumes.get(disk.name);
    const old = before.get(disk.name);
    if (!(volume && isPlugged(volume)) && !(old && isSameValue(old.form, disk.form))) return false;
    before.delete(disk.name);
  }
  const remaining = byName(disks);
  return [...before.values()].every((disk) => {
    const volume = oldVolumes.get(disk.name);
    if (volume && !isPlugged(volume)) return false;
    return !(release.liveUpdate.removedCdrom === 'restart' && disk.isCdrom && !remaining.has(disk.name));
  });
}
