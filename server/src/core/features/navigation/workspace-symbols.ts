/** Machines, their networks, NADs, KubeVirt resources and binding plugins of the whole workspace, by a part of their name. */
import type { Fact, FactPlace } from '../../workspace/facts.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { OutlineEntry } from './outline.ts';

export interface WorkspaceSymbolEntry {
  readonly name: string;
  readonly kind: OutlineEntry['kind'];
  /** What it belongs to: a kind and namespace, or a machine. */
  readonly container: string;
  readonly fact: Fact;
  readonly place: FactPlace;
}

/** The best `limit` matches: names that begin with the query, then those that hold it, then those with its letters in order. */
export function workspaceSymbols(workspace: Workspace, query: string, limit = 300): readonly WorkspaceSymbolEntry[] {
  const wanted = query.trim().toLowerCase();
  const ranked: { entry: WorkspaceSymbolEntry; rank: number }[] = [];
  for (const entry of allSymbols(workspace)) {
    const rank = rankOf(entry.name.toLowerCase(), wanted);
    if (rank !== undefined) ranked.push({ entry, rank });
  }
  return ranked
    .sort((one, other) => one.rank - other.rank || compare(one.entry, other.entry))
    .slice(0, limit)
    .map(({ entry }) => entry);
}

function compare(one: WorkspaceSymbolEntry, other: WorkspaceSymbolEntry): number {
  if (one.name !== other.name) return one.name < other.name ? -1 : 1;
  return one.fact.uri < other.fact.uri ? -1 : one.fact.uri > other.fact.uri ? 1 : 0;
}

/** Undefined: no match. */
function rankOf(name: string, wanted: string): number | undefined {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(wanted)) return 2;
  let at = 0;
  for (const letter of name) if (letter === wanted.charAt(at)) at++;
  return at === wanted.length ? 3 : undefined;
}

function* allSymbols({ known }: Workspace): Iterable<WorkspaceSymbolEntry> {
  for (const fact of known.machines()) {
    const name = fact.name.state === 'stated' ? fact.name.value : undefined;
    const owner = `${fact.resourceKind} ${qualified(known.namespaceOf(fact), name ?? '')}`;
    if (name !== undefined)
      yield {
        name,
        kind: 'machine',
        container: containerOf(fact.resourceKind, known.namespaceOf(fact)),
        fact,
        place: fact.place,
      };
    for (const network of fact.networks)
      if (network.name !== '')
        yield { name: network.name, kind: 'network', container: owner, fact, place: network.place };
  }
  for (const fact of known.knownNads('')) {
    const container = containerOf(fact.generator?.kind ?? 'NetworkAttachmentDefinition', known.namespaceOf(fact));
    yield { name: fact.name, kind: 'nad', container, fact, place: fact.place };
  }
  for (const fact of known.clusterResources('')) {
    const owner = `${fact.resourceKind} ${fact.name ?? ''}`;
    if (fact.name !== undefined)
      yield { name: fact.name, kind: 'cluster', container: fact.resourceKind, fact, place: fact.place };
    for (const { name, place } of fact.registrations) yield { name, kind: 'binding', container: owner, fact, place };
  }
}

function qualified(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

function containerOf(kind: string, namespace: string | undefined): string {
  return namespace === undefined ? kind : `${kind} ${namespace}`;
}
