/**
 * Completions at a place of a document, from every source: one line a source. Nothing here knows a field by name; the
 * sources do.
 */
import { configCompletionsAt } from '../config/config-completion.ts';
import { configCompletions } from '../config/whole-configs.ts';
import { readVm } from '../../resources/vm.ts';
import { resourcesOf } from '../../resources/resources.ts';
import { schemaKindOf, schemaLookup } from '../../schemas/field-lookup.ts';
import { vmNamespace } from '../../workspace/launcher.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import { cursorAt, type Cursor } from '../../yaml/cursor.ts';
import { isUnknown } from '../../yaml/templating.ts';
import type { Completion, CompletionContext, CompletionPlace } from './completion.ts';
import { keyCompletions } from './keys.ts';
import { nameCompletions } from './names.ts';
import { nicCompletions } from './nics.ts';
import { objectCompletions } from './objects.ts';
import { valueCompletions } from './values.ts';

export type { Completion, CompletionPlace } from './completion.ts';

const sources: readonly ((context: CompletionContext) => readonly Completion[])[] = [
  nicCompletions,
  nameCompletions,
  configCompletions,
  keyCompletions,
  valueCompletions,
  objectCompletions,
];

/** What may be written at an offset of a document's segment, and the word it takes the place of. */
export function completionsAt(
  workspace: Workspace,
  view: DocumentView,
  offset: number,
): { readonly place: CompletionPlace; readonly items: readonly Completion[] } | undefined {
  const { uri, segment } = view;
  const inConfig = configCompletionsAt(workspace, view, offset);
  if (inConfig) return inConfig;
  const cursor = cursorAt(segment.text, offset);
  if (!cursor || isUnknown(cursor.document, cursor.word)) return undefined;
  const context = contextOf(workspace, uri, cursor);
  const items = sources.flatMap((source) => source(context)).sort((one, other) => one.rank - other.rank);
  return { place: cursor, items };
}

function contextOf(workspace: Workspace, uri: string, cursor: Cursor): CompletionContext {
  const cluster = workspace.known.cluster(uri);
  const { document } = cursor;
  const resource = resourcesOf(document)
    .filter(({ field, former }) => !former && (field === '' || cursor.field.startsWith(field)))
    .at(-1);
  const depth = resource && resource.field !== '' ? depthOf(resource.field) : 0;
  const namespace = resource && vmNamespace(resource, cluster).namespace;
  return {
    cursor,
    resource,
    kind: resource && schemaKindOf(resource.kind),
    path: cursor.path.slice(depth),
    vm: resource?.vm && readVm(document, resource, cluster.release),
    cluster,
    schemas: schemaLookup(workspace.schemas, cluster.release.id),
    nads: () => workspace.known.knownNads(uri),
    referenceTo: (other) => {
      const its = workspace.known.namespaceOf(other);
      const isOwn = its === undefined || its === namespace;
      return { text: isOwn ? other.name : `${its}/${other.name}`, isOwn };
    },
    volumes: () => workspace.known.volumes(uri),
    profiles: (role) => workspace.known.knownProfiles(uri, role),
  };
}

/** Keys and indices in the field of an object inside a list or template; such fields have no dots in their keys. */
function depthOf(field: string): number {
  return (field.match(/[^.[\]]+/g) ?? []).length;
}
