/**
 * Edits of objects that are no VMs and that VMs depend on: NADs, and the cluster's configuration. Running VMs stay as they
 * are, so there is nothing to judge but whether the object is another one; who uses it is told beside. And VMs of API
 * versions that no release serves any more, of which nothing can be said. Objects are matched by what they are, wherever
 * in the compared files they stand.
 */
import * as l10n from '@vscode/l10n';
import { judgeClusterEdit, judgeNadEdit } from '../../core/kubevirt/impact/other-kinds.ts';
import type { Role } from '../../core/resources/kinds.ts';
import type { Resource } from '../../core/resources/resources.ts';
import type { MachineFact } from '../../core/workspace/facts.ts';
import type { Workspace } from '../../core/workspace/workspace.ts';
import { isSame } from '../../core/yaml/edit-check.ts';
import { plainValue } from '../../core/yaml/read-document.ts';
import { isUnknown } from '../../core/yaml/templating.ts';
import type { TextStore } from '../../core/yaml/text-store.ts';
import type { YamlDocument } from '../../core/yaml/tree.ts';
import { lineOf, mayConcern } from '../analysis.ts';
import { unjudgedPart, type ImpactEntry, type UserEntry } from './entries.ts';

/** A text with the names of its file. */
export interface ComparedText {
  readonly name: string;
  /** The file that decides its namespace. */
  readonly uri: string;
  /** What the old side is called. */
  readonly label: string;
  readonly store: TextStore;
}

interface OtherObject {
  readonly text: ComparedText;
  readonly line: number;
  readonly document: YamlDocument;
  readonly resource: Resource;
  readonly namespace: string | undefined;
}

const configurationRoles: readonly Role[] = ['kubevirt', 'hyperconverged'];
const vmRoles: readonly Role[] = ['virtual-machine', 'virtual-machine-instance', 'replica-set', 'pool'];

export function otherEntries(
  workspace: Workspace,
  before: readonly ComparedText[],
  after: readonly ComparedText[],
  nameOfUri: (uri: string) => string,
): readonly ImpactEntry[] {
  // What reads the same on both sides is not looked at.
  const textsNow = textsOf(after);
  const same = new Set([...textsOf(before)].filter((text) => textsNow.has(text)));
  const old = byIdentity(workspace, before, same);
  const now = byIdentity(workspace, after, same);
  const pairs = [...now].map(([identity, object]) => ({
    object,
    was: old.get(identity) ?? onlyOther(object, old, now),
  }));
  const met = new Set(pairs.map(({ was }) => was));
  return [
    ...pairs.flatMap(({ object, was }) =>
      was && !isSameObject(was, object) ? [entryOf(workspace, 'changed', object, was, nameOfUri)] : [],
    ),
    ...[...old.values()]
      .filter((was) => was.resource.role === 'nad' && !met.has(was))
      .map((was) => entryOf(workspace, 'removed', was, was, nameOfUri)),
  ];
}

/** Where a template writes the name, the only one of its kind that a file had was the only one that it has. */
function onlyOther(
  object: OtherObject,
  old: ReadonlyMap<string, OtherObject>,
  now: ReadonlyMap<string, OtherObject>,
): OtherObject | undefined {
  const { text, resource } = object;
  const isLike = (other: OtherObject): boolean => other.text.uri === text.uri && other.resource.kind === resource.kind;
  const [was, ...moreOld] = [...old.values()].filter(isLike);
  const hasMore = moreOld.length > 0 || [...now.values()].some((other) => other !== object && isLike(other));
  const isOpen = was && [was, object].some((one) => one.resource.name.state !== 'stated');
  return isOpen && !hasMore ? was : undefined;
}

function textsOf(texts: readonly ComparedText[]): Set<string> {
  return new Set(texts.flatMap(({ store }) => store.segments.map(({ text }) => text)));
}

function byIdentity(
  workspace: Workspace,
  texts: readonly ComparedText[],
  same: ReadonlySet<string>,
): ReadonlyMap<string, OtherObject> {
  const found = new Map<string, OtherObject>();
  for (const text of texts) {
    for (const [index, segment] of text.store.segments.entries()) {
      if (same.has(segment.text) || !mayConcern(segment.text)) continue;
      const { document, resources } = workspace.read(segment);
      for (const resource of resources) {
        if (!isOther(resource)) continue;
        const namespace = workspace.known.namespaceOf({ uri: text.uri, namespace: resource.namespace });
        const line = lineOf(text.store, index, resource);
        const object = { text, line, document, resource, namespace };
        const identity = identityOf(object);
        // Of several that nothing tells apart the first stands for all: they are one object in the cluster.
        if (!found.has(identity)) found.set(identity, object);
      }
    }
  }
  return found;
}

function isOther({ role, vm }: Resource): boolean {
  return role === 'nad' || configurationRoles.includes(role) || (vmRoles.includes(role) && !vm);
}

/** A name that a template writes is no name; then the text stands for it, in the file that it is in. */
function identityOf({ text, document, resource, namespace }: OtherObject): string {
  const { kind, name, node } = resource;
  if (name.state === 'stated') return JSON.stringify([kind, namespace, name.value]);
  const metadata = node.entries.find(({ key }) => key === 'metadata')?.value;
  const written = metadata?.kind === 'mapping' ? metadata.entries.find(({ key }) => key === 'name')?.value : undefined;
  return JSON.stringify([kind, text.uri, written && document.text.slice(written.start, written.end)]);
}

function isSameObject(was: OtherObject, object: OtherObject): boolean {
  const textOf = ({ document, resource: { node } }: OtherObject): string => document.text.slice(node.start, node.end);
  const isTemplated = [was, object].some(({ document, resource }) => isUnknown(document, resource.node));
  return isTemplated ? textOf(was) === textOf(object) : isSame(contentOf(was.resource), contentOf(object.resource));
}

/** Without what the cluster writes. */
function contentOf({ node }: Resource): unknown {
  const value = plainValue(node);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'status'));
}

function entryOf(
  workspace: Workspace,
  state: 'changed' | 'removed',
  { text, line, resource, namespace }: OtherObject,
  was: OtherObject,
  nameOfUri: (uri: string) => string,
): ImpactEntry {
  const { kind, role, name } = resource;
  const isKnown = role === 'nad' || configurationRoles.includes(role);
  const { kind: verdict, reason } = role === 'nad' ? judgeNadEdit() : judgeClusterEdit();
  const part = isKnown
    ? unjudgedPart(verdict, l10n.t('nothing for running VMs'), [reason])
    : unjudgedPart(null, l10n.t('cannot know'), [
        l10n.t(
          'No supported release of KubeVirt serves {0}, so what its fields mean is not said.',
          resource.apiVersion,
        ),
      ]);
  const usedBy = role === 'nad' && name.state === 'stated' ? usersOf(workspace, namespace, name.value, nameOfUri) : [];
  return {
    file: text.name,
    line,
    kind,
    namespace: namespace ?? null,
    name: name.state === 'stated' ? name.value : null,
    base: text.label,
    ...(was.text.name !== text.name && { baseFile: was.text.name }),
    state,
    ...part,
    notes: state === 'removed' ? [l10n.t('It is gone from the compared files.'), ...part.notes] : part.notes,
    usedBy,
  };
}

function usersOf(
  workspace: Workspace,
  namespace: string | undefined,
  name: string,
  nameOfUri: (uri: string) => string,
): readonly UserEntry[] {
  const users = new Map<MachineFact, UserEntry>();
  for (const { machine, certain } of workspace.known.networksUsing(namespace, name)) {
    if (!vmRoles.includes(machine.role)) continue;
    users.set(machine, {
      file: nameOfUri(machine.uri),
      line: workspace.placeOf(machine).start.line + 1,
      kind: machine.resourceKind,
      namespace: workspace.known.namespaceOf(machine) ?? null,
      name: machine.name.state === 'stated' ? machine.name.value : null,
      certain: certain || (users.get(machine)?.certain ?? false),
    });
  }
  return [...users.values()];
}
