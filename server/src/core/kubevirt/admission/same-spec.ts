/**
 * Whether two VMIs have the same spec to KubeVirt, which lets users change none of it: what is left out equals what is empty, and quantities
 * equal by value. Truth: `kubevirt/kubevirt · pkg/virt-api/webhooks/validating-webhook/admitters/vmi-update-admitter.go`,
 * `kubernetes/apimachinery · pkg/api/equality`.
 */
import { decodeMachine } from '../decode-machine.ts';
import { decodeVmiSpec } from '../decode.ts';
import { isObject } from '../go-decode.ts';
import type { Release } from '../releases/release.ts';
import { memberAt } from './admitted-object.ts';

export function isSameSpec(one: unknown, other: unknown, release: Release): boolean {
  const [first, second] = [memberAt(one, 'spec'), memberAt(other, 'spec')];
  return written(first, release) === written(second, release);
}

/** What the decoders know goes through them; the rest is compared as it is written, without what is empty. */
function written(spec: unknown, release: Release): string {
  const known = [decodeVmiSpec(spec, release).spec, decodeMachine(spec).machine];
  return JSON.stringify([known.map(ordered), ordered(spec)]);
}

/** Members that Go's types cannot tell from missing ones when they are false, zero or an empty object. */
const plainMembers = new Set([
  'devices',
  'resources',
  'requests',
  'limits',
  'nodeSelector',
  'port',
  'default',
  'readonly',
  'hotpluggable',
  'reservation',
  'dedicatedCpuPlacement',
  'isolateEmulatorThread',
  'overcommitGuestOverhead',
  'sockets',
  'cores',
  'threads',
  'maxSockets',
  'acpiIndex',
]);

/** Quantities, which the decoders compare by value; `cpu` and `memory` are objects elsewhere. */
const quantities = new Set(['cpu', 'memory', 'guest', 'maxGuest', 'capacity']);

function ordered(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Map) return ordered(Object.fromEntries(value as ReadonlyMap<string, unknown>));
  if (Array.isArray(value)) return value.map(ordered);
  if (!isObject(value)) return value;
  return Object.keys(value)
    .sort()
    .flatMap((key) => {
      const inner = value[key];
      const isLeftOut = isEmpty(inner) || (plainMembers.has(key) && isZero(inner));
      return isLeftOut || (quantities.has(key) && !isObject(inner)) ? [] : [[key, ordered(inner)]];
    });
}

function isZero(value: unknown): boolean {
  return value === false || value === 0 || value === 0n || (isObject(value) && Object.keys(value).length === 0);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
