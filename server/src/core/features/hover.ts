/**
 * Hovers: the same derivations that stand behind the hints, for a field or a place in a document. Every value a hint
 * shows is here too. On a key, also what the field is.
 */
import { NETWORKS_ANNOTATION } from '../kubevirt/annotation-keys.ts';
import { releases } from '../kubevirt/releases/index.ts';
import type { Resource } from '../resources/resources.ts';
import { schemaKindOf, schemaLookup } from '../schemas/field-lookup.ts';
import { launcherFor, type FactContext, type Launcher } from '../workspace/launcher.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import { fieldAt, find, isAtOrBelow, joinField } from '../yaml/locate.ts';
import type { Span } from '../yaml/tree.ts';
import { configHoverAt } from './config/config-hover.ts';
import { annotationTopic, implicitTopic } from './topics/annotation.ts';
import { bindingTopic } from './topics/binding.ts';
import { eventTopic } from './topics/event.ts';
import { fieldTopic } from './topics/field.ts';
import { impactTopic, type ImpactOf } from './topics/impact.ts';
import { paragraphs } from './topics/markdown.ts';
import { nadTopic } from './topics/nad.ts';
import { networkTopic } from './topics/network.ts';
import { networkStatusHoverAt, networkStatusTopic } from './topics/network-status.ts';
import { statusTopic, type StatusOf } from './topics/status.ts';

export interface Hover {
  readonly markdown: string;
}

/** What hovers go by. */
export interface HoverContext extends FactContext {
  /** Left out: nothing is said of edits. */
  readonly impactOf?: ImpactOf;
  /** Left out: nothing is said of what happened. */
  readonly statusOf?: StatusOf;
}

/** The hover at an offset of a document, with the range it is about. */
export function hoverAt(
  view: DocumentView,
  offset: number,
  context: HoverContext,
): (Hover & { span: Span }) | undefined {
  const inJson = configHoverAt(view, offset) ?? networkStatusHoverAt(view, offset, context.statusOf);
  if (inJson) return inJson;
  const place = view.document.root && fieldAt(view.document.root, offset);
  if (!place) return undefined;
  const found = hover(view, place.field, context, place.on);
  return found && { ...found, span: place.span };
}

/** The hover of a field. */
export function hover(
  view: DocumentView,
  field: string,
  context: HoverContext,
  on: 'key' | 'value' = 'value',
): Hover | undefined {
  const resource = view.resources.filter(({ field: own }) => own === '' || isAtOrBelow(field, own)).at(-1);
  if (!resource || resource.former) return undefined;
  const derived = derivation(view, resource, field, context, on);
  const described = on === 'key' ? description(view, resource, field, context) : undefined;
  const impact = resource.vm && impactTopic(view.document, resource, context.impactOf?.(resource), field);
  const status = statusTopic(view.document, resource, context.statusOf?.(resource), field, on);
  const observed = networkStatusTopic(resource, field) ?? eventTopic(view.document, resource, field);
  const markdown = paragraphs(impact, status, derived, observed, described);
  return markdown === '' ? undefined : { markdown };
}

/** What KubeVirt makes of the field. */
function derivation(
  view: DocumentView,
  resource: Resource,
  field: string,
  context: FactContext,
  on: 'key' | 'value',
): string | undefined {
  const { vm } = resource;
  if (!vm || !(field.startsWith(vm.spec) || field.startsWith(vm.metadata))) return undefined;
  const launcher = launcherFor(view.document, resource, context);
  return launcher && topicOf(launcher, field, on);
}

/** What the field is. */
function description(
  { document }: DocumentView,
  resource: Resource,
  field: string,
  { cluster, schemas }: FactContext,
): string | undefined {
  const kind = schemaKindOf(resource.kind);
  const place = document.root && find(document.root, field);
  const base = document.root && find(document.root, resource.field);
  const key = place?.path.at(-1);
  if (!kind || !place || !base || typeof key !== 'string') return undefined;
  const { id } = cluster.release;
  const schema = schemaLookup(schemas, id).field(kind, place.path.slice(base.path.length));
  return schema && fieldTopic(key, schema, id, releaseIds);
}

const releaseIds: readonly string[] = releases.map(({ id }) => id);

function topicOf(launcher: Launcher, field: string, on: 'key' | 'value'): string | undefined {
  const { vm, networks } = launcher;
  if (
    field === vm.networksField ||
    field === joinField(joinField(vm.metadataField, 'annotations'), NETWORKS_ANNOTATION)
  )
    return annotationTopic(launcher);
  const network = networks.find((answer) => isAtOrBelow(field, answer.field));
  if (network) {
    const rest = field.slice(network.field.length);
    if (rest.startsWith('.multus')) return nadTopic(launcher, network);
    return rest === '.name' || rest === '.pod' || rest === '' ? networkTopic(launcher, network) : undefined;
  }
  const index = vm.spec.interfaces.findIndex((_, at) => isAtOrBelow(field, joinField(vm.interfacesField, at)));
  const own = vm.spec.interfaces[index];
  if (own) {
    const rest = field.slice(joinField(vm.interfacesField, index).length);
    const answer = networks.find((candidate) => candidate.interface?.index === index);
    if (rest === '.name' || rest === '') return answer && networkTopic(launcher, answer);
    if (rest.startsWith('.binding') || (on === 'key' && bindingKeys.has(rest.slice(1))))
      return bindingTopic(launcher, own);
    return undefined;
  }
  const domain = joinField(vm.specField, 'domain');
  if (on === 'key' && (field === domain || field === joinField(domain, 'devices'))) return implicitTopic(launcher);
  return undefined;
}

const bindingKeys: ReadonlySet<string> = new Set([
  'bridge',
  'masquerade',
  'sriov',
  'passtBinding',
  'slirp',
  'macvtap',
  'passt',
]);
