/**
 * Volumes marked as hot-pluggable, with their disks: plugged into the running VM, and out of it, as the template says. A changed one is
 * taken out, and plugged again once it is gone. Truth: `kubevirt/kubevirt · pkg/storage/hotplug/hotplug.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from '../configuration.ts';
import type { Release } from '../releases/release.ts';
import { isSameValue } from '../same-value.ts';
import { plugsVolumesLive } from './live-update.ts';
import { byName } from './nics.ts';
import type { Desired, Running } from './running-vm.ts';
import { nothing, type StepResult } from './vmi-patch.ts';
import { type Disk, readDisks, readVolumes, type Volume } from './volumes.ts';

export function plugVolumes(
  desired: Desired,
  running: Running,
  release: Release,
  configuration: ClusterConfiguration,
): StepResult {
  if (!plugsVolumesLive(release, configuration)) return nothing;
  if (desired.hasVolumeRequests || desired.updateVolumesStrategy === 'Migration') return nothing;
  if (running.status.phase !== 'Running') return nothing;
  const before = { volumes: readVolumes(running.spec), disks: readDisks(running.spec) };
  const volumes = pluggedVolumes(readVolumes(desired.spec), before.volumes, running);
  const disks = pluggedDisks(readDisks(desired.spec), before.disks, before.volumes, volumes);
  const isSame = (one: readonly (Volume | Disk)[], other: readonly (Volume | Disk)[]): boolean =>
    isSameValue(
      one.map(({ form }) => form),
      other.map(({ form }) => form),
    );
  if (isSame(volumes, before.volumes) && isSame(disks, before.disks)) return nothing;
  return {
    patches: [
      { field: 'volumes', value: volumes.map(({ value }) => value) },
      { field: 'domain.devices.disks', value: disks.map(({ value }) => value) },
    ],
  };
}

function pluggedVolumes(desired: readonly Volume[], own: readonly Volume[], { status }: Running): readonly Volume[] {
  const wanted = byName(desired);
  const present = byName(own);
  // What is being taken out still has a status.
  const reported = new Set(status.volumeStatus.map(({ name }) => name));
  const kept = own.filter((volume) => {
    if (!volume.isHotpluggable) return true;
    const next = wanted.get(volume.name);
    return next !== undefined && (!next.isHotpluggable || isSameValue(next.form, volume.form));
  });
  return [
    ...kept,
    ...desired.filter(({ name, isHotpluggable }) => isHotpluggable && !present.has(name) && !reported.has(name)),
  ];
}

/** Disks of other volumes stay, and so does a CD-ROM without its medium. */
function pluggedDisks(
  desired: readonly Disk[],
  own: readonly Disk[],
  before: readonly Volume[],
  after: readonly Volume[],
): readonly Disk[] {
  const wanted = byName(desired);
  const present = byName(own);
  const [old, backing] = [byName(before), byName(after)];
  return [
    ...own.filter(
      ({ name, isCdrom }) => !old.get(name)?.isHotpluggable || (wanted.has(name) && (backing.has(name) || isCdrom)),
    ),
    ...desired.filter(({ name }) => backing.get(name)?.isHotpluggable && !present.has(name)),
  ];
}
