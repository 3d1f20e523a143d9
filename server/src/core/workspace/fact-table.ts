/**
 * All known facts, found by what others ask for: names of NADs, references to them, MACs. Knows which answers a change
 * of facts can touch, so that exactly those who asked are asked to look again; a change of places alone touches nobody.
 */
import type { Segment } from '../yaml/text-store.ts';
import type {
  BridgeFact,
  ClusterResourceFact,
  DocumentFacts,
  Fact,
  InterfaceFact,
  MachineFact,
  NadFact,
  NetworkFact,
  ProfileFact,
  VolumeFact,
} from './facts.ts';
import { parseNadReference } from '../kubevirt/nad-reference.ts';
import { Index } from './fact-index.ts';

/**
 * A question that one document's answers may depend on: `cluster:URI` (release, configuration, namespace, severities of a
 * file), `cluster` (where those come from), `settings` (the rest of the settings), `namespaces` (of objects that state
 * none), `nad:NAME` (NADs of that name), `nad-config:NAME` (NADs whose configuration has it), `nads` (every NAD),
 * `nad-names` (names and namespaces of all NADs), `uses:NAME` (who names a NAD), `uses` (whether anybody names one),
 * `mac:MAC` (who has it), `vm:NAME` (VMs of that name, all of them, and their launcher Pods), `unnamed:URI` (machines of
 * a file whose names are not known), `baseline:URI` (what a file was before the edits), `profiles` (instancetypes and preferences),
 * `bridges` (those of the nodes), `patch:URI` (whether a file is a patch), `project` (problems of the project file),
 * `schema:KIND` (the schema of a kind, once it has been loaded).
 */
export type FactKey = string;

/** A document that tells facts. */
export interface Teller {
  readonly uri: string;
  readonly facts: DocumentFacts;
  /** The text it was read from, while that is kept. */
  readonly segment: Segment | undefined;
  /** The file's line at which it begins. */
  startLine(): number;
}

export interface NetworkUse {
  readonly machine: MachineFact;
  readonly network: NetworkFact;
}

export interface MacUse {
  readonly machine: MachineFact;
  readonly interface: InterfaceFact;
}

export class FactTable {
  private readonly all = new Set<Teller>();
  private readonly tellers = new Map<Fact, Teller>();
  private readonly nads = new Index<NadFact>();
  private readonly configs = new Index<NadFact>();
  /** Machines by what their networks and interfaces have: which of them it is, is found when somebody asks. */
  private readonly uses = new Index<MachineFact>();
  private readonly macs = new Index<MachineFact>();
  private readonly names = new Index<MachineFact>();
  /** Launcher Pods by their VMIs, and machines without a known name by their files. */
  private readonly launchers = new Index<MachineFact>();
  private readonly unnamed = new Index<MachineFact>();

  /** Replaces tellers by others, and says whose answers that may change. */
  replace(removed: readonly Teller[], added: readonly Teller[]): ReadonlySet<FactKey> {
    for (const teller of removed) this.remove(teller);
    for (const teller of added) this.add(teller);
    return changedKeys(removed, added);
  }

  tellerOf(fact: Fact): Teller | undefined {
    return this.tellers.get(fact);
  }

  nadsNamed(name: string): Iterable<NadFact> {
    return this.nads.at(name);
  }

  nadsWithConfigName(name: string): Iterable<NadFact> {
    return this.configs.at(name);
  }

  /** Networks that name a NAD of that name, of whatever namespace. */
  *networksNaming(name: string): Iterable<NetworkUse> {
    for (const machine of this.uses.at(name))
      for (const network of machine.networks) if (nadNameOf(network) === name) yield { machine, network };
  }

  /** Whether any network names a NAD. */
  get hasNadUses(): boolean {
    return this.uses.size > 0;
  }

  *interfacesWithMac(mac: string): Iterable<MacUse> {
    for (const machine of this.macs.at(mac))
      for (const own of machine.interfaces) if (own.mac === mac) yield { machine, interface: own };
  }

  machinesNamed(name: string): Iterable<MachineFact> {
    return this.names.at(name);
  }

  launchersOf(name: string): Iterable<MachineFact> {
    return this.launchers.at(name);
  }

  unnamedMachines(uri: string): Iterable<MachineFact> {
    return this.unnamed.at(uri);
  }

  *allNads(): Iterable<NadFact> {
    for (const { facts } of this.all) yield* facts.nads;
  }

  *machines(): Iterable<MachineFact> {
    for (const { facts } of this.all) yield* facts.machines;
  }

  /** In the order of writing, whichever was edited last: of equals the first is the one that answers name. */
  clusters(): Iterable<ClusterResourceFact> {
    return [...this.all]
      .filter(({ facts }) => facts.clusters.length > 0)
      .sort((one, other) =>
        one.uri === other.uri ? one.startLine() - other.startLine() : one.uri < other.uri ? -1 : 1,
      )
      .flatMap(({ facts }) => facts.clusters);
  }

  *profiles(): Iterable<ProfileFact> {
    for (const { facts } of this.all) yield* facts.profiles;
  }

  *bridges(): Iterable<BridgeFact> {
    for (const { facts } of this.all) yield* facts.bridges;
  }

  *volumes(): Iterable<VolumeFact> {
    for (const { facts } of this.all) yield* facts.volumes;
  }

  /** The questions that what files tell bears on. */
  keysOf(uris: ReadonlySet<string>): ReadonlySet<FactKey> {
    return changedKeys(
      [...this.all].filter(({ uri }) => uris.has(uri)),
      [],
    );
  }

  private add(teller: Teller): void {
    const { facts } = teller;
    this.all.add(teller);
    for (const list of factLists(facts)) for (const fact of list) this.tellers.set(fact, teller);
    this.each(facts, (index, key, entry) => index.add(key, entry));
  }

  private remove(teller: Teller): void {
    if (!this.all.delete(teller)) return;
    const { facts } = teller;
    this.each(facts, (index, key, entry) => index.remove(key, entry));
    for (const list of factLists(facts)) for (const fact of list) this.tellers.delete(fact);
  }

  private each(
    { nads, machines }: DocumentFacts,
    visit: <T extends object>(index: Index<T>, key: string, entry: T) => void,
  ): void {
    for (const nad of nads) {
      visit(this.nads, nad.name, nad);
      if (nad.config) visit(this.configs, configName(nad), nad);
    }
    for (const machine of machines) {
      if (machine.name.state === 'stated') visit(this.names, machine.name.value, machine);
      else visit(this.unnamed, machine.uri, machine);
      if (machine.launches !== undefined) visit(this.launchers, machine.launches, machine);
      for (const network of machine.networks) {
        const name = nadNameOf(network);
        if (name !== undefined) visit(this.uses, name, machine);
      }
      for (const { mac } of machine.interfaces) if (mac !== undefined) visit(this.macs, mac, machine);
    }
  }
}

/** The name that a NAD's configuration goes by: its own, or by Multus the NAD's. */
function configName(nad: NadFact): string {
  return nad.config?.name ?? nad.name;
}

/** The name of the NAD that a network means. */
function nadNameOf({ reference }: NetworkFact): string | undefined {
  return reference === undefined ? undefined : parseNadReference('', reference).name;
}

function factLists({
  nads,
  machines,
  clusters,
  profiles,
  bridges,
  volumes,
}: DocumentFacts): readonly (readonly Fact[])[] {
  return [nads, machines, clusters, profiles, bridges, volumes];
}

/** Keys of which the facts before and after differ in more than their places. */
function changedKeys(removed: readonly Teller[], added: readonly Teller[]): ReadonlySet<FactKey> {
  const keys = new Set<FactKey>();
  if (removed.length === 0 || added.length === 0) {
    for (const teller of [...removed, ...added]) tellAll(teller, (key) => keys.add(key));
    return keys;
  }
  const before = toldBy(removed);
  const after = toldBy(added);
  const textOf = (told: readonly (() => string)[] | undefined): string | undefined =>
    told?.map((what) => what()).join('\n');
  for (const key of [...before.keys(), ...after.keys()]) {
    const isNew = before.has(key) !== after.has(key);
    if (isNew || textOf(before.get(key)) !== textOf(after.get(key))) keys.add(key);
  }
  return keys;
}

/** A text that is made only to be compared with another. */
type Told = () => string;

/** What documents tell by the questions that it answers. */
function toldBy(tellers: readonly Teller[]): ReadonlyMap<FactKey, readonly Told[]> {
  const told = new Map<FactKey, Told[]>();
  for (const teller of tellers)
    tellAll(teller, (key, what) => {
      const list = told.get(key);
      if (list) list.push(what);
      else told.set(key, [what]);
    });
  return told;
}

/** What one document tells; its own text where all of it counts. */
function tellAll({ uri, facts, segment }: Teller, tell: (key: FactKey, what: Told) => void): void {
  for (const nad of facts.nads) {
    tell(`nad:${nad.name}`, () => plain(nad));
    tell(`nad-config:${configName(nad)}`, () => plain(nad));
    tell('nad-names', () => plain([uri, nad.name, nad.namespace]));
  }
  let usesAny = false;
  for (const machine of facts.machines) {
    const whose = [uri, machine.role, machine.name, machine.namespace];
    // Whoever asks for a VM by its name looks at all of it.
    const whole: Told = () => segment?.text ?? plain(machine);
    if (machine.name.state === 'stated') tell(`vm:${machine.name.value}`, whole);
    else tell(`unnamed:${uri}`, whole);
    if (machine.launches !== undefined && machine.launches !== machineName(machine))
      tell(`vm:${machine.launches}`, whole);
    for (const network of machine.networks) {
      const name = nadNameOf(network);
      if (name === undefined) continue;
      usesAny = true;
      tell(`uses:${name}`, () => plain([whose, network]));
    }
    for (const own of machine.interfaces) {
      if (own.mac === undefined) continue;
      const networks = machine.networks.filter(({ name }) => name === own.name);
      tell(`mac:${own.mac}`, () => plain([whose, own, networks]));
    }
  }
  if (usesAny) tell('uses', () => 'some');
  for (const cluster of facts.clusters) {
    tell('cluster', () => plain(cluster));
    for (const { reference } of cluster.registrations)
      if (reference !== undefined) tell(`uses:${parseNadReference('', reference).name}`, () => plain([uri, reference]));
  }
  for (const profile of facts.profiles) tell('profiles', () => plain(profile));
  for (const bridge of facts.bridges) tell('bridges', () => plain(bridge));
}

function machineName({ name }: MachineFact): string | undefined {
  return name.state === 'stated' ? name.value : undefined;
}

/** A fact as text, without its places. */
export function plain(fact: unknown): string {
  return JSON.stringify(fact, (key, value: unknown) => {
    if (/^place$|Place$/.test(key)) return undefined;
    // Large integers of a manifest are read as such.
    return typeof value === 'bigint' ? `${value}n` : value;
  });
}
