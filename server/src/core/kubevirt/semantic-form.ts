/**
 * A VMI spec in a form in which equal values mean the same to KubeVirt: what is left out equals what is empty, a plain member that is
 * zero or false equals a missing one (a pointer does not), quantities equal by value, and what the release's types lack is not there.
 * `field` of a difference is below the spec. Truth: `kubernetes/apimachinery · pkg/api/equality`, `kubevirt/kubevirt ·
 * staging/src/kubevirt.io/api/core/v1/{schema,types}.go`, v1.6–v1.9.
 */
import { memberAt } from './admission/admitted-object.ts';
import { decodeVmiSpec } from './decode.ts';
import { isObject } from './go-decode.ts';
import { parseQuantity } from './quantity.ts';
import type { Release } from './releases/release.ts';
import { isSameValue } from './same-value.ts';

/** Members of Go's types that are no pointers, by the key of what they stand in; `*`: wherever they stand. */
const plainMembers: ReadonlySet<string> = new Set([
  '.domain',
  'domain.devices',
  'domain.resources',
  'features.acpi',
  '*.source',
  '*.propagationMethod',
  '*.preference',
  '*.podAffinityTerm',
  '*.nodeSelector',
  '*.requests',
  '*.limits',
  '*.matchLabels',
  '*.dedicatedCpuPlacement',
  '*.isolateEmulatorThread',
  '*.overcommitGuestOverhead',
  '*.disableHotplug',
  '*.endOfInterrupt',
  '*.hotpluggable',
  '*.reservation',
  '*.default',
  '*.port',
  '*.start',
  '*.end',
  '*.option',
  '*.acpiIndex',
  'disk.readonly',
  'lun.readonly',
  'persistentVolumeClaim.readOnly',
  'memoryDump.readOnly',
  'kvm.hidden',
  'cpu.cores',
  'cpu.sockets',
  'cpu.maxSockets',
  'cpu.threads',
  'custom.logical',
  'custom.physical',
  '*.maxSkew',
  '*.weight',
  '*.initialDelaySeconds',
  '*.timeoutSeconds',
  '*.periodSeconds',
  '*.successThreshold',
  '*.failureThreshold',
]);

/** The same by key: the keys of what it is plain in. */
const plainIn = new Map<string, Set<string>>();
for (const path of plainMembers) {
  const [holder = '', key = ''] = path.split('.');
  plainIn.set(key, (plainIn.get(key) ?? new Set<string>()).add(holder));
}

const quantities: ReadonlySet<string> = new Set(['guest', 'maxGuest', 'capacity', 'addedOverhead', 'divisor']);
const quantityMaps: ReadonlySet<string> = new Set(['requests', 'limits']);

/** An edit is judged in many worlds that share its specs, which nobody changes. */
const forms = new WeakMap<object, Map<Release, Readonly<Record<string, unknown>>>>();

/** The form of a whole VMI spec. */
export function semanticSpec(spec: unknown, release: Release): Readonly<Record<string, unknown>> {
  if (!isObject(spec)) return formOf(spec, release);
  let known = forms.get(spec);
  if (!known) forms.set(spec, (known = new Map<Release, Readonly<Record<string, unknown>>>()));
  let form = known.get(release);
  if (!form) known.set(release, (form = formOf(spec, release)));
  return form;
}

function formOf(spec: unknown, release: Release): Readonly<Record<string, unknown>> {
  const { interfaces, networks } = decodeVmiSpec(spec, release).spec;
  const domain = memberAt(spec, 'domain');
  const form = semanticForm(
    {
      ...(isObject(spec) ? spec : {}),
      networks,
      domain: { ...asObject(domain), devices: { ...asObject(memberAt(domain, 'devices')), interfaces } },
    },
    '',
    '',
  );
  return asObject(form);
}

/**
 * The form of a part of a VMI spec that stands at a key of an object (itself at a key); undefined: it means what a missing one means.
 */
export function semanticForm(value: unknown, key: string, holder: string): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (quantities.has(key) || quantityMaps.has(holder)) return quantityForm(value);
  const holders = plainIn.get(key);
  const isPlain = holders !== undefined && (holders.has(holder) || holders.has('*'));
  if (Array.isArray(value))
    return value.length === 0 ? undefined : value.map((member) => semanticForm(member, key, holder) ?? null);
  if (isObject(value)) {
    const members: [string, unknown][] = [];
    for (const name of Object.keys(value)) {
      const form = semanticForm(value[name], name, key);
      if (form !== undefined) members.push([name, form]);
    }
    return isPlain && members.length === 0 ? undefined : Object.fromEntries(members);
  }
  if (isPlain && (value === false || Number(value) === 0)) return undefined;
  return typeof value === 'bigint' ? Number(value) : value;
}

/** Canonical text of the value, whatever the unit it is written in. */
function quantityForm(value: unknown): unknown {
  const quantity = typeof value === 'object' ? undefined : parseQuantity(value);
  return quantity ? `${quantity.nano}n` : String(value);
}

export type DifferenceKind = 'added' | 'removed' | 'changed';

export interface SemanticDifference {
  /** In the second value; of something that was removed what it is missing from. */
  readonly field: string;
  /** In the first value; of something that was added what it is missing from. */
  readonly oldField: string;
  readonly kind: DifferenceKind;
}

/**
 * Where two values in that form differ, as deep as both have a member. Members of lists are told apart by their names where
 * all have one; a list that differs in nothing but order differs as a whole.
 */
export function semanticDifferences(one: unknown, other: unknown): readonly SemanticDifference[] {
  const found: SemanticDifference[] = [];
  compare(one, other, '', '', found);
  return found;
}

function compare(one: unknown, other: unknown, oldField: string, field: string, found: SemanticDifference[]): void {
  if (isSameValue(one, other)) return;
  if (Array.isArray(one) && Array.isArray(other)) compareLists(one, other, oldField, field, found);
  else if (isObject(one) && isObject(other))
    for (const key of new Set([...Object.keys(other), ...Object.keys(one)])) {
      const [before, after] = [one[key], other[key]];
      if (before === undefined) found.push({ field: join(field, key), oldField, kind: 'added' });
      else if (after === undefined) found.push({ field, oldField: join(oldField, key), kind: 'removed' });
      else compare(before, after, join(oldField, key), join(field, key), found);
    }
  else found.push({ field, oldField, kind: 'changed' });
}

function compareLists(
  one: readonly unknown[],
  other: readonly unknown[],
  oldField: string,
  field: string,
  found: SemanticDifference[],
): void {
  const before = placesByName(one);
  const after = placesByName(other);
  const known = found.length;
  if (before && after) {
    for (const [name, place] of after) {
      const old = before.get(name);
      const at = `${field}[${place}]`;
      if (old === undefined) found.push({ field: at, oldField, kind: 'added' });
      else compare(one[old], other[place], `${oldField}[${old}]`, at, found);
    }
    for (const [name, place] of before)
      if (!after.has(name)) found.push({ field, oldField: `${oldField}[${place}]`, kind: 'removed' });
  } else if (one.length === other.length) {
    other.forEach((member, place) => compare(one[place], member, `${oldField}[${place}]`, `${field}[${place}]`, found));
  }
  if (found.length === known) found.push({ field, oldField, kind: 'changed' });
}

/** Undefined unless every member has a name of its own. */
function placesByName(list: readonly unknown[]): ReadonlyMap<string, number> | undefined {
  const places = new Map<string, number>();
  for (const [place, member] of list.entries()) {
    const name = memberAt(member, 'name');
    if (typeof name !== 'string' || places.has(name)) return undefined;
    places.set(name, place);
  }
  return places;
}

function join(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}
