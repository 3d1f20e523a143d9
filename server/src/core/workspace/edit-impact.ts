/**
 * What the edits of one object do to what runs: the judgement of `kubevirt/impact`, given the object as it is and as it was
 * in the baseline, what is known of its cluster, and what dumps tell of it. One computation for findings, hints, hovers,
 * lenses, documents and the command line. What is not known is passed on as unknown; nothing is guessed here.
 */
import * as l10n from '@vscode/l10n';
import { memberAt } from '../kubevirt/admission/admitted-object.ts';
import type { NoImpact, VmImpact } from '../kubevirt/impact/impact.ts';
import { judgeEdit } from '../kubevirt/impact/judge-edit.ts';
import type { Profiles, VmEdit } from '../kubevirt/impact/vm-edit.ts';
import { textAt, type Resource } from '../resources/resources.ts';
import { isWhole } from '../resources/vm.ts';
import { joinField } from '../yaml/locate.ts';
import { plainValue } from '../yaml/read-document.ts';
import { unknownFields } from '../yaml/templating.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import type { BaselineMatch } from './baselines.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import type { Dumps } from './dumps.ts';
import type { NadFact, ProfileFact } from './facts.ts';
import { launcherFor, vmNamespace } from './launcher.ts';
import { networkMigration } from './network-migration.ts';

/** An object as it was, in its old text. */
export type Before = Extract<BaselineMatch, { state: 'matched' }>;

/** What becomes of the edits of an object. Fields in `impact` are the object's own: `fieldInDocument` makes them the document's. */
export type EditImpact =
  | { readonly state: 'judged'; readonly label: string; readonly impact: VmImpact; readonly before: Before }
  /** There is an older text, and nothing can be said of the edits. */
  | ({ readonly state: 'unknown'; readonly label: string } & NoImpact)
  /** The baseline has no such object. */
  | { readonly state: 'new'; readonly label: string }
  /** The older text is being read. */
  | { readonly state: 'pending' }
  /** There is no older text. */
  | ({ readonly state: 'none' } & NoImpact);

/** What is known around an edited object; each question is noted by who answers. */
export interface EditSurroundings {
  readonly cluster: ClusterFacts;
  /** A kustomization applies the file as a patch. */
  readonly isPatch: boolean;
  readonly baseline: BaselineMatch;
  dumpsOf(namespace: string, name: string): Dumps;
  findNad(namespace: string | undefined, name: string): NadFact | undefined;
  findProfile(
    role: ProfileFact['role'],
    wanted: { readonly kind?: string; readonly name: string; readonly namespace: string | undefined },
  ): ProfileFact | undefined;
}

/** Undefined for objects without a VM part. Never fails. */
export function editImpact(
  document: YamlDocument,
  resource: Resource,
  surroundings: EditSurroundings,
): EditImpact | undefined {
  if (!resource.vm) return undefined;
  const { baseline, isPatch, cluster } = surroundings;
  if (baseline.state !== 'matched') return baseline;
  const { label } = baseline;
  const unknown = (because: string): EditImpact => ({ state: 'unknown', label, because });
  if (resource.former || baseline.resource.former)
    return unknown(l10n.t('no release of KubeVirt serves {0} any more', resource.apiVersion));
  // Of a text that reads as it did nothing need be known.
  if (baseline.document !== document) {
    if (isPatch || !isWhole(document, resource))
      return unknown(l10n.t('the file is a patch of an object that is not seen here'));
    if (!isWhole(baseline.document, baseline.resource)) return unknown(l10n.t('the older text could not be read'));
    if (cluster.unknownRelease !== undefined)
      return unknown(l10n.t('release {0} is not known', cluster.unknownRelease));
  }
  const impact = judgeEdit(vmEdit(document, resource, baseline, surroundings));
  if ('because' in impact) return unknown(impact.because);
  // What is written in a text may be the same while a template writes it under other conditions.
  if (
    impact.changes.length === 0 &&
    templatesIn(document, resource) !== templatesIn(baseline.document, baseline.resource)
  )
    return unknown(l10n.t('only template text was changed, and what it writes is not seen here'));
  return { state: 'judged', label, impact, before: baseline };
}

/**
 * What edits that nobody made would do to a VM, each given as what becomes of its plain value. Undefined where nothing can
 * be said: of other objects, of patches, of what cannot be read.
 */
export function imaginedImpacts(
  document: YamlDocument,
  resource: Resource,
  surroundings: Omit<EditSurroundings, 'baseline'>,
): ((edit: (vm: unknown) => unknown) => VmImpact | NoImpact) | undefined {
  const isVm = resource.role === 'virtual-machine' && resource.vm !== undefined && !resource.isModel;
  if (!isVm || resource.former || surroundings.isPatch || !isWhole(document, resource)) return undefined;
  const base = vmEdit(document, resource, { document, resource }, surroundings);
  return (edit) => judgeEdit({ ...base, after: edit(base.before) });
}

/** Everything that templates write in an object, as it stands there. */
function templatesIn({ templates, text }: YamlDocument, { node }: Resource): string {
  return templates
    .filter(({ start, end }) => start >= node.start && end <= node.end)
    .map(({ start, end }) => text.slice(start, end))
    .join('\n');
}

/** A field of an object, as an impact names it, in the object's document. */
export function fieldInDocument(resource: Resource, field: string): string {
  if (resource.field === '' || field === '') return resource.field + field;
  return joinField(resource.field, field);
}

function vmEdit(
  document: YamlDocument,
  resource: Resource,
  before: Pick<Before, 'document' | 'resource'>,
  { cluster, dumpsOf, findNad, findProfile }: Omit<EditSurroundings, 'baseline' | 'isPatch'>,
): VmEdit {
  const { namespace } = vmNamespace(resource, cluster);
  const { name } = resource;
  const dumps = namespace !== undefined && name.state === 'stated' ? dumpsOf(namespace, name.value) : noDumps;
  const profilesOf = (text: YamlDocument, own: Resource): Profiles => ({
    ...profile('instancetype', text, own, namespace, findProfile),
    ...profile('preference', text, own, namespace, findProfile),
  });
  const now = writtenObject(document, resource);
  // A document that reads as it did is read once.
  const old =
    before.document === document && before.resource === resource
      ? now
      : writtenObject(before.document, before.resource);
  const launcher = launcherFor(before.document, before.resource, { cluster, findNad, isPatch: false });
  const isBlocked = launcher !== undefined && networkMigration(launcher).state === 'blocked';
  // A VM that is stopped has none.
  const vmi = dumps.vmi ?? (memberAt(dumps.vm, 'status.printableStatus') === 'Stopped' ? null : undefined);
  return {
    before: old.value,
    after: now.value,
    kind: resource.isModel ? 'VirtualMachineTemplate' : resource.kind,
    ...(vmi !== undefined && { vmi }),
    ...(dumps.pod !== undefined && { pod: dumps.pod }),
    unknownFields: { before: old.unknownFields, after: now.unknownFields },
    namespace,
    release: cluster.release,
    releaseIsKnown: cluster.releaseSource.from !== 'assumed',
    configuration: cluster.configuration,
    configurationIsKnown: cluster.bindingsKnown,
    updateMethods: cluster.updateMethods,
    isMigratable: isBlocked ? false : undefined,
    profiles: { before: profilesOf(before.document, before.resource), after: profilesOf(document, resource) },
  };
}

interface WrittenObject {
  readonly value: unknown;
  readonly unknownFields: readonly string[];
}

function writtenObject(document: YamlDocument, { node, field }: Resource): WrittenObject {
  return { value: plainValue(node), unknownFields: unknownFields(document, node, field) };
}

const noDumps: Dumps = { places: [] };

/** What an instancetype or preference of a VM says, where it is known. */
function profile(
  role: ProfileFact['role'],
  document: YamlDocument,
  resource: Resource,
  namespace: string | undefined,
  findProfile: EditSurroundings['findProfile'],
): Profiles {
  const base = `${resource.role === 'pool' ? 'spec.virtualMachineTemplate.spec' : 'spec'}.${role}`;
  const name = textAt(document, resource.node, `${base}.name`);
  const kind = textAt(document, resource.node, `${base}.kind`);
  if (name.state !== 'stated' || kind.state === 'unknown') return {};
  const spec = findProfile(role, {
    ...(kind.state === 'stated' && { kind: kind.value }),
    name: name.value,
    namespace,
  })?.spec;
  return spec === undefined ? {} : { [role]: spec };
}
