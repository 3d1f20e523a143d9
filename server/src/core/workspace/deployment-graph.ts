/**
 * Which namespace the tools that apply a file give to its objects, and which files are patches: kustomizations from a
 * base to its overlays, then who applies the outermost one. Reads nothing; remembers whom it answered what, so that a
 * change names exactly the files whose answer is another now. Where ways lead to different namespaces, none is known.
 * Truth: `kubernetes-sigs/kustomize · api/internal/target/kusttarget.go` (resources, then components, then the own
 * namespace, which goes over what objects state), `argoproj/gitops-engine · pkg/sync/sync_context.go` (only where objects
 * state none), `fluxcd/pkg · kustomize/kustomize_generator.go`, `helm/helm · pkg/kube/client.go`.
 */
import type { Stated } from '../resources/resources.ts';
import type { ChartFact, DeployerFact, DeploymentFact, KustomizationFact } from './deployment-facts.ts';
import { Index } from './fact-index.ts';
import { folderName, folderOf, isBelow, parentFolder } from './locations.ts';

/** What becomes of the namespace of a file's objects. */
export interface Placement {
  /** Undefined: it is decided elsewhere, and is not known. */
  readonly namespace: string | undefined;
  /** Whether objects get it whatever they state; else only those that state none. */
  readonly isForced: boolean;
  readonly source: { readonly uri: string; readonly kind: string; readonly name: string };
}

/** Files whose answers are others now. */
export interface DeploymentChange {
  readonly placed: ReadonlySet<string>;
  readonly patches: ReadonlySet<string>;
}

/** One way of a file into a cluster; undefined where its own manifest has the say. */
type Way = Placement | undefined;

/** Ways and folders beyond this are not followed: then nothing is known. */
const mostSteps = 2_000;

export class DeploymentGraph {
  /** By what they take: URIs of files and folders, without a slash at the end. */
  private readonly including = new Index<KustomizationFact>();
  private readonly kustomizations = new Index<KustomizationFact>();
  private readonly patching = new Index<KustomizationFact>();
  private readonly charts = new Index<ChartFact>();
  private readonly deployers = new Index<DeployerFact>();
  private readonly answers = new Map<string, Placement | undefined>();

  replace(removed: readonly DeploymentFact[], added: readonly DeploymentFact[]): DeploymentChange {
    const placed = new Set<string>();
    const patches = new Set<string>();
    if (removed.length + added.length === 0) return { placed, patches };
    const isSaidAgain = JSON.stringify(removed) === JSON.stringify(added);
    const before = isSaidAgain ? [] : this.reach(removed);
    for (const fact of removed) this.each(fact, (index, key, entry) => index.remove(key, entry));
    for (const fact of added) this.each(fact, (index, key, entry) => index.add(key, entry));
    if (isSaidAgain) return { placed, patches };
    for (const uri of new Set([...before, ...this.reach(added)])) {
      const known = this.answers.get(uri);
      const now = this.wayOf(uri);
      this.answers.set(uri, now);
      if (!isSame(known, now)) placed.add(uri);
    }
    const [had, have] = [removed, added].map(patchesOf);
    for (const uri of [...(had ?? []), ...(have ?? [])]) if (had?.has(uri) !== have?.has(uri)) patches.add(uri);
    return { placed, patches };
  }

  /** Undefined where nothing is known to apply the file but its reader. */
  placement(uri: string): Placement | undefined {
    if (!this.answers.has(uri)) this.answers.set(uri, this.wayOf(uri));
    return this.answers.get(uri);
  }

  isPatch(uri: string): boolean {
    return this.patching.has(uri);
  }

  private each(fact: DeploymentFact, visit: <T extends object>(index: Index<T>, key: string, entry: T) => void): void {
    switch (fact.kind) {
      case 'kustomization':
        visit(this.kustomizations, folderOf(fact.uri), fact);
        for (const uri of new Set([...fact.resources, ...fact.components])) visit(this.including, uri, fact);
        for (const uri of new Set(fact.patches)) visit(this.patching, uri, fact);
        return;
      case 'chart':
        return visit(this.charts, folderOf(fact.uri), fact);
      case 'deployer':
        return visit(this.deployers, fact.path ?? folderOf(fact.uri), fact);
    }
  }

  // Ways from a file to a cluster

  private wayOf(uri: string): Way {
    const budget = { steps: mostSteps };
    const ways: Way[] = [];
    const includers = [...this.including.at(uri)];
    for (const includer of includers) this.follow(includer, uri, undefined, [], budget, ways);
    if (includers.length === 0) {
      const chart = this.chartOf(uri);
      if (chart) ways.push(...this.chartWays(chart));
      else for (const deployer of this.deployersOfFile(uri)) ways.push(placementBy(deployer));
    }
    return budget.steps < 0 ? { ...unknownBy(ways), isForced: true } : oneOf(ways);
  }

  /** From a kustomization, whose objects have come this far, to all that include or apply it. */
  private follow(
    kustomization: KustomizationFact,
    from: string,
    carried: Way,
    above: readonly KustomizationFact[],
    budget: { steps: number },
    ways: Way[],
  ): void {
    if (budget.steps-- < 0 || above.includes(kustomization)) return;
    const path = [...above, kustomization];
    const own = this.givenBy(kustomization, kustomization.components.indexOf(from) + 1) ?? carried;
    const folder = folderOf(kustomization.uri);
    const here = folder.slice(0, -1);
    const includers = [...this.including.at(here)];
    const deployers = [...this.deployersOfFolder(folder)].filter(({ isForCharts }) => !isForCharts);
    for (const includer of includers) this.follow(includer, here, own, path, budget, ways);
    for (const deployer of deployers) {
      const last = placementBy(deployer);
      ways.push(own && !last.isForced ? own : last);
    }
    if (includers.length + deployers.length === 0) ways.push(own);
  }

  /** The namespace that a kustomization gives: its own, else that of the last of its components from one on. */
  private givenBy(fact: KustomizationFact, firstComponent: number, seen = new Set<KustomizationFact>()): Way {
    const { namespace, uri } = fact;
    if (namespace.state !== 'absent')
      return placementOf(namespace, true, uri, 'kustomization', folderName(folderOf(uri)));
    seen.add(fact);
    for (const folder of fact.components.slice(firstComponent).reverse()) {
      for (const component of this.kustomizations.at(folder + '/')) {
        const given = seen.has(component) ? undefined : this.givenBy(component, 0, seen);
        if (given) return given;
      }
    }
    return undefined;
  }

  private chartWays(chart: ChartFact): readonly Way[] {
    const deployers = [...this.deployersOfFolder(folderOf(chart.uri))];
    if (deployers.length > 0) return deployers.map(placementBy);
    // Whoever installs it says where.
    return [placementOf({ state: 'unknown' }, false, chart.uri, 'chart', folderName(folderOf(chart.uri)))];
  }

  /** The chart of which a file is a template. */
  private chartOf(uri: string): ChartFact | undefined {
    if (this.charts.size === 0) return undefined;
    for (const folder of foldersAbove(uri)) {
      if (!folder.endsWith('/templates/')) continue;
      const [chart] = this.charts.at(parentFolder(folder) ?? '');
      if (chart) return chart;
    }
    return undefined;
  }

  /** Who applies a plain manifest: those of its folder, or of one above that is no kustomization and no chart. */
  private *deployersOfFile(uri: string): Iterable<DeployerFact> {
    if (this.deployers.size === 0) return;
    const own = folderOf(uri);
    for (const folder of foldersAbove(uri)) {
      if (this.kustomizations.has(folder) || this.charts.has(folder)) return;
      const here = [...this.deployersOfFolder(folder)];
      yield* here.filter(({ isForCharts, isRecursive }) => !isForCharts && (folder === own || isRecursive));
      // A folder with settings of its own is not part of that above.
      if (here.some(({ path }) => path === undefined)) return;
    }
  }

  /** Deployers that name a folder by its path from the root of the repository that they lie in, or lie in it. */
  private *deployersOfFolder(folder: string): Iterable<DeployerFact> {
    if (this.deployers.size === 0) return;
    yield* this.deployers.at(folder);
    let path = '';
    for (let at = folder; ;) {
      const root = parentFolder(at);
      if (root === undefined) return;
      path = at.slice(root.length, -1) + (path === '' ? '' : '/' + path);
      for (const deployer of this.deployers.at(path)) if (isBelow(root, deployer.uri)) yield deployer;
      at = root;
    }
  }

  // Whom a change can touch

  /** Of the files that were asked for, those that lead to one of these facts. */
  private reach(facts: readonly DeploymentFact[]): ReadonlySet<string> {
    const reached = new Set<string>();
    const seen = new Set<KustomizationFact>();
    const open: KustomizationFact[] = [];
    for (const fact of facts) {
      const isInReach = reachOf(fact);
      for (const uri of this.answers.keys()) if (isInReach(uri)) reached.add(uri);
      if (fact.kind === 'kustomization') open.push(fact, ...this.takersOfComponent(fact));
      else if (fact.kind === 'deployer')
        open.push(...[...this.kustomizations.all()].filter(({ uri }) => isInReach(uri)));
    }
    for (let next = open.pop(); next; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const uri of [...next.resources, ...next.components]) {
        if (this.answers.has(uri)) reached.add(uri);
        open.push(...this.kustomizations.at(uri + '/'));
      }
    }
    return reached;
  }

  /** What a component gives goes to all that those who include it take. */
  private takersOfComponent(component: KustomizationFact): Iterable<KustomizationFact> {
    const takers = new Set([component]);
    for (const taker of takers) {
      const folder = folderOf(taker.uri).slice(0, -1);
      for (const includer of this.including.at(folder)) if (includer.components.includes(folder)) takers.add(includer);
    }
    return takers;
  }
}

/** Whether a fact may count for a file because of where that lies. */
function reachOf(fact: DeploymentFact): (uri: string) => boolean {
  if (fact.kind !== 'deployer' || fact.path === undefined) return (uri) => isBelow(folderOf(fact.uri), uri);
  return (uri) => uri.includes(`/${fact.path}/`);
}

function patchesOf(facts: readonly DeploymentFact[]): ReadonlySet<string> {
  return new Set(facts.flatMap((fact) => (fact.kind === 'kustomization' ? fact.patches : [])));
}

function placementBy({ namespace, isForced, uri, tool, name }: DeployerFact): Placement {
  return placementOf(namespace, isForced, uri, tool, name);
}

function placementOf(namespace: Stated, isForced: boolean, uri: string, kind: string, name: string): Placement {
  return {
    namespace: namespace.state === 'stated' ? namespace.value : undefined,
    isForced,
    source: { uri, kind, name },
  };
}

/** What several ways agree on. */
function oneOf(ways: readonly Way[]): Way {
  const [first, ...others] = ways;
  return others.every((way) => isSame(first, way, false)) ? first : unknownBy(ways);
}

function unknownBy(ways: readonly Way[]): Placement {
  const placed = ways.filter((way) => way !== undefined);
  return {
    namespace: undefined,
    isForced: placed.some(({ isForced }) => isForced),
    source: placed[0]?.source ?? { uri: '', kind: '', name: '' },
  };
}

function isSame(one: Way, other: Way, withSource = true): boolean {
  return (
    one?.namespace === other?.namespace &&
    one?.isForced === other?.isForced &&
    (!withSource || JSON.stringify(one?.source) === JSON.stringify(other?.source))
  );
}

/** The folder of a file, and all above it. */
function* foldersAbove(uri: string): Iterable<string> {
  for (let folder: string | undefined = folderOf(uri); folder !== undefined; folder = parentFolder(folder))
    yield folder;
}
