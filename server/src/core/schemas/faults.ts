/**
 * One complaint of a compiled validator, told as Kubernetes would: the field, Kubernetes' own words, and who refuses it.
 * Truth: go-openapi's wording (`go-openapi/errors`, which KubeVirt's webhook and the API server share), Go's decoding of
 * numbers and quantities, and for who refuses `kubevirt/kubevirt · pkg/util/openapi/openapi.go`.
 */
import type { FieldType, RefusedBy, SchemaFault, SchemaKind, SchemaPath } from './schema-types.ts';
import { placeAt, typeOf, type SchemaNode, type SchemaStructure } from './structure.ts';
import type { SchemaError } from './validator.ts';

export interface FaultInput {
  readonly structure: SchemaStructure;
  readonly kind: SchemaKind;
  readonly release: string;
  readonly object: unknown;
  readonly error: SchemaError;
}

/** Kinds whose webhook validates spec and status by KubeVirt's own schema, unknown keys included. */
const webhookKinds: readonly SchemaKind[] = [
  'VirtualMachine',
  'VirtualMachineInstance',
  'VirtualMachineInstanceReplicaSet',
  'VirtualMachineInstancePreset',
  'VirtualMachineInstanceMigration',
];

export function isValidatedByWebhook(kind: SchemaKind): boolean {
  return webhookKinds.includes(kind);
}

/** What the CRDs demand of a quantity's text. */
const quantityPattern =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

export function faultOf(input: FaultInput): SchemaFault | undefined {
  const { error, object } = input;
  const { path, value } = resolve(object, error.instancePath);
  const missing = error.params?.missingProperty;
  if (missing !== undefined) return missingField(input, [...path, missing]);
  const added = error.params?.additionalProperty;
  if (added !== undefined) return unknownField(input, path, added);
  const node = placeAt(input.structure, input.kind, input.release, path)?.node;
  if (!node) return undefined;
  switch (error.keyword) {
    case 'type':
      return wrongType(input, path, value, node);
    case 'enum':
      return unsupportedValue(input, path, node);
    case 'format':
      return wrongFormat(input, path, value, node);
    case 'minimum':
    case 'maximum':
      return outOfRange(input, path, node, error.keyword);
    default:
      return undefined;
  }
}

/** Nulls in metadata mean that nothing is given, and keys that a status should not have are thrown away with it. */
export function isHarmless({ fault, where, actual }: SchemaFault): boolean {
  return (where === 'metadata' && actual === 'null') || (where === 'status' && fault === 'unknown-field');
}

function missingField(input: FaultInput, path: SchemaPath): SchemaFault {
  const place = placeAt(input.structure, input.kind, input.release, path);
  const shared = common(input, path, 'key');
  return {
    ...shared,
    byWebhook: shared.byWebhook && place?.node.default === undefined,
    fault: 'missing-field',
    message: `${spoken(path)} in body is required`,
    ...(place && { expected: { type: typeOf(place.node) } }),
  };
}

function unknownField(input: FaultInput, parent: SchemaPath, key: string): SchemaFault {
  const { structure, kind } = input;
  const path = [...parent, key];
  const known = Object.keys(placeAt(structure, kind, input.release, parent)?.node.properties ?? {});
  const releases = structure.releases.filter((release) => placeAt(structure, kind, release, path) !== undefined);
  return {
    ...common(input, path, 'key', true),
    fault: 'unknown-field',
    message: `${spoken(parent)}.${key} in body is a forbidden property`,
    known,
    releases,
  };
}

function wrongType(input: FaultInput, path: SchemaPath, value: unknown, node: SchemaNode): SchemaFault | undefined {
  const type = typeOf(node);
  if (typeof value === 'bigint') {
    if (type === 'integer') return beyond64Bits(input, path, value);
    if (type !== 'string' && type !== 'boolean' && type !== 'object' && type !== 'list' && type !== 'map')
      return undefined;
  }
  const actual = goType(value);
  const isFraction = (type === 'quantity' || type === 'int-or-string') && actual === 'number';
  const wanted = isFraction ? 'integer,string' : jsonType(type);
  const shared = common(input, path, typeof value === 'object' && value !== null ? 'key' : 'value');
  return {
    ...shared,
    byWebhook: shared.byWebhook && !isFraction,
    fault: isFraction && type === 'quantity' ? 'invalid-quantity' : 'wrong-type',
    message: `${spoken(path)} in body must be of type ${wanted}: "${actual}"`,
    expected: { type },
    actual,
  };
}

/** Whole numbers beyond 2^53, which the reader keeps exact. */
function beyond64Bits(input: FaultInput, path: SchemaPath, value: bigint): SchemaFault | undefined {
  const node = placeAt(input.structure, input.kind, input.release, path)?.node;
  const isUnsigned = node?.minimum === 0;
  const minimum = isUnsigned ? 0n : -(2n ** 63n);
  const maximum = node?.maximum === undefined ? (isUnsigned ? 2n ** 64n : 2n ** 63n) - 1n : BigInt(node.maximum);
  if (value >= minimum && value <= maximum) return undefined;
  return rangeFault(input, path, String(minimum), String(maximum), value < minimum);
}

function outOfRange(
  input: FaultInput,
  path: SchemaPath,
  node: SchemaNode,
  keyword: 'minimum' | 'maximum',
): SchemaFault {
  const most = node.maximum ?? (node.minimum === 0 ? 2n ** 64n - 1n : 2n ** 63n - 1n);
  return rangeFault(input, path, String(node.minimum ?? -(2n ** 63n)), String(most), keyword === 'minimum');
}

function rangeFault(
  input: FaultInput,
  path: SchemaPath,
  minimum: string,
  maximum: string,
  isTooLow: boolean,
): SchemaFault {
  const bound = isTooLow ? `greater than or equal to ${minimum}` : `less than or equal to ${maximum}`;
  return {
    ...common(input, path, 'value'),
    byWebhook: false,
    fault: 'out-of-range',
    message: `${spoken(path)} in body should be ${bound}`,
    expected: { type: 'integer', minimum, maximum },
    actual: 'number',
  };
}

function unsupportedValue(input: FaultInput, path: SchemaPath, node: SchemaNode): SchemaFault {
  const values = node.enum ?? [];
  const shared = common(input, path, 'value');
  return {
    ...shared,
    // The CRDs do not have these enums; KubeVirt's own schema does.
    refusedBy:
      shared.refusedBy === 'api-server' ? (isValidatedByWebhook(input.kind) ? 'kubevirt' : 'nobody') : shared.refusedBy,
    fault: 'unsupported-value',
    message: `${spoken(path)} in body should be one of [${values.join(' ')}]`,
    expected: { type: 'string', values },
    actual: 'string',
  };
}

function wrongFormat(input: FaultInput, path: SchemaPath, value: unknown, node: SchemaNode): SchemaFault {
  const text = String(value);
  if (node.format === 'quantity')
    return {
      ...common(input, path, 'value'),
      byWebhook: false,
      fault: 'invalid-quantity',
      message: `${spoken(path)} in body should match '${quantityPattern}'`,
      expected: { type: 'quantity' },
      actual: 'string',
    };
  return {
    ...common(input, path, 'value'),
    fault: 'invalid-date-time',
    message: `${spoken(path)} in body must be of type date-time: ${JSON.stringify(text)}`,
    expected: { type: 'string' },
    actual: 'string',
  };
}

type Common = Pick<SchemaFault, 'path' | 'field' | 'on' | 'where' | 'refusedBy' | 'byWebhook'>;

function common({ kind }: FaultInput, path: SchemaPath, on: SchemaFault['on'], isUnknown = false): Common {
  const where = partOf(path);
  const byWebhook = isValidatedByWebhook(kind) && where !== 'metadata';
  return { path, field: fieldOf(path), on, where, refusedBy: refusedBy(kind, where, path, isUnknown), byWebhook };
}

function partOf(path: SchemaPath): SchemaFault['where'] {
  const [first] = path;
  if (first === 'spec' || first === 'metadata' || first === 'status')
    return path.length > 1 || first === 'spec' ? first : 'top-level';
  return 'top-level';
}

function refusedBy(kind: SchemaKind, where: SchemaFault['where'], path: SchemaPath, isUnknown: boolean): RefusedBy {
  // A status is written by controllers; what a client gives for it is thrown away.
  if (where === 'status') return 'nobody';
  // The CRDs take anything for the metadata of templates, so that it is the webhook who judges it.
  const isTemplateMetadata = where === 'spec' && path.includes('metadata');
  if (!isUnknown) return isTemplateMetadata ? 'kubevirt' : 'api-server';
  if (where !== 'metadata' && isValidatedByWebhook(kind)) return 'kubevirt';
  return isTemplateMetadata ? 'nobody' : 'strict-client';
}

function resolve(object: unknown, pointer: string): { path: (string | number)[]; value: unknown } {
  const path: (string | number)[] = [];
  let value = object;
  for (const raw of pointer === '' ? [] : pointer.slice(1).split('/')) {
    const key = raw.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(value)) {
      path.push(Number(key));
      value = value[Number(key)];
    } else {
      path.push(key);
      value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
    }
  }
  return { path, value };
}

/** `StatusCause.field` spelling. */
function fieldOf(path: SchemaPath): string {
  return path.reduce<string>((field, part) => {
    if (typeof part === 'number') return `${field}[${part}]`;
    return field === '' ? part : `${field}.${part}`;
  }, '');
}

/** As the messages name a field: list indices are left out. */
function spoken(path: SchemaPath): string {
  return path.filter((part) => typeof part === 'string').join('.');
}

/** The name that Go's checks give to what is there: every number is decoded to the same type. */
function goType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'bigint' ? 'number' : typeof value;
}

function jsonType(type: FieldType): string {
  switch (type) {
    case 'list':
      return 'array';
    case 'map':
      return 'object';
    case 'quantity':
    case 'int-or-string':
      return 'integer,string';
    default:
      return type;
  }
}
