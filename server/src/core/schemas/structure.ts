/**
 * The fields of all kinds in all releases, as `tools/generate.mjs` writes them from `schemas/`, and walking down in them.
 * It never looks at values. A definition that is equal in several releases is kept once, so that a name such as
 * `v1.Interface~2` is the second variant of a definition.
 */
import type { FieldType, SchemaKind, SchemaPath } from './schema-types.ts';

/** A part of a schema: the few keywords that `schemas/` uses. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Of a required key: Go's zero value, which KubeVirt's own validation takes for what is missing. */
  readonly default?: unknown;
}

export interface SchemaStructure {
  /** Ids, oldest first. */
  readonly releases: readonly string[];
  readonly definitions: Readonly<Record<string, SchemaNode>>;
  /** Kind → release → definition. */
  readonly kinds: Readonly<Partial<Record<SchemaKind, Readonly<Record<string, string>>>>>;
}

/** Definition → property → Markdown; `''` for the definition as a whole. */
export type FieldDescriptions = Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;

/** The definition and property that describe a field: `v1.Interface`, `macAddress`; `''` for a definition as a whole. */
export interface FieldName {
  readonly definition: string;
  readonly property: string;
}

/** A field in one release. */
export interface SchemaPlace extends FieldName {
  /** The schema itself, references followed. */
  readonly node: SchemaNode;
  /** What its members are named by: its own definition, where it has one. */
  readonly members: FieldName;
}

/** The place that a path leads to in a release, or undefined where the release has no such field. */
export function placeAt(
  structure: SchemaStructure,
  kind: SchemaKind,
  release: string,
  path: SchemaPath,
): SchemaPlace | undefined {
  const root = structure.kinds[kind]?.[release];
  if (root === undefined) return undefined;
  let place = follow(structure, { $ref: root }, { definition: kind, property: '' });
  for (const part of path) place = place && step(structure, place, part);
  return place;
}

/** Where a key or an index leads to from a place. */
export function step(
  structure: SchemaStructure,
  { node, members }: SchemaPlace,
  part: string | number,
): SchemaPlace | undefined {
  if (typeof part === 'number') return follow(structure, node.items, members);
  if (node.properties && Object.hasOwn(node.properties, part)) {
    const property = members.property === '' ? part : `${members.property}.${part}`;
    return follow(structure, node.properties[part], { definition: members.definition, property });
  }
  const { additionalProperties } = node;
  return typeof additionalProperties === 'object' ? follow(structure, additionalProperties, members) : undefined;
}

function follow(structure: SchemaStructure, node: SchemaNode | undefined, name: FieldName): SchemaPlace | undefined {
  if (!node) return undefined;
  if (node.$ref === undefined) return { ...name, node, members: name };
  const target = structure.definitions[node.$ref];
  return target && { ...name, node: target, members: { definition: node.$ref.replace(/~\d+$/, ''), property: '' } };
}

export function typeOf(node: SchemaNode): FieldType {
  const types = [node.type ?? []].flat().filter((type) => type !== 'null');
  if (types.length > 1) return node.format === 'quantity' ? 'quantity' : 'int-or-string';
  switch (types[0]) {
    case 'object':
      return typeof node.additionalProperties === 'object' ? 'map' : 'object';
    case 'array':
      return 'list';
    case 'string':
    case 'boolean':
    case 'integer':
    case 'number':
      return types[0];
    default:
      return 'any';
  }
}

/** What the members of a list or the values of a map are. */
export function memberTypeOf(structure: SchemaStructure, place: SchemaPlace): FieldType | undefined {
  const { items, additionalProperties } = place.node;
  const member = items ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
  const followed = follow(structure, member, place.members);
  return followed && typeOf(followed.node);
}
