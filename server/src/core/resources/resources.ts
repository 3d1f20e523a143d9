/**
 * The Kubernetes objects of one YAML document: what each is, its name and namespace, and where its VM part stands.
 * Looks through lists, templates and machine templates. Says nothing about what is right; unreadable or unknown parts
 * are values (`Stated`), never errors.
 */
import { joinField, nodeAt } from '../yaml/locate.ts';
import type { MappingNode, Node, YamlDocument } from '../yaml/tree.ts';
import { isAbsenceCertain, isUnknown } from '../yaml/templating.ts';
import { formerKindOf, kindOf, wrapperOf, type KindEntry, type Role, type VmPaths } from './kinds.ts';

/** A text that the manifest states, leaves out, or leaves to a template. */
export type Stated =
  { readonly state: 'stated'; readonly value: string } | { readonly state: 'absent' } | { readonly state: 'unknown' };

export interface Resource {
  readonly role: Role;
  readonly apiVersion: string;
  readonly kind: string;
  /** Field of the object's root in its document; empty for a document that is the object. */
  readonly field: string;
  readonly node: MappingNode;
  readonly name: Stated;
  readonly namespace: Stated;
  /** Absolute fields of the VM part; undefined for kinds without one. */
  readonly vm?: VmPaths;
  /** Absolute field of the metadata that its Pods get, for a Pod and for what makes Pods. */
  readonly podMetadata?: string;
  /** True for objects inside an OpenShift template or machine template: some values come later. */
  readonly wrapped: boolean;
  /** True for a VM that others are made of, as in a machine template: those that exist keep what they were made of. */
  readonly isModel: boolean;
  /** True for an API version that no supported release serves any more: what its fields mean now is not said. */
  readonly former: boolean;
}

/** Objects a document may hold before the rest is left out: a bound for hostile lists, far above real dumps. */
const objectLimit = 20_000;

/** All objects of a document that VirtLens reads, in order of writing. */
export function resourcesOf(document: YamlDocument): readonly Resource[] {
  const found: Resource[] = [];
  if (document.root?.kind === 'mapping') collect(document, document.root, '', false, 0, found);
  return found;
}

function collect(
  document: YamlDocument,
  node: MappingNode,
  field: string,
  wrapped: boolean,
  depth: number,
  found: Resource[],
  unsaid?: KindName,
): void {
  if (depth > 4 || found.length >= objectLimit) return;
  const apiVersion = saidText(document, node, 'apiVersion', unsaid?.apiVersion);
  const kind = saidText(document, node, 'kind', unsaid?.kind);
  if (apiVersion.state !== 'stated' || kind.state !== 'stated') return;
  const served = kindOf(apiVersion.value, kind.value);
  const entry = served ?? formerKindOf(apiVersion.value, kind.value);
  if (entry) {
    found.push(resourceOf(document, node, field, entry, apiVersion.value, wrapped, !served));
    return;
  }
  const wrapper = wrapperOf(apiVersion.value, kind.value);
  if (!wrapper) return;
  if (wrapper.items !== undefined) {
    const list = nodeAt(node, wrapper.items);
    if (list?.kind !== 'sequence') return;
    const listField = joinField(field, wrapper.items);
    const inTemplate = wrapped || wrapper.items === 'objects';
    const unsaidOfItem = wrapper.of === undefined ? undefined : { apiVersion: apiVersion.value, kind: wrapper.of };
    list.items.forEach((item, index) => {
      if (item.value.kind === 'mapping')
        collect(document, item.value, joinField(listField, index), inTemplate, depth + 1, found, unsaidOfItem);
    });
  }
  if (wrapper.object) {
    const inner = nodeAt(node, wrapper.object.field);
    const entryOfInner = kindOf('kubevirt.io/v1', wrapper.object.as);
    if (inner?.kind === 'mapping' && entryOfInner)
      found.push(
        resourceOf(
          document,
          inner,
          joinField(field, wrapper.object.field),
          entryOfInner,
          'kubevirt.io/v1',
          true,
          false,
          true,
        ),
      );
  }
}

/** What an object is. */
interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What an object says of itself; the API leaves it out in items of a list that says it for all of them. */
function saidText(document: YamlDocument, node: MappingNode, key: string, unsaid: string | undefined): Stated {
  const said = textAt(document, node, key);
  return said.state === 'absent' && unsaid !== undefined ? { state: 'stated', value: unsaid } : said;
}

function resourceOf(
  document: YamlDocument,
  node: MappingNode,
  field: string,
  entry: KindEntry,
  apiVersion: string,
  wrapped: boolean,
  former: boolean,
  isModel = false,
): Resource {
  const isReadable = !former || (entry.sameShape?.some((version) => apiVersion.endsWith(`/${version}`)) ?? false);
  return {
    role: entry.role,
    apiVersion,
    kind: entry.kind,
    field,
    node,
    name: textAt(document, node, 'metadata.name', field),
    namespace: entry.clusterScoped ? { state: 'absent' } : textAt(document, node, 'metadata.namespace', field),
    ...(entry.vm && isReadable && { vm: field === '' ? entry.vm : vmPathsAt(field, entry.vm) }),
    ...(entry.podMetadata !== undefined && { podMetadata: joinField(field, entry.podMetadata) }),
    wrapped,
    isModel,
    former,
  };
}

function vmPathsAt(field: string, { spec, metadata }: VmPaths): VmPaths {
  return { spec: joinField(field, spec), metadata: joinField(field, metadata) };
}

/**
 * The text at a field below an object. `base` is the object's own field in the document: given, a missing text counts
 * as absent only where no template could still write it.
 */
export function textAt(document: YamlDocument, root: Node, field: string, base?: string): Stated {
  const node = nodeAt(root, field);
  if (!node) {
    const certain = base === undefined || isAbsenceCertain(document, joinField(base, field));
    return certain ? { state: 'absent' } : { state: 'unknown' };
  }
  if (node.kind !== 'scalar' || isUnknown(document, node)) return { state: 'unknown' };
  const { value } = node;
  if (value === null) return { state: 'absent' };
  // A value of another type is refused where a text is expected, so nothing can be said of it.
  return typeof value === 'string' ? { state: 'stated', value } : { state: 'unknown' };
}
