/**
 * What differs between two texts of one VM, field by field, as KubeVirt compares: NICs, networks, disks and volumes by
 * name, amounts by value, what is left out like what is empty, and nothing of what the cluster writes itself. It must not
 * judge: what a difference does is asked elsewhere. Truth: `kubevirt/kubevirt · pkg/virt-controller/watch/vm/vm.go`,
 * `kubernetes/apimachinery · pkg/api/equality`, v1.6–v1.9.
 */
import { isObject } from '../go-decode.ts';
import { isSameValue } from '../same-value.ts';
import { semanticForm } from '../semantic-form.ts';
import { isClusterWritten } from './cluster-written.ts';
import type { ChangeKind } from './impact.ts';

export interface ChangedField {
  /** From the object's root, in the new text; of something removed, what it is missing from. */
  readonly field: string;
  /** Where it stood in the old text. */
  readonly oldField: string | undefined;
  readonly change: ChangeKind;
  /** The logical network that it belongs to, for parts of NICs. */
  readonly network: string | undefined;
  /** Its keys without indices: what kind of field it is. */
  readonly keys: readonly string[];
  /** Keys and indices of where it stands, or stood, in the new and in the old text. */
  readonly path: Path;
  readonly oldPath: Path;
  readonly before: unknown;
  readonly after: unknown;
}

export type Path = readonly (string | number)[];

type Members = Readonly<Record<string, unknown>>;

/** Where a comparison stands in both texts. */
interface Place {
  readonly path: Path;
  readonly oldPath: Path;
  /** What of the way there is in the new text. */
  readonly parent: Path;
  readonly keys: readonly string[];
  readonly network: string | undefined;
}

/** The differences of two objects of one kind, in the order of the new text; what was removed comes where its list or object ends. */
export function changedFields(before: unknown, after: unknown): readonly ChangedField[] {
  return ofMembers(asObject(before), asObject(after), {
    path: [],
    oldPath: [],
    parent: [],
    keys: [],
    network: undefined,
  });
}

function ofMembers(before: Members, after: Members, at: Place): readonly ChangedField[] {
  const replaced = replacedVariant(before, after, at.keys);
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((key) => {
    const here = member(at, key);
    if (isClusterWritten(here.keys) || key === replaced?.before) return [];
    if (key === replaced?.after)
      return [
        {
          ...changeOf({ ...here, oldPath: [...at.oldPath, replaced.before] }, before[replaced.before], after[key]),
        },
      ];
    return ofValue(key, before[key], after[key], here);
  });
}

function ofValue(key: string, before: unknown, after: unknown, at: Place): readonly ChangedField[] {
  const holder = at.keys.at(-2) ?? '';
  const [oldForm, form] = [semanticForm(before, key, holder), semanticForm(after, key, holder)];
  if (isSameValue(oldForm, form)) return [];
  const wasThere = oldForm !== undefined;
  const isThere = form !== undefined;
  const isOneSided = wasThere !== isThere;
  if (isObject(wasThere ? before : after) && isObject(isThere ? after : before)) {
    if (!isOneSided) return ofMembers(asObject(before), asObject(after), { ...at, parent: at.path });
    if (opened.has(key)) return ofMembers(asObject(before), asObject(after), isThere ? { ...at, parent: at.path } : at);
  }
  const [olds, news] = [asList(before), asList(after)];
  if (olds && news) {
    const [oldNames, names] = [namesOf(olds, at.keys), namesOf(news, at.keys)];
    if (oldNames && names)
      return ofNamedItems(
        { oldNames, names, olds, news },
        { ...at, parent: Array.isArray(after) ? at.path : at.parent },
      );
  }
  return [changeOf(at, wasThere ? before : undefined, isThere ? after : undefined)];
}

interface NamedItems {
  readonly oldNames: readonly string[];
  readonly names: readonly string[];
  readonly olds: readonly unknown[];
  readonly news: readonly unknown[];
}

/** Their order counts, but for NICs. */
function ofNamedItems({ oldNames, names, olds, news }: NamedItems, at: Place): readonly ChangedField[] {
  const isOfNics = isNicList(at.keys);
  const item = (name: string, index: number | undefined, oldIndex: number | undefined): Place => ({
    ...at,
    path: index === undefined ? at.path : [...at.path, index],
    parent: index === undefined ? at.parent : [...at.path, index],
    oldPath: oldIndex === undefined ? at.oldPath : [...at.oldPath, oldIndex],
    network: isOfNics ? name : at.network,
  });
  const oldIndices = new Map(oldNames.map((name, index) => [name, index]));
  const kept = names.filter((name) => oldIndices.has(name));
  const present = new Set(names);
  const changes = names.flatMap((name, index) => {
    const oldIndex = oldIndices.get(name);
    const here = item(name, index, oldIndex);
    return oldIndex === undefined
      ? [changeOf(here, undefined, news[index])]
      : ofMembers(asObject(olds[oldIndex]), asObject(news[index]), here);
  });
  const removed = oldNames.flatMap((name, oldIndex) =>
    present.has(name) ? [] : [changeOf(item(name, undefined, oldIndex), olds[oldIndex], undefined)],
  );
  const keptBefore = oldNames.filter((name) => present.has(name));
  const isReordered = !isOfNics && kept.some((name, index) => name !== keptBefore[index]);
  return [...changes, ...removed, ...(isReordered ? [changeOf(at, olds, news)] : [])];
}

function changeOf({ path, oldPath, parent, keys, network }: Place, before: unknown, after: unknown): ChangedField {
  const change = after === undefined ? 'removed' : before === undefined ? 'added' : 'changed';
  return {
    field: fieldOf(change === 'removed' ? parent : path),
    oldField: change === 'added' ? undefined : fieldOf(oldPath),
    change,
    network,
    keys,
    path,
    oldPath,
    before,
    after,
  };
}

const interfaceVariants = ['bridge', 'slirp', 'masquerade', 'sriov', 'macvtap', 'passt', 'passtBinding', 'binding'];
/** Members of which an item has one: putting another in its place is one change. */
const variantsByList: Readonly<Record<string, readonly string[]>> = {
  interfaces: interfaceVariants,
  networks: ['pod', 'multus', 'resourceClaim'],
  disks: ['disk', 'lun', 'cdrom'],
  volumes: [
    'persistentVolumeClaim',
    'dataVolume',
    'containerDisk',
    'cloudInitNoCloud',
    'cloudInitConfigDrive',
    'hostDisk',
    'emptyDisk',
    'ephemeral',
    'configMap',
    'secret',
    'serviceAccount',
    'sysprep',
    'downwardAPI',
    'downwardMetrics',
    'memoryDump',
  ],
};

function replacedVariant(
  before: Members,
  after: Members,
  keys: readonly string[],
): { readonly before: string; readonly after: string } | undefined {
  const list = keys.at(-1) ?? '';
  const variants = Object.hasOwn(variantsByList, list) ? (variantsByList[list] ?? []) : [];
  const left = variants.filter((key) => isPresent(before[key]) && !isPresent(after[key]));
  const come = variants.filter((key) => !isPresent(before[key]) && isPresent(after[key]));
  const [old, fresh] = [left[0], come[0]];
  return old !== undefined && fresh !== undefined && left.length === 1 && come.length === 1
    ? { before: old, after: fresh }
    : undefined;
}

/** Objects whose members are looked at one by one where the whole object is new or gone. */
const opened = new Set([
  'labels',
  'annotations',
  'metadata',
  'template',
  'spec',
  'domain',
  'devices',
  'cpu',
  'memory',
  'resources',
  'requests',
  'limits',
]);

const isNicList = (keys: readonly string[]): boolean => {
  const list = keys.join('.');
  return (
    list.endsWith('spec.domain.devices.interfaces') ||
    list.endsWith('template.spec.networks') ||
    list === 'spec.networks'
  );
};

/** The names of a list's items, where each has one of its own. */
function namesOf(items: readonly unknown[], keys: readonly string[]): readonly string[] | undefined {
  const isOfTemplates = keys.at(-1) === 'dataVolumeTemplates';
  const names = items.map((item) => {
    const named = isOfTemplates && isObject(item) ? item['metadata'] : item;
    return isObject(named) ? named['name'] : undefined;
  });
  const texts = names.filter((name): name is string => typeof name === 'string' && name !== '');
  return texts.length === items.length && new Set(texts).size === texts.length ? texts : undefined;
}

function member(at: Place, key: string): Place {
  return { ...at, path: [...at.path, key], oldPath: [...at.oldPath, key], keys: [...at.keys, key] };
}

/** In KubeVirt's spelling. */
function fieldOf(path: Path): string {
  return path.reduce<string>(
    (field, part) => (typeof part === 'number' ? `${field}[${part}]` : field === '' ? part : `${field}.${part}`),
    '',
  );
}

/** Nothing reads as an empty list; anything else than a list is none. */
function asList(value: unknown): readonly unknown[] | undefined {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : undefined;
}

const asObject = (value: unknown): Members => (isObject(value) ? value : {});
const isPresent = (value: unknown): boolean => value !== undefined && value !== null;
