/**
 * Who names a symbol, by the facts that are kept of every file: for files whose text is not at hand, and for counts that
 * must be cheap. Places are those of whole texts, quotes and namespaces included.
 */
import type { Fact, FactPlace, NadFact } from '../../workspace/facts.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { NavigationSymbol } from './symbols.ts';

export interface FactMention {
  readonly uri: string;
  readonly role: 'declaration' | 'reference';
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
        return isSame ? [{ uri: fact.uri, role: 'declaration', fact, place: fact.place }] : [];
      });
    case 'network':
    case 'volume':
    case 'resource-claim':
    case 'data-volume':
      return [];
  }
}

type NadSymbol = Extract<NavigationSymbol, { kind: 'nad' }>;

function nadDeclarations(workspace: Workspace, uri: string, { namespace, name }: NadSymbol): readonly FactMention[] {
  const { known } = workspace;
  const meant = namespace === undefined ? undefined : known.findNad(uri, namespace, name);
  return known
    .nadsNamed(uri, name)
    .filter((fact) => mayBeSame(known.namespaceOf(fact), namespace) && (meant === undefined || fact.uri === meant.uri))
    .map((fact) => ({ uri: fact.uri, role: 'declaration', fact, place: fact.place }));
}

/** Networks and binding plugins that mean a NAD as a file means it: where overlays have one each, the nearest counts. */
export function nadReferences(
  { known }: Workspace,
  uri: string,
  { namespace, name }: Pick<NadSymbol, 'namespace' | 'name'>,
): readonly FactMention[] {
  const meantBy = (from: string): string | undefined =>
    namespace === undefined ? undefined : known.findNad(from, namespace, name)?.uri;
  const meant = meantBy(uri);
  const mentions: FactMention[] = [];
  for (const { machine, network, certain } of known.networksUsing(namespace, name)) {
    if (network.referencePlace && (!certain || meantBy(machine.uri) === meant))
      mentions.push({ uri: machine.uri, role: 'reference', fact: machine, place: network.referencePlace });
  }
  for (const { cluster, registration } of known.registrationsUsing(namespace, name)) {
    if (registration.referencePlace && meantBy(cluster.uri) === meant)
      mentions.push({ uri: cluster.uri, role: 'reference', fact: cluster, place: registration.referencePlace });
  }
  return mentions;
}

/** The NAD of a document as others would have to name it. */
export function symbolOfNad({ known }: Workspace, nad: NadFact): NadSymbol {
  return { kind: 'nad', namespace: known.namespaceOf(nad), name: nad.name };
}

function bindingMentions({ known }: Workspace, uri: string, name: string): readonly FactMention[] {
  const registered = known
    .clusterResources(uri)
    .flatMap((fact) =>
      fact.registrations
        .filter((registration) => registration.name === name)
        .map(({ place }): FactMention => ({ uri: fact.uri, role: 'declaration', fact, place })),
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
        uses.push({ uri: fact.uri, role: 'reference', fact, place: own.pluginPlace });
  }
  return uses;
}

function mayBeSame(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}
