/**
 * Answers to questions about the known files, from a file's point of view: its cluster and project file, the NADs,
 * machines and profiles that its names mean, nearest folder first. Reads nothing; whoever asks keeps account of what was
 * asked (`FactKey`).
 */
import { parseNadReference } from '../kubevirt/nad-reference.ts';
import type { Stated } from '../resources/resources.ts';
import type { Settings } from '../settings.ts';
import type { YamlDocument } from '../yaml/tree.ts';
import { clusterFacts, namespaceOf, type ClusterFacts, type Overrides } from './cluster-facts.ts';
import type { NamespaceSources } from './cluster-facts.ts';
import { DeploymentGraph } from './deployment-graph.ts';
import { FactTable, plain, type FactKey, type MacUse, type NetworkUse, type Teller } from './fact-table.ts';
import type {
  BridgeFact,
  VolumeFact,
  ClusterResourceFact,
  DocumentFacts,
  Fact,
  MachineFact,
  NadFact,
  ProfileFact,
  RegistrationFact,
} from './facts.ts';
import { byNearness, folderOf, nearestEquals, parentFolder } from './locations.ts';
import { multusNamespace } from './multus-namespace.ts';
import { projectFileName, readProjectFile, type ProjectFile, type ProjectFileProblem } from './project-file.ts';

/** An object as far as its namespace goes. */
type Located = Pick<NadFact, 'uri' | 'namespace' | 'isNamespaceFixed'>;

/** A network that means a NAD. */
export interface NadUseFact extends NetworkUse {
  /** False where a namespace is not known, so that it may mean another NAD of that name. */
  readonly certain: boolean;
}

/** A registration of a binding plugin that means a NAD. */
export interface RegistrationUse {
  readonly cluster: ClusterResourceFact;
  readonly registration: RegistrationFact;
}

/** A project file decides over everything but the texts themselves. */
const projectKeys: readonly FactKey[] = ['cluster', 'project', 'nads'];

export class KnownFacts {
  private readonly table = new FactTable();
  private readonly deployments = new DeploymentGraph();
  /** The NAD that one was made of whose content is not known. */
  private readonly origins = new WeakMap<Fact, NadFact>();
  /** The project file of each file that was asked about; null: none. */
  private readonly projectOf = new Map<string, ProjectFile | null>();
  private readonly projects = new Map<string, { project: ProjectFile; problems: readonly ProjectFileProblem[] }>();
  private readonly namedBy = new Map<string, ReadonlySet<string>>();
  private readonly clusters = new Map<string, ClusterFacts>();
  /** All NADs in the order for the file that asked last: its documents ask one after the other. */
  private nadsInOrder: { readonly uri: string; readonly nads: readonly NadFact[] } | undefined;

  constructor(
    private readonly overrides: Overrides,
    private readonly settingsOf: (uri: string) => Settings,
  ) {}

  // Learning; each says which questions may have other answers now.

  replace(removed: readonly Teller[], added: readonly Teller[]): ReadonlySet<FactKey> {
    const told = this.table.replace(removed, added);
    if (removed.some(tellsNads) || added.some(tellsNads)) this.nadsInOrder = undefined;
    if (!removed.some(deploys) && !added.some(deploys)) return told;
    const keys = new Set(told);
    const { placed, patches } = this.deployments.replace(deploymentsOf(removed), deploymentsOf(added));
    for (const uri of patches) keys.add(`patch:${uri}`);
    if (placed.size === 0) return keys;
    for (const uri of placed) {
      keys.add(`cluster:${uri}`);
      this.clusters.delete(uri);
      if (this.projects.has(uri)) for (const key of projectKeys) keys.add(key);
    }
    // What stands in these files goes by other namespaces now.
    for (const key of this.table.keysOf(placed)) keys.add(key);
    return keys;
  }

  learnProject(uri: string, document: YamlDocument): readonly FactKey[] {
    this.projects.set(uri, readProjectFile(uri, document));
    this.projectOf.clear();
    return projectKeys;
  }

  forgetProject(uri: string): readonly FactKey[] {
    if (!this.projects.delete(uri)) return [];
    this.projectOf.clear();
    return projectKeys;
  }

  /** The files that a project file names; they count as near to everything below it. */
  setProjectFiles(projectUri: string, uris: readonly string[]): readonly FactKey[] {
    this.namedBy.set(projectUri, new Set(uris));
    return ['cluster'];
  }

  /**
   * What changed sources of cluster facts come to: `cluster:URI` for each file that has others now, and `namespaces` where
   * that is so of a default namespace. To be called before anybody asks again.
   */
  clusterChanges(): readonly FactKey[] {
    const before = [...this.clusters];
    this.clusters.clear();
    const keys: FactKey[] = [];
    for (const [uri, old] of before) {
      const now = this.cluster(uri);
      if (signatureOf(old) !== signatureOf(now)) keys.push(`cluster:${uri}`);
      if (old.defaultNamespace !== now.defaultNamespace) keys.push('namespaces');
    }
    return keys;
  }

  // Files

  /** Whether some project file names a file. */
  isNamed(uri: string): boolean {
    return [...this.namedBy.values()].some((uris) => uris.has(uri));
  }

  /** The nearest project file above a file. */
  project(uri: string): ProjectFile | undefined {
    const known = this.projectOf.get(uri);
    if (known !== undefined) return known ?? undefined;
    const found = this.projectAbove(folderOf(uri));
    this.projectOf.set(uri, found ?? null);
    return found;
  }

  private projectAbove(from: string): ProjectFile | undefined {
    for (let folder: string | undefined = from; folder !== undefined; folder = parentFolder(folder)) {
      const own = this.projects.get(folder + projectFileName);
      if (own) return own.project;
    }
    return undefined;
  }

  projectProblems(uri: string): readonly ProjectFileProblem[] {
    return this.projects.get(uri)?.problems ?? [];
  }

  /** The project file that applies to a file, or the place where it would be made. */
  projectFileFor(uri: string): { uri: string; exists: boolean } {
    const project = this.project(uri);
    return project ? { uri: project.uri, exists: true } : { uri: folderOf(uri) + projectFileName, exists: false };
  }

  /** Whether a file is a patch: by its name or folder, or because a known kustomization applies it as one. */
  isPatch(uri: string): boolean {
    if (/(?:^|[/._-])patch(?:es)?(?:[/._-]|$)/i.test(uri.slice(uri.indexOf('://') + 3))) return true;
    return this.deployments.isPatch(uri);
  }

  // Cluster

  cluster(uri: string): ClusterFacts {
    const known = this.clusters.get(uri);
    if (known) return known;
    const sources = this.namespaceSources(uri);
    const resource = this.clusterResource(uri, sources.project);
    const facts = clusterFacts({ ...sources, ...(resource && { resource }) });
    this.clusters.set(uri, facts);
    return facts;
  }

  private namespaceSources(uri: string): NamespaceSources {
    const project = this.project(uri);
    const placement = this.deployments.placement(uri);
    return {
      overrides: this.overrides,
      settings: this.settingsOf(uri),
      ...(project && { project }),
      ...(placement && { placement }),
    };
  }

  /** Every known `KubeVirt` and `HyperConverged` resource, nearest folder first. */
  clusterResources(uri: string): readonly ClusterResourceFact[] {
    return byNearness(uri, [...this.table.clusters()]);
  }

  private clusterResource(uri: string, project: ProjectFile | undefined): ClusterResourceFact | undefined {
    const candidates = [...this.table.clusters()];
    const best = (kind: ClusterResourceFact['resourceKind']): readonly ClusterResourceFact[] =>
      nearestEquals(
        uri,
        candidates.filter((fact) => fact.resourceKind === kind),
        this.besideProject(project),
      );
    // A KubeVirt resource says it all; a HyperConverged is asked only where there is none.
    const [kubevirts, hyperConvergeds] = [best('KubeVirt'), best('HyperConverged')];
    const [first, ...others] = kubevirts.length > 0 ? kubevirts : hyperConvergeds;
    // Of several clusters, all as near, nobody knows which one is meant.
    return first && others.every((other) => settingsOf(other) === settingsOf(first)) ? first : undefined;
  }

  // Names

  /** The namespace an object lands in; undefined where a template or another tool decides it. */
  namespaceOf({ uri, namespace, isNamespaceFixed = false }: Located): string | undefined {
    if (isNamespaceFixed) return namespace.state === 'stated' ? namespace.value : undefined;
    // Most objects state their namespace, and most files are moved by nobody: then the cluster need not be asked for.
    if (namespace.state === 'stated' && this.deployments.placement(uri)?.isForced !== true) return namespace.value;
    return namespaceOf(namespace, this.cluster(uri));
  }

  /**
   * The NAD that a reference means: of the known files, the nearest; else one that the project file names. Without a
   * namespace, the one beside which the file's objects land, wherever that is.
   */
  findNad(uri: string, namespace: string | undefined, name: string): NadFact | undefined {
    if (namespace === undefined) return this.findNadBeside(uri, name);
    const project = this.project(uri);
    const beside = this.besideProject(project);
    const own: NadFact[] = [];
    const unknown: NadFact[] = [];
    for (const nad of this.table.nadsNamed(name)) {
      const its = this.namespaceOf(nad);
      if (its === namespace) own.push(nad);
      else if (its === undefined) unknown.push(nad);
    }
    return (
      this.agreed(nearestEquals(uri, own, beside)) ??
      this.projectNad(uri, namespace, name) ??
      this.agreed(nearestEquals(uri, unknown, beside))
    );
  }

  private findNadBeside(uri: string, name: string): NadFact | undefined {
    const decider = this.deployments.placement(uri)?.source.uri;
    const beside = [...this.table.nadsNamed(name)].filter(
      (nad) =>
        nad.namespace.state === 'absent' &&
        this.namespaceOf(nad) === undefined &&
        this.deployments.placement(nad.uri)?.source.uri === decider,
    );
    return this.agreed(nearestEquals(uri, beside, this.besideProject(this.project(uri))));
  }

  /** The first of several that may be meant, all as near; where they disagree, what it holds is not known. */
  private agreed([first, ...others]: readonly NadFact[]): NadFact | undefined {
    if (!first || others.every((other) => contentOf(other) === contentOf(first))) return first;
    const open: NadFact = {
      ...first,
      configState: 'unknown',
      config: undefined,
      cniTypes: undefined,
      resourceName: { state: 'unknown' },
    };
    this.origins.set(open, first);
    return open;
  }

  /** Every known NAD of a name, of whatever namespace; nearest folder first. */
  nadsNamed(uri: string, name: string): readonly NadFact[] {
    const named = (this.project(uri)?.nads ?? []).filter((nad) => nad.name === name);
    return [...byNearness(uri, [...this.table.nadsNamed(name)]), ...this.projectNads(uri, named)];
  }

  /** NADs whose configuration goes by a name; nearest folder first. */
  nadsWithConfigName(uri: string, name: string): readonly NadFact[] {
    return byNearness(uri, [...this.table.nadsWithConfigName(name)]);
  }

  /**
   * Every known NAD, those of the project file that applies included; nearest folder first. Mostly the same list as long as
   * there are the same NADs.
   */
  knownNads(uri: string): readonly NadFact[] {
    if (this.nadsInOrder?.uri !== uri) this.nadsInOrder = { uri, nads: byNearness(uri, [...this.table.allNads()]) };
    const { nads } = this.nadsInOrder;
    const ofProject = this.projectNads(uri, this.project(uri)?.nads ?? []);
    return ofProject.length > 0 ? [...nads, ...ofProject] : nads;
  }

  /** Every known machine, in no order. */
  machines(): Iterable<MachineFact> {
    return this.table.machines();
  }

  machinesNamed(name: string): Iterable<MachineFact> {
    return this.table.machinesNamed(name);
  }

  launchersOf(name: string): Iterable<MachineFact> {
    return this.table.launchersOf(name);
  }

  /** Machines of a file that have no name, or one that a template writes. */
  unnamedMachines(uri: string): Iterable<MachineFact> {
    return this.table.unnamedMachines(uri);
  }

  /** Networks of machines, Pods and workloads that mean a NAD, by file and place. */
  networksUsing(namespace: string | undefined, name: string): readonly NadUseFact[] {
    const uses: NadUseFact[] = [];
    for (const use of this.table.networksNaming(name)) {
      const meant = this.namespaceMeant(use);
      if (meant === namespace || meant === undefined || namespace === undefined)
        uses.push({ ...use, certain: meant !== undefined && namespace !== undefined });
    }
    return uses.sort((one, other) => inOrder(one.machine, other.machine));
  }

  /** Whether any known machine, Pod or workload attaches to a NAD. */
  get hasNadUses(): boolean {
    return this.table.hasNadUses;
  }

  /** Registrations of binding plugins that mean a NAD; one without a namespace means that of each VM. */
  registrationsUsing(namespace: string | undefined, name: string): readonly RegistrationUse[] {
    const uses: RegistrationUse[] = [];
    for (const cluster of this.table.clusters()) {
      for (const registration of cluster.registrations) {
        if (registration.reference === undefined) continue;
        const meant = parseNadReference('', registration.reference);
        if (meant.name !== name) continue;
        if (meant.namespace === '' || namespace === undefined || meant.namespace === namespace)
          uses.push({ cluster, registration });
      }
    }
    return uses;
  }

  /** Interfaces that have a MAC, by file and place. */
  interfacesWithMac(mac: string): readonly MacUse[] {
    const uses = [...this.table.interfacesWithMac(mac)];
    // Nearly every address is one VM's alone.
    return uses.length < 2 ? uses : uses.sort((one, other) => inOrder(one.machine, other.machine));
  }

  /** The namespace in which the NAD of a network is looked for; undefined where a template decides it. */
  private namespaceMeant({ machine, network }: NetworkUse): string | undefined {
    const stated = parseNadReference('', network.reference ?? '').namespace;
    if (stated !== '') return stated;
    return network.isDefault ? multusNamespace : this.namespaceOf(machine);
  }

  /** Every known instancetype or preference, nearest folder first. */
  knownProfiles(uri: string, role: ProfileFact['role']): readonly ProfileFact[] {
    const found = [...this.table.profiles()];
    return byNearness(
      uri,
      found.filter((profile) => profile.role === role),
    );
  }

  /**
   * The instancetype or preference that a VM in a namespace names, of the nearest folder. Without a kind the cluster-wide
   * one is meant, as KubeVirt's defaults have it.
   */
  findProfile(
    uri: string,
    role: ProfileFact['role'],
    {
      kind = '',
      name,
      namespace,
    }: { readonly kind?: string; readonly name: string; readonly namespace: string | undefined },
  ): ProfileFact | undefined {
    const isOfCluster = kind === '' || /cluster/i.test(kind);
    return this.knownProfiles(uri, role).find((profile) => {
      if (profile.name !== name || profile.clusterScoped !== isOfCluster) return false;
      const own = this.namespaceOf(profile);
      return isOfCluster || own === undefined || own === namespace;
    });
  }

  /** Bridges and physical networks of the nodes, nearest folder first. */
  bridges(uri: string): readonly BridgeFact[] {
    return byNearness(uri, [...this.table.bridges()]);
  }

  /** Every known DataVolume, nearest folder first. */
  volumes(uri: string): readonly VolumeFact[] {
    return byNearness(uri, [...this.table.volumes()]);
  }

  tellerOf(fact: Fact): Teller | undefined {
    return this.table.tellerOf(this.origins.get(fact) ?? fact);
  }

  private projectNad(uri: string, namespace: string, name: string): NadFact | undefined {
    const named = (this.project(uri)?.nads ?? []).filter((nad) => nad.name === name);
    return this.projectNads(uri, named).find((nad) => this.namespaceOf(nad) === namespace);
  }

  private projectNads(uri: string, named: ProjectFile['nads']): readonly NadFact[] {
    const project = this.project(uri);
    if (!project) return [];
    return named.map(({ name, namespace, type }) => ({
      kind: 'nad',
      uri: project.uri,
      name,
      isNamespaceFixed: true,
      namespace: stated(namespace ?? this.cluster(project.uri).defaultNamespace),
      field: '',
      place: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      source: 'project',
      configState: 'unknown',
      config: undefined,
      cniTypes: type === undefined ? undefined : [type],
      resourceName: { state: 'unknown' },
    }));
  }

  /** Files that a project file names count as lying beside it. */
  private besideProject(project: ProjectFile | undefined): (place: { readonly uri: string }) => string | undefined {
    const named = project && this.namedBy.get(project.uri);
    return ({ uri }) => (project && named?.has(uri) ? folderOf(project.uri) : undefined);
  }
}

function tellsNads({ facts }: Teller): boolean {
  return facts.nads.length > 0;
}

function deploys({ facts }: Teller): boolean {
  return facts.deployments.length > 0;
}

function deploymentsOf(tellers: readonly Teller[]): DocumentFacts['deployments'] {
  return tellers.flatMap(({ facts }) => facts.deployments);
}

/** What NADs of one name have to agree in. */
function contentOf({ configState, config, cniTypes, resourceName }: NadFact): string {
  return plain([configState, config, cniTypes, resourceName]);
}

/** What cluster resources have to agree in. */
function settingsOf({ configuration, observedRelease, updateMethods }: ClusterResourceFact): string {
  return plain([configuration, observedRelease, updateMethods]);
}

/** Cluster facts as text. */
function signatureOf({ release, configuration, ...facts }: ClusterFacts): string {
  return JSON.stringify([release.id, { ...configuration, bindings: [...configuration.bindings] }, facts]);
}

function inOrder(one: MachineFact, other: MachineFact): number {
  if (one.uri !== other.uri) return one.uri < other.uri ? -1 : 1;
  return one.place.start.line - other.place.start.line;
}

function stated(text: string | undefined): Stated {
  return text === undefined ? { state: 'unknown' } : { state: 'stated', value: text };
}
