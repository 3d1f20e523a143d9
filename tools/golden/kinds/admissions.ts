/** What the webhooks answer, for the kinds of golden cases that record it. */
import {
  admitCreate,
  admitUpdate,
  decodeErrorText,
  startRefusal,
} from '../../../server/src/core/kubevirt/admission/admit.ts';
import { isAdmittedKind, readObject } from '../../../server/src/core/kubevirt/admission/admitted-object.ts';
import { type StatusCause, statusCause } from '../../../server/src/core/kubevirt/admission/cause.ts';
import { judge } from '../../../server/src/core/kubevirt/admission/judgement.ts';
import { decodeConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import type { Release } from '../../../server/src/core/kubevirt/releases/index.ts';
import type { Computed, GoldenCase, Json, JsonObject } from '../case.ts';
import { isEqual } from '../equality.ts';
import { recordedSchema, sameSchemaAnswer, schemaCausesOf } from '../schema-causes.ts';
import { member, objectMember } from './inputs.ts';

/** Recorded manifests without namespace are in `default`. */
function requestOf({ manifest, old, kubevirt }: GoldenCase, release: Release) {
  const kind = String(member(manifest, 'kind'));
  return {
    kind,
    object: manifest,
    old,
    release,
    configuration: decodeConfiguration(kubevirt),
    schemaCauses: schemaCausesOf(kind, release, manifest).map(({ message }): StatusCause => ({
      type: '',
      message,
      field: '',
    })),
  };
}

export function admitCreation(input: GoldenCase, release: Release): Computed {
  const request = requestOf(input, release);
  return { value: refusedBySchema(request.schemaCauses, 'mutate') ?? recorded(admitCreate(request)) };
}

/** Without the object before there is no change to admit. */
export function admitChange(input: GoldenCase, release: Release): Computed {
  if (input.old === undefined) return { value: undefined };
  const request = requestOf(input, release);
  return { value: refusedBySchema(request.schemaCauses) ?? recorded(admitUpdate(request)) };
}

/** Many causes of the schema are recorded as such, not by name. */
function refusedBySchema(causes: readonly StatusCause[], wrapper?: string): Json | undefined {
  const answer = recordedSchema(causes.map(({ message }) => ({ type: '', message, field: '' })));
  return answer === undefined || wrapper === undefined ? answer : { [wrapper]: answer };
}

/** As Go writes the type: an empty field is left out. */
function recorded(value: unknown): Json {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (key === 'field' && inner === '' ? undefined : inner)),
  ) as Json;
}

/** To the letter, but for what the schema says: there the fields at fault count. */
export function sameAdmission(expected: Json | undefined, actual: Json | undefined): boolean {
  const [one, other] = [schemaPart(expected), schemaPart(actual)];
  return one && other
    ? one.where === other.where && sameSchemaAnswer(one.answer, other.answer)
    : isEqual(expected, actual);
}

function schemaPart(value: Json | undefined): { readonly where: string; readonly answer: JsonObject } | undefined {
  const mutate = objectMember(value, 'mutate');
  const answer = mutate ?? objectMember(value);
  const causes = answer?.['causes'];
  if (!answer || !Array.isArray(causes)) return undefined;
  const isSchema = answer['truncated'] === true || causes.some((cause) => member(cause, 'type') === '');
  return isSchema ? { where: mutate ? 'mutate' : '', answer } : undefined;
}

export function vmSpecCauses(input: GoldenCase, release: Release): Computed {
  const { object, kind, configuration } = requestOf(input, release);
  if (!isAdmittedKind(kind)) return { value: undefined };
  const { whole } = judge(object, readObject(object, kind, release), { release, configuration });
  return { value: recorded(whole.map(statusCause)) };
}

export function startRefusalOf(input: GoldenCase, release: Release): Computed {
  const { kind, object, configuration, schemaCauses } = requestOf(input, release);
  if (kind !== 'VirtualMachine' || schemaCauses.length > 0) return { value: undefined };
  const refusal = startRefusal(object, { release, configuration });
  return { value: refusal && recorded(refusal) };
}

/** The schema, the mutating webhook or the VM controller refuses, so that there is no VMI that starts. */
export function isRefusedBeforeStart(input: GoldenCase, release: Release): boolean {
  const request = requestOf(input, release);
  return (
    request.schemaCauses.length > 0 ||
    'mutate' in admitCreate(request) ||
    (request.kind === 'VirtualMachine' && startRefusal(request.object, request) !== undefined)
  );
}

export function decodeErrorOf({ manifest }: GoldenCase, release: Release): Computed {
  const kind = String(member(manifest, 'kind'));
  if (!isAdmittedKind(kind)) return { value: undefined };
  if (kind === 'VirtualMachine' && objectMember(manifest, 'spec', 'template') === undefined)
    return { value: 'no template' };
  const [problem] = readObject(manifest, kind, release).problems;
  return { value: problem && decodeErrorText(problem, kind) };
}

/** The field at fault counts, not Go's wording. Embedded structs stand in Go's path, but not in the manifest's. */
export function sameDecodeError(expected: Json | undefined, actual: Json | undefined): boolean {
  return fieldOf(expected) === fieldOf(actual);
}

function fieldOf(text: Json | undefined): string | undefined {
  if (typeof text !== 'string') return undefined;
  const field = /Go struct field \w+\.([\w.]+) of type/.exec(text)?.[1];
  return field === undefined
    ? text
    : field
        .split('.')
        .filter((part) => !/^[A-Z]/.test(part))
        .join('.');
}
