/**
 * What the API schema says, in plain values: which fields a kind has in which release, and what is wrong with an object.
 * Types only. Paths are relative to the object. Truth: KubeVirt's published API description (`kubevirt/kubevirt ·
 * api/openapi-spec/swagger.json`) with the changes that `pkg/util/openapi/openapi.go` makes before it validates with it.
 */

/** Kinds that have a schema. All API versions of a kind share one. */
export const schemaKinds = [
  'VirtualMachine',
  'VirtualMachineInstance',
  'VirtualMachineInstanceReplicaSet',
  'VirtualMachineInstancePreset',
  'VirtualMachineInstanceMigration',
  'VirtualMachinePool',
  'KubeVirt',
  'VirtualMachineInstancetype',
  'VirtualMachineClusterInstancetype',
  'VirtualMachinePreference',
  'VirtualMachineClusterPreference',
  'MigrationPolicy',
  'NetworkAttachmentDefinition',
  'VirtualMachineTemplate',
  'Template',
  'List',
] as const;

export type SchemaKind = (typeof schemaKinds)[number];

/** Keys and list indices. */
export type SchemaPath = readonly (string | number)[];

export type FieldType =
  'object' | 'map' | 'list' | 'string' | 'boolean' | 'integer' | 'number' | 'quantity' | 'int-or-string' | 'any';

export interface FieldSchema {
  readonly type: FieldType;
  /** What a list or the values of a map hold. */
  readonly items?: FieldType;
  /** Keys that an object must have. */
  readonly required: readonly string[];
  /** Values that make sense. Only the API server's own refusals come as faults; the rest is for completion. */
  readonly enum?: readonly string[];
  /** What KubeVirt takes when the field is left out, as it would be written. */
  readonly default?: string;
  /** Markdown. */
  readonly description?: string;
  /** Why not to use the field any more. */
  readonly deprecated?: string;
  /** Feature gate that the field needs. */
  readonly gate?: string;
  /** Ids of the releases that have the field: `v1.8`, `v1.9`. */
  readonly releases: readonly string[];
}

export interface ChildField {
  readonly key: string;
  readonly required: boolean;
  readonly schema: FieldSchema;
}

export interface SchemaLookup {
  /** The field at a path, in any release: see its `releases`. Undefined: no release has it. */
  field(kind: SchemaKind, path: SchemaPath): FieldSchema | undefined;
  /**
   * Fields of the object at a path; those of a list member for a path that ends with an index. Sorted by key. Fields of
   * other releases than the chosen one are included; maps and free-form objects have none.
   */
  children(kind: SchemaKind, path: SchemaPath): readonly ChildField[];
}

/**
 * Who refuses. `api-server`: by the CRD's schema, or as it cannot decode the object. `kubevirt`: by the webhook's own
 * schema, and a strict client (kubectl, unless told otherwise) before. `strict-client`: nobody else, the API server drops
 * the field. `nobody`: the field is dropped or overwritten without a word.
 */
export type RefusedBy = 'api-server' | 'kubevirt' | 'strict-client' | 'nobody';

export interface SchemaFault {
  readonly fault:
    | 'unknown-field'
    | 'wrong-type'
    | 'missing-field'
    | 'unsupported-value'
    | 'invalid-quantity'
    | 'invalid-date-time'
    | 'out-of-range';
  /** The node at fault; for a missing field the path that it would have. */
  readonly path: SchemaPath;
  /** The same in `StatusCause.field` spelling. */
  readonly field: string;
  /** Kubernetes' own words, in which list indices are left out: `spec.foo in body is a forbidden property`. */
  readonly message: string;
  /** `key` where a whole mapping or list would be marked, or a child is missing. */
  readonly on: 'key' | 'value';
  /** Part of the object: the top level itself, or what stands below one of these. */
  readonly where: 'top-level' | 'metadata' | 'spec' | 'status';
  readonly refusedBy: RefusedBy;
  /** KubeVirt's webhook objects to it by its own schema, whoever refuses before. */
  readonly byWebhook: boolean;
  /** What the schema wants there. */
  readonly expected?: {
    readonly type?: FieldType;
    readonly values?: readonly string[];
    readonly minimum?: string;
    readonly maximum?: string;
  };
  /** `null`, `string`, `integer`, `number`, `boolean`, `object` or `array`: what is there instead. */
  readonly actual?: string;
  /** For an unknown field: keys that its place has in the release, and the releases that do have the field. */
  readonly known?: readonly string[];
  readonly releases?: readonly string[];
}
