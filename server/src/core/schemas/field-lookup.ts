/**
 * Which fields there are at a place of a manifest, and what is to be known about them: for completion and hovers. Fields
 * of other releases are told too, with the releases that have them. It reads no values and judges nothing.
 */
import type { SchemaSource } from '../ports.ts';
import { fieldNotes } from './field-notes.ts';
import { networkFieldDoc } from './network-field-docs.ts';
import { schemaKinds, type ChildField, type FieldSchema, type SchemaKind, type SchemaLookup } from './schema-types.ts';
import { memberTypeOf, placeAt, step, typeOf, type SchemaPlace, type SchemaStructure } from './structure.ts';

/** The schema of a kind; `kind` is the manifest's, of an API version that VirtLens reads. */
export function schemaKindOf(kind: string): SchemaKind | undefined {
  return schemaKinds.find((candidate) => candidate === kind);
}

export function schemaLookup(source: SchemaSource, release: string): SchemaLookup {
  return {
    field(kind, path) {
      const structure = source.structure();
      if (!structure) return undefined;
      const places = placesOf(structure, (each) => placeAt(structure, kind, each, path));
      return fieldOf(source, structure, release, places);
    },
    children(kind, path) {
      const structure = source.structure();
      if (!structure) return [];
      const parents = placesOf(structure, (each) => placeAt(structure, kind, each, path));
      const keys = new Set([...parents.values()].flatMap(({ node }) => Object.keys(node.properties ?? {})));
      const required = requiredOf(parents, release);
      return [...keys].sort().flatMap((key): ChildField[] => {
        const places = placesOf(structure, (each) => {
          const parent = parents.get(each);
          return parent && step(structure, parent, key);
        });
        const schema = fieldOf(source, structure, release, places);
        return schema ? [{ key, required: required.includes(key), schema }] : [];
      });
    },
  };
}

/** By release, oldest first. */
type Places = ReadonlyMap<string, SchemaPlace>;

function placesOf(structure: SchemaStructure, find: (release: string) => SchemaPlace | undefined): Places {
  const found = new Map<string, SchemaPlace>();
  for (const release of structure.releases) {
    const place = find(release);
    if (place) found.set(release, place);
  }
  return found;
}

/** The field as the release has it, or else as the newest that has it. */
function ownPlace(places: Places, release: string): SchemaPlace | undefined {
  return places.get(release) ?? [...places.values()].at(-1);
}

function requiredOf(places: Places, release: string): readonly string[] {
  return ownPlace(places, release)?.node.required ?? [];
}

function fieldOf(
  source: SchemaSource,
  structure: SchemaStructure,
  release: string,
  places: Places,
): FieldSchema | undefined {
  const place = ownPlace(places, release);
  if (!place) return undefined;
  const { node, definition, property } = place;
  const items = memberTypeOf(structure, place);
  const notes = fieldNotes(definition, property);
  const description = networkFieldDoc(definition, property) ?? publishedText(source, place);
  const type = typeOf(node);
  // The notes of a list are those of its members.
  const values = node.enum ?? (type === 'list' ? undefined : notes?.values);
  return {
    type,
    ...(items !== undefined && { items }),
    required: node.required ?? [],
    ...(values && { enum: values }),
    ...(notes?.default !== undefined && { default: notes.default }),
    ...(description !== undefined && { description }),
    ...(notes?.deprecated && { deprecated: notes.deprecated() }),
    ...(notes?.gate !== undefined && { gate: notes.gate }),
    releases: [...places.keys()],
  };
}

/** What is said of the field, or else of the definition that it refers to. */
function publishedText(source: SchemaSource, { definition, property, members }: SchemaPlace): string | undefined {
  const texts = source.descriptions();
  return texts?.[definition]?.[property] ?? (members.property === '' ? texts?.[members.definition]?.[''] : undefined);
}
