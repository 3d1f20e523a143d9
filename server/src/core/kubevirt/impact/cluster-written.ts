/**
 * What of a VM the cluster writes by itself, so that a text that lacks it or has it changes nothing. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/mutating-webhook/mutators/vms-mutator.go`, `pkg/virt-controller/watch/vm/{vm,firmware}.go`, v1.6–v1.9;
 * Kubernetes' object metadata.
 */
import { isObject } from '../go-decode.ts';

/** Parts of metadata that are somebody's wish. */
const wishedMetadata = new Set(['labels', 'annotations']);

const writtenAnnotations: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'kubevirt.io/latest-observed-api-version',
  'kubevirt.io/storage-observed-api-version',
];

/** Whether a field, by its keys from the object's root without indices, is none of a user's edit. */
export function isClusterWritten(keys: readonly string[]): boolean {
  const [top, second, third] = keys;
  if (top === 'status' || top === 'apiVersion' || top === 'kind') return true;
  if (top === 'metadata' && second !== undefined)
    return !wishedMetadata.has(second) || (second === 'annotations' && writtenAnnotations.includes(third ?? ''));
  return keys.at(-1) === 'creationTimestamp';
}

/** Members that the webhooks and controllers fill in where a manifest leaves them out, by the way there. */
const filledIn: readonly (readonly string[])[] = [
  ['spec', 'instancetype', 'revisionName'],
  ['spec', 'preference', 'revisionName'],
  ['spec', 'instancetype', 'kind'],
  ['spec', 'preference', 'kind'],
  ['spec', 'template', 'spec', 'architecture'],
  ['spec', 'template', 'spec', 'domain', 'machine'],
  ['spec', 'template', 'spec', 'domain', 'firmware', 'uuid'],
  ['spec', 'template', 'spec', 'domain', 'firmware', 'serial'],
];

/** The new text as the cluster will hold it: what it had filled into the old object stays, as an apply leaves it alone. */
export function keepFilledIn(before: unknown, after: unknown): unknown {
  if (!isFromCluster(before)) return after;
  return filledIn.reduce((object, keys) => {
    const kept = keys.reduce<unknown>(memberOf, before);
    return kept === undefined || keys.reduce<unknown>(memberOf, object) !== undefined
      ? object
      : put(object, keys, kept);
  }, after);
}

/**
 * A VM as it is stored: the mutating webhook writes its spec anew, and leaves out what is empty. Places in lists stay as
 * they are.
 */
export function asStored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asStored);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([, member]) => member !== null && !(Array.isArray(member) && member.length === 0),
  );
  return Object.fromEntries(kept.map(([key, member]) => [key, asStored(member)]));
}

function isFromCluster(object: unknown): boolean {
  const metadata = memberOf(object, 'metadata');
  return memberOf(metadata, 'uid') !== undefined || memberOf(metadata, 'resourceVersion') !== undefined;
}

function memberOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A member put in, where what it belongs to is there or may be made. */
function put(object: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (object !== undefined && !isObject(object)) return object;
  const inner = object?.[key];
  // An instancetype or preference that is gone is gone with all that was noted of it.
  if (inner === undefined && (key === 'instancetype' || key === 'preference')) return object;
  return { ...object, [key]: put(inner, rest, value) };
}
