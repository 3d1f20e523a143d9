/**
 * The VM part of a resource: interfaces and networks as KubeVirt's Go types would hold them, and which of them the
 * manifest really states. Marries the YAML tree with the KubeVirt model; decides nothing.
 */
import { decodeVmiSpec } from '../kubevirt/decode.ts';
import type { VmiSpec } from '../kubevirt/model.ts';
import type { Release } from '../kubevirt/releases/index.ts';
import { find, joinField } from '../yaml/locate.ts';
import { plainValue } from '../yaml/read-document.ts';
import { isAbsenceCertain, isCertain, isUnknown } from '../yaml/templating.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import type { Resource } from './resources.ts';

export interface Vm {
  readonly resource: Resource;
  readonly document: YamlDocument;
  /** As written, before KubeVirt's defaults. */
  readonly spec: VmiSpec;
  /** Absolute field of the VMI spec, for example `spec.template.spec`. */
  readonly specField: string;
  readonly networksField: string;
  readonly interfacesField: string;
  /** Absolute field of the metadata that the VMI gets. */
  readonly metadataField: string;
  /**
   * Whether both lists are known to the last member: nothing in them comes from a template, and a missing list is
   * really missing. Answers about the launcher Pod as a whole need it.
   */
  readonly listsKnown: boolean;
  /** A kustomize patch or another fragment: what is missing here stands elsewhere. */
  readonly partial: boolean;
  /** Names of the instancetype or preference whose content may add to the interfaces; undefined without one. */
  readonly preference: string | undefined;
}

/** Reads a resource's VM part; the resource must have one (`resource.vm`). Total: wrong shapes read as empty. */
export function readVm(document: YamlDocument, resource: Resource, release: Release): Vm {
  const specField = resource.vm?.spec ?? '';
  const metadataField = resource.vm?.metadata ?? '';
  const root = document.root;
  const specNode = root && find(root, specField)?.node;
  const spec = decodeVmiSpec(specNode ? plainValue(specNode) : undefined, release).spec;
  const networksField = joinField(specField, 'networks');
  const interfacesField = joinField(joinField(joinField(specField, 'domain'), 'devices'), 'interfaces');
  const domain = root && find(root, joinField(specField, 'domain'))?.node;
  const partial = specNode?.kind !== 'mapping' || domain?.kind !== 'mapping' || hasPatchDirective(document, resource);
  const isListKnown = (field: string): boolean =>
    root && find(root, field) ? isCertain(document, field) : isAbsenceCertain(document, field);
  const preferenceField = joinField(
    resource.field,
    resource.role === 'pool' ? 'spec.virtualMachineTemplate.spec' : 'spec',
  );
  const preferenceName = root && find(root, joinField(joinField(preferenceField, 'preference'), 'name'))?.node;
  return {
    resource,
    document,
    spec,
    specField,
    networksField,
    interfacesField,
    metadataField,
    listsKnown:
      !partial &&
      isListKnown(networksField) &&
      isListKnown(interfacesField) &&
      isListKnown(joinField(joinField(joinField(specField, 'domain'), 'devices'), 'autoattachPodInterface')),
    partial,
    preference:
      preferenceName?.kind === 'scalar' && preferenceName.value !== null ? String(preferenceName.value) : undefined,
  };
}

/** Whether a list member is stated literally, the whole of it. */
export function isMemberKnown(vm: Vm, list: 'networks' | 'interfaces', index: number): boolean {
  if (vm.document.templates.length === 0) return index < vm.spec[list].length;
  const field = joinField(list === 'networks' ? vm.networksField : vm.interfacesField, index);
  const node = vm.document.root && find(vm.document.root, field)?.node;
  return node !== undefined && !isUnknown(vm.document, node);
}

/** Whether a resource is all there is of its object: no strategic merge patch, and no guess at text that cannot be read. */
export function isWhole(document: YamlDocument, resource: Resource): boolean {
  return !hasPatchDirective(document, resource);
}

/** `$patch` and its relatives: a strategic merge patch, never a whole object. */
function hasPatchDirective(document: YamlDocument, resource: Resource): boolean {
  return resource.node.entries.some((entry) => entry.key.startsWith('$')) || document.refused;
}
