/**
 * Renaming: every place that names the thing, as one set of edits, with what it costs. Refused, with a reason, where a
 * place cannot be seen or cannot be edited exactly: half a rename is worse than none.
 */
import * as l10n from '@vscode/l10n';
import type { JsonStep } from '../../json/edit-json.ts';
import type { JsonPath } from '../../json/json-tree.ts';
import { dnsLabelFaults, dnsSubdomainFaults } from '../../kubevirt/admission/dns-names.ts';
import { isInterfaceName } from '../../kubevirt/admission/network-values.ts';
import { readNad } from '../../resources/nad.ts';
import { launcherFor } from '../../workspace/launcher.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import { planEdits, type EditStep } from '../../yaml/edit-plan.ts';
import { applyEdits, type TextEdit } from '../../yaml/edit.ts';
import { fieldAt, isAtOrBelow, joinField } from '../../yaml/locate.ts';
import { isUnknown } from '../../yaml/templating.ts';
import type { Span } from '../../yaml/tree.ts';
import { isCertain, nadMeant, sameMentions, unreadMentions, type FoundMention } from './find-mentions.ts';
import { renamedText, type Mention } from './mention.ts';
import { mentionsOf } from './mentions.ts';
import { nadRenameCost, networkRenameCost } from './rename-cost.ts';
import { isLocal, isSameSymbol, type NavigationSymbol } from './symbols.ts';

export interface Refusal {
  readonly refused: string;
}

export interface RenameTarget {
  /** The name alone, in its document. */
  readonly span: Span;
  readonly name: string;
}

/** What a person is asked before edits are made. */
export interface RenameNote {
  readonly label: string;
  readonly description: string;
}

/** Edits of one document. */
export interface DocumentRename {
  readonly view: DocumentView;
  readonly edits: readonly TextEdit[];
  readonly note: RenameNote | undefined;
  /** False where another thing of the same name may be meant. */
  readonly isCertain: boolean;
}

/** What would be renamed at an offset, or why nothing can be. */
export function renameTarget(workspace: Workspace, from: FoundMention): RenameTarget | Refusal {
  const { symbol, span } = from.mention;
  const refused = whyNot(workspace, from);
  return refused === undefined ? { span, name: symbol.name } : { refused };
}

/** Why there is nothing to rename at an offset that names nothing VirtLens can read; undefined: there is no name. */
export function whyNothing({ document }: DocumentView, offset: number): string | undefined {
  const place = document.root && fieldAt(document.root, offset);
  return place?.node.kind === 'scalar' && isUnknown(document, place.node)
    ? l10n.t('A template writes this text; it can be renamed only where the template is.')
    : undefined;
}

/** All that has to be renamed must have been read before (`unreadMentions`). */
export function rename(workspace: Workspace, from: FoundMention, name: string): readonly DocumentRename[] | Refusal {
  const { symbol } = from.mention;
  if (name === symbol.name) return [];
  const refused = whyNot(workspace, from) ?? invalidName(symbol, name) ?? takenName(workspace, from, name);
  if (refused !== undefined) return { refused };
  if (unreadMentions(workspace, from).length > 0)
    return { refused: l10n.t('{0} is named in more files than can be read at once.', symbol.name) };
  const renames: DocumentRename[] = [];
  for (const mentions of groups(workspace, sameMentions(workspace, from))) {
    const [first] = mentions;
    if (!first) continue;
    const { view } = first;
    const edits = planEdits(view.document, view.segment.text, stepsOf(workspace, mentions, name));
    if (!edits)
      return {
        refused: l10n.t(
          'A text with {0} in {1} cannot be changed by itself: others read it too, or a template writes around it.',
          symbol.name,
          view.uri,
        ),
      };
    const certain = isCertain(workspace, first);
    renames.push({
      view,
      edits,
      isCertain: certain,
      note: certain ? noteOf(workspace, mentions, name) : uncertainNote(symbol, name),
    });
  }
  return renames;
}

/** By document, and in each by whether it is certain what is meant. */
function groups(workspace: Workspace, found: readonly FoundMention[]): readonly (readonly FoundMention[])[] {
  const byDocument = new Map<DocumentView['segment'], { certain: FoundMention[]; open: FoundMention[] }>();
  for (const one of found) {
    const group = byDocument.get(one.view.segment) ?? { certain: [], open: [] };
    byDocument.set(one.view.segment, group);
    group[isCertain(workspace, one) ? 'certain' : 'open'].push(one);
  }
  return [...byDocument.values()].flatMap(({ certain, open }) => [certain, open]);
}

/** One step for all whole texts, since some may be one by an alias, and one for the JSON in each scalar. */
function stepsOf(workspace: Workspace, mentions: readonly FoundMention[], name: string): readonly EditStep[] {
  const texts = new Map<string, Mention[]>();
  const json = new Map<string, JsonStep[]>();
  for (const { view, mention } of mentions) {
    const { field, json: path } = mention;
    if (path) listAt(json, field).push({ do: 'set', path, value: renamedText(mention, name) });
    else listAt(texts, field).push(mention);
    const own = ownConfigName(workspace, view, mention);
    if (own) listAt(json, own.field).push({ do: 'set', path: own.path, value: name });
  }
  return [
    { do: 'set-texts', texts: [...texts].map(([field, own]) => ({ field, value: renamedTexts(own, name) })) },
    ...[...json].map(([field, steps]) => ({ do: 'json', field, steps }) as const),
  ];
}

/** A text with all of its mentions renamed. */
function renamedTexts(mentions: readonly Mention[], name: string): string {
  const edits = mentions.map(({ nameAt }) => ({ ...nameAt, newText: name }));
  return applyEdits(mentions[0]?.text ?? '', edits);
}

/**
 * The name in a NAD's configuration, where it is no more than the NAD's own. To OVN it is the network's identity, and to
 * NADs that share it what they have in common.
 */
function ownConfigName(
  { known }: Workspace,
  { uri, document, resources }: DocumentView,
  { symbol, role, field }: Mention,
): { field: string; path: JsonPath } | undefined {
  if (symbol.kind !== 'nad' || role !== 'declaration') return undefined;
  const resource = resources.find((one) => one.role === 'nad' && joinField(one.field, 'metadata.name') === field);
  const nad = resource && readNad(document, resource);
  if (!nad || typeof nad.config === 'string' || nad.config.cni?.name !== symbol.name) return undefined;
  const isIdentity = nad.config.cni.plugins.some(({ type }) => type === 'ovn-k8s-cni-overlay');
  return isIdentity || known.nadsWithConfigName(uri, symbol.name).length > 1
    ? undefined
    : { field: nad.configField, path: ['name'] };
}

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function whyNot(workspace: Workspace, from: FoundMention): string | undefined {
  const { view, mention } = from;
  const { symbol } = mention;
  switch (symbol.kind) {
    case 'network':
    case 'volume': {
      if (workspace.known.isPatch(view.uri)) return l10n.t('A patch names what another file has; rename it there.');
      const names = mentionsOf(view, workspace.context(view.uri)).filter((mention) =>
        isSameSymbol(mention.symbol, symbol),
      );
      const isWhole = (['declaration', 'reference'] as const).every((role) =>
        names.some((mention) => mention.role === role),
      );
      const launcher = launcherOfScope(workspace, view, symbol.scope);
      return isWhole || launcher?.vm.listsKnown
        ? undefined
        : l10n.t('A template writes a part of the lists, where {0} may be named too.', symbol.name);
    }
    case 'resource-claim':
    case 'data-volume':
      return undefined;
    case 'nad':
      if (!isCertain(workspace, from))
        return l10n.t('Which {0} is meant cannot be known, because its namespace is not.', symbol.name);
      return nadMeant(workspace, from) === undefined
        ? l10n.t('The NAD {0} is not in the workspace.', `${symbol.namespace ?? ''}/${symbol.name}`)
        : undefined;
    case 'binding':
    case 'instancetype':
    case 'preference':
      return l10n.t('Networks, volumes and NADs can be renamed; {0} cannot.', symbol.name);
  }
}

function invalidName({ kind }: NavigationSymbol, name: string): string | undefined {
  const fault =
    kind === 'network'
      ? isInterfaceName(name)
        ? undefined
        : 'Network interface name can only contain alphabetical characters, numbers, dashes (-) or underscores (_)'
      : (kind === 'nad' || kind === 'data-volume' ? dnsSubdomainFaults : dnsLabelFaults)(name)[0];
  return fault === undefined ? undefined : l10n.t('“{0}” is not a valid name: {1}', name, fault);
}

function takenName(
  workspace: Workspace,
  { view, mention: { symbol } }: FoundMention,
  name: string,
): string | undefined {
  const wanted = { ...symbol, name };
  const isTaken = isLocal(symbol)
    ? mentionsOf(view, workspace.context(view.uri)).some((mention) => isSameSymbol(mention.symbol, wanted))
    : symbol.kind === 'nad' && workspace.known.findNad(view.uri, symbol.namespace, name) !== undefined;
  return isTaken ? l10n.t('There is a {0} already.', name) : undefined;
}

/** What the rename costs in one document; undefined where nothing that may run changes. */
function noteOf(workspace: Workspace, mentions: readonly FoundMention[], name: string): RenameNote | undefined {
  const [first] = mentions;
  if (!first) return undefined;
  const { symbol } = first.mention;
  if (symbol.kind === 'network') {
    const launcher = launcherOfScope(workspace, first.view, symbol.scope);
    return (
      launcher && {
        label: l10n.t('Rename the network {0} to {1}', symbol.name, name),
        description: networkRenameCost(launcher, symbol.name, name),
      }
    );
  }
  const isUsedByVm = mentions.some(
    ({ view, mention }) =>
      mention.role === 'reference' && view.resources.some(({ vm }) => vm && isAtOrBelow(mention.field, vm.spec)),
  );
  return symbol.kind === 'nad' && isUsedByVm
    ? { label: l10n.t('Refer to the NAD as {0}', name), description: nadRenameCost(workspace.known.cluster(first.uri)) }
    : undefined;
}

function uncertainNote({ name: from }: NavigationSymbol, to: string): RenameNote {
  return {
    label: l10n.t('Rename {0} to {1} where the namespace is not known', from, to),
    description: l10n.t('Another one of the same name, in another namespace, may be meant.'),
  };
}

function launcherOfScope(workspace: Workspace, view: DocumentView, scope: string): ReturnType<typeof launcherFor> {
  const resource = view.resources.find(({ field, vm }) => vm && field === scope);
  return resource && launcherFor(view.document, resource, workspace.context(view.uri));
}
