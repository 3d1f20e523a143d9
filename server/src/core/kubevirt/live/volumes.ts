/**
 * Volumes and disks of a VM's template or a VMI as the controllers of a running VM look at them: by name, of equal names the last.
 * Truth: `kubevirt/kubevirt · pkg/storage/types/{volume,pvc}.go`, v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { semanticForm } from '../semantic-form.ts';

export interface Volume {
  readonly name: string;
  /** As it is written. */
  readonly value: unknown;
  /** In the form in which equal values mean the same. */
  readonly form: unknown;
  /** The persistent volume claim that holds its data; empty for volumes of other kinds. */
  readonly claim: string;
  readonly isDataVolume: boolean;
  /** A claim or data volume that is marked as hot-pluggable. */
  readonly isHotpluggable: boolean;
  /** A dump of memory into a claim, plugged by command. */
  readonly isPluggedDump: boolean;
}

export interface Disk {
  readonly name: string;
  readonly value: unknown;
  readonly form: unknown;
  readonly isCdrom: boolean;
  readonly isLun: boolean;
  readonly isShareable: boolean;
}

export function readVolumes(spec: unknown): readonly Volume[] {
  return listAt(spec, 'volumes').map((value) => {
    const claims = ['dataVolume.name', 'persistentVolumeClaim.claimName', 'memoryDump.claimName'];
    return {
      name: nameOf(value),
      value,
      form: semanticForm(value, 'volumes', ''),
      claim: claims.map((field) => memberAt(value, field)).find((claim) => typeof claim === 'string') ?? '',
      isDataVolume: isSet(memberAt(value, 'dataVolume')),
      isHotpluggable: ['persistentVolumeClaim', 'dataVolume'].some(
        (source) => memberAt(value, `${source}.hotpluggable`) === true,
      ),
      isPluggedDump: memberAt(value, 'memoryDump.hotpluggable') === true,
    };
  });
}

export function readDisks(spec: unknown): readonly Disk[] {
  return listAt(spec, 'domain.devices.disks').map((value) => ({
    name: nameOf(value),
    value,
    form: semanticForm(value, 'disks', 'devices'),
    isCdrom: isSet(memberAt(value, 'cdrom')),
    isLun: isSet(memberAt(value, 'lun')),
    isShareable: memberAt(value, 'shareable') === true,
  }));
}

export function filesystemNames(spec: unknown): ReadonlySet<string> {
  return new Set(listAt(spec, 'domain.devices.filesystems').map(nameOf));
}

/** Whether a volume comes and goes while the VM runs. */
export function isPlugged({ isHotpluggable, isPluggedDump }: Volume): boolean {
  return isHotpluggable || isPluggedDump;
}

function listAt(spec: unknown, field: string): readonly unknown[] {
  const list = memberAt(spec, field);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}

function nameOf(value: unknown): string {
  const name = memberAt(value, 'name');
  return typeof name === 'string' ? name : '';
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;
