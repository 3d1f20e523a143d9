/**
 * Who names a symbol, by the facts that are kept of every file: for files whose text is not at hand, and for counts that
 * must be cheap. Places are those of whole texts, quotes and namespaces included.
 */
import type { Fact, FactPlace } from '../../workspace/facts.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { NadSymbol, NavigationSymbol } from './symbols.ts';

export interface FactMention {
  readonly uri: string;
  readonly role: 'declaration' | 'reference';
  /** False where a namespace is not known, so that another one of that name may be meant. */
  readonly isCertain: boolean;
  readonly fact: Fact;
  /** Lines from the first of the document that tells the fact; `Workspace.placeOf` says where that is in the file. */
  readonly place: FactPlace;
}

/** Every mention of a symbol that facts tell of; for one of a file, with what that file means by it. */
export function factMentions(workspace: Workspace, uri: string, symbol: NavigationSymbol): readonly FactMention[] {
  switch (symbol.kind) {
    case 'nad':
      return [...nadDeclarations(workspace, uri, symbol), ...nadReferences(workspace, uri, symbol)];
    case 'binding':
      return bindingMentions(workspace, uri, symbol.name);
    case 'instancetype':
    case 'preference':
      return workspace.known.knownProfiles(uri, symbol.kind).flatMap((fact) => {
        const isSame =
          fact.name === symbol.name &&
          fact.clusterScoped === symbol.clusterScoped &&
          (fact.clusterScoped || mayBeSame(workspace.known.namespaceOf(fact), symbol.namespace));
        return isSame ? [{ uri: fact.uri, role: 'declaration', isCertain: true, fact, place: fact.place }] : [];
      });
    case 'network':
    case 'volume':
    case 'resource-claim':
    case 'data-volume':
      return [];
  }
}

function nadDeclarations({ known }: Workspace, uri: string, symbol: NadSymbol): readonly FactMention[] {
  const { namespace, isBeside, name } = symbol;
  const meant = namespace !== undefined || isBeside ? known.findNad(uri, namespace, name)?.uri : undefined;
  return known
    .nadsNamed(uri, name)
    .filter((fact) => mayBeSame(known.namespaceOf(fact), namespace) && mayBeSame(fact.uri, meant))
    .map((fact) => ({ uri: fact.uri, role: 'declaration', isCertain: true, fact, place: fact.place }));
}

/** Networks and binding plugins that mean a NAD as a file means it: where overlays have one each, the nearest counts. */
export function nadReferences({ known }: Workspace, uri: string, symbol: NadSymbol): readonly FactMention[] {
  const { namespace, isBeside, name } = symbol;
  const meant = namespace !== undefined || isBeside ? known.findNad(uri, namespace, name)?.uri : undefined;
  const mentions: FactMention[] = [];
  for (const { machine, network, certain } of known.networksUsing(namespace, name)) {
    if (!network.referencePlace) continue;
    // Beside each other, two namespaces that nobody knows are the same.
    const theirs = known.findNad(machine.uri, certain ? namespace : undefined, name)?.uri;
    const isKnown = certain || (isBeside && theirs !== undefined && machine.namespace.state === 'absent');
    if (!isKnown || theirs === meant)
      mentions.push({
        uri: machine.uri,
        role: 'reference',
        isCertain: isKnown,
        fact: machine,
        place: network.referencePlace,
      });
  }
  for (const { cluster, registration } of known.registrationsUsing(namespace, name)) {
    if (registration.referencePlace && mayBeSame(known.findNad(cluster.uri, namespace, name)?.uri, meant))
      mentions.push({
        uri: cluster.uri,
        role: 'reference',
        isCertain: true,
        fact: cluster,
        place: registration.referencePlace,
      });
  }
  return mentions;
}

function bindingMentions({ known }: Workspace, uri: string, name: string): readonly FactMention[] {
  const registered = known
    .clusterResources(uri)
    .flatMap((fact) =>
      fact.registrations
        .filter((registration) => registration.name === name)
        .map(({ place }): FactMention => ({ uri: fact.uri, role: 'declaration', isCertain: true, fact, place })),
    );
  return [...registered, ...bindingUses(known.machines(), name)];
}

/** Interfaces that use a binding plugin. */
export function bindingUses(
  machines: Iterable<Extract<Fact, { kind: 'machine' }>>,
  name: string,
): readonly FactMention[] {
  const binding = `plugin:${name}`;
  const uses: FactMention[] = [];
  for (const fact of machines) {
    for (const own of fact.interfaces)
      if (own.binding === binding && own.pluginPlace)
        uses.push({ uri: fact.uri, role: 'reference', isCertain: true, fact, place: own.pluginPlace });
  }
  return uses;
}

function mayBeSame(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
