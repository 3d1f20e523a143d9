/**
 * The rules of volumes. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import { isGateEnabled } from '../configuration.ts';
import type { Volume } from '../machine-model.ts';
import { type Cause, type CauseRest, cause, gated, invalid, required } from './cause.ts';
import { cloudInitCauses } from './cloud-init.ts';
import { type SpecAdmission, volumesField } from './spec-admission.ts';

/** Members of a volume that say where its data is; exactly one is there. */
export const volumeSources = [
  'persistentVolumeClaim',
  'sysprep',
  'cloudInitNoCloud',
  'cloudInitConfigDrive',
  'containerDisk',
  'ephemeral',
  'emptyDisk',
  'hostDisk',
  'dataVolume',
  'configMap',
  'secret',
  'downwardAPI',
  'serviceAccount',
  'downwardMetrics',
  'memoryDump',
  'containerPath',
] as const;

export function volumeCauses(admission: SpecAdmission): Cause[] {
  const { volumes } = admission.machine;
  const base = volumesField(admission.field);
  const firsts = new Map<string, number>();
  const causes = volumes.flatMap((volume, index) => {
    const at = `${base}[${index}]`;
    const first = firsts.get(volume.name);
    if (first === undefined) firsts.set(volume.name, index);
    return [
      ...(first === undefined ? [] : [sameName(volume.name, index, first, base)]),
      ...sourceCauses(volume, index, at),
      ...cloudInitCauses(volume, index, at),
      ...gateCauses(admission, volume, index, at),
      ...memberCauses(volume, index, at),
    ];
  });
  const onlyOne = (source: 'serviceAccount' | 'downwardMetrics' | 'memoryDump', name: string): void => {
    const [first = -1, second] = volumes.flatMap((volume, index) => (volume[source] ? [index] : []));
    if (second === undefined) return;
    causes.push(
      invalid('invalid-volume-source', `${base} must have max one ${name} volume set`, base, {
        at: `${base}[${second}].${source}`,
        on: 'key',
        evidence: [base],
        related: [{ field: `${base}[${first}].${source}`, relation: 'conflicts-with' }],
        data: { volume: second, first, fault: 'several-of-kind', source },
      }),
    );
  };
  onlyOne('serviceAccount', 'serviceAccount');
  onlyOne('downwardMetrics', 'downwardMetric');
  onlyOne('memoryDump', 'memory dump');
  return causes;
}

function sameName(name: string, index: number, first: number, base: string): Cause {
  const at = `${base}[${index}].name`;
  const other = `${base}[${first}].name`;
  const message = `${base}[${index}] and ${base}[${first}] must not have the same Name.`;
  return invalid('duplicate-disk-or-volume-name', message, at, {
    evidence: [at, other],
    related: [{ field: other, relation: 'same-name' }],
    data: { list: 'volumes', index, first, name },
  });
}

function sourceCauses(volume: Volume, index: number, at: string): readonly Cause[] {
  const sources = volumeSources.filter((source) => volume[source] !== undefined);
  const causes: Cause[] = [];
  const data = { volume: index, name: volume.name, sources };
  if (volume.dataVolume?.name === '')
    causes.push(
      required('invalid-volume-source', "DataVolume 'name' must be set", `${at}.name`, {
        at: `${at}.dataVolume.name`,
        data: { ...data, fault: 'data-volume-name' },
      }),
    );
  const message = `${at} must have exactly one source type set`;
  const [first = '', second = ''] = sources;
  if (sources.length === 0)
    causes.push(invalid('invalid-volume-source', message, at, { on: 'key', data: { ...data, fault: 'none' } }));
  if (sources.length > 1)
    causes.push(
      invalid('invalid-volume-source', message, at, {
        at: `${at}.${second}`,
        on: 'key',
        evidence: [at],
        related: [{ field: `${at}.${first}`, relation: 'conflicts-with' }],
        data: { ...data, fault: 'several' },
      }),
    );
  return causes;
}

function gateCauses(
  { release, configuration }: SpecAdmission,
  volume: Volume,
  index: number,
  at: string,
): readonly Cause[] {
  const causes: Cause[] = [];
  const data = { volume: index, name: volume.name };
  if (volume.downwardMetrics && !isGateEnabled(release, configuration, 'DownwardMetrics'))
    causes.push(
      gated(
        'DownwardMetrics',
        'downwardMetrics disks are not allowed: DownwardMetrics feature gate is not enabled.',
        at,
        { at: `${at}.downwardMetrics`, on: 'key', data },
      ),
    );
  if (volume.hostDisk && !isGateEnabled(release, configuration, 'HostDisk'))
    causes.push(
      gated('HostDisk', 'HostDisk feature gate is not enabled', at, { at: `${at}.hostDisk`, on: 'key', data }),
    );
  return causes;
}

/** What the sources themselves need. */
function memberCauses(volume: Volume, index: number, at: string): readonly Cause[] {
  const { hostDisk, configMap, secret, serviceAccount, containerDisk } = volume;
  const causes: Cause[] = [];
  const say = (fault: string, message: string, where: string, rest: CauseRest = {}): number =>
    causes.push(
      invalid('invalid-volume-source', message, where, { data: { volume: index, name: volume.name, fault }, ...rest }),
    );
  if (hostDisk) {
    const base = `${at}.hostDisk`;
    if (hostDisk.path === '')
      causes.push(
        cause(
          'invalid-volume-source',
          'FieldValueNotFound',
          `${base}.path is required for hostDisk volume`,
          `${base}.path`,
          { data: { volume: index, name: volume.name, fault: 'host-disk-path' } },
        ),
      );
    if (hostDisk.type !== 'Disk' && hostDisk.type !== 'DiskOrCreate')
      say(
        'host-disk-type',
        `${base}.type has invalid value '${hostDisk.type}', allowed are 'Disk' or 'DiskOrCreate'`,
        `${base}.type`,
        { data: { volume: index, fault: 'host-disk-type', value: hostDisk.type, values: ['Disk', 'DiskOrCreate'] } },
      );
    if (hostDisk.type === 'Disk' && hostDisk.capacity && hostDisk.capacity.nano !== 0n)
      say(
        'host-disk-capacity',
        `${base}.capacity is allowed to pass only with ${base}.type equal to 'DiskOrCreate'`,
        `${base}.capacity`,
        { evidence: [base] },
      );
  }
  const needed = (value: string | undefined, where: string): void => {
    if (value === '') say('required', `${where} is a required field`, where);
  };
  needed(configMap?.name, `${at}.configMap.name`);
  needed(secret?.secretName, `${at}.secret.secretName`);
  needed(serviceAccount?.serviceAccountName, `${at}.serviceAccount.serviceAccountName`);
  if (containerDisk && containerDisk.path !== '')
    causes.push(
      ...pathCauses('invalid-volume-source', containerDisk.path, `${at}.containerDisk`, `${at}.containerDisk.path`),
    );
  return causes;
}

/** A path to a file in a container: absolute, and already in its shortest form. `field` is what KubeVirt names. */
export function pathCauses(family: Cause['family'], path: string, field: string, at: string): readonly Cause[] {
  const data = { fault: 'path', value: path };
  if (path === '/') return [invalid(family, `${field} must not point to root`, field, { at, data })];
  if (shortest(path) === path.replace(/\/$/, '')) return [];
  const message = `${field} must be an absolute path to a file without relative components`;
  return [invalid(family, message, field, { at, data })];
}

/** An absolute path without `.`, `..` and doubled slashes. */
function shortest(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
