/**
 * What is known of the cluster that the manifests of one folder go to: release, configuration, default namespace, and
 * where each was learnt. Precedence, highest first: command-line flags, the nearest `.virtlens.yaml`, settings, a
 * `KubeVirt` (or `HyperConverged`) resource among the known files, KubeVirt's own defaults. For namespaces also the tools
 * that apply the file (`deployment-graph.ts`).
 */
import * as l10n from '@vscode/l10n';
import { decodeConfiguration, type ClusterConfiguration } from '../kubevirt/configuration.ts';
import { findRelease, newestRelease, type Release } from '../kubevirt/releases/index.ts';
import type { SeverityChoice, Settings } from '../settings.ts';
import type { Stated } from '../resources/resources.ts';
import type { Placement } from './deployment-graph.ts';
import type { ClusterResourceFact } from './facts.ts';
import type { ProjectFile } from './project-file.ts';

/** Where a fact was learnt. */
export type FactSource =
  | { readonly from: 'flag' }
  | { readonly from: 'project'; readonly uri: string }
  | { readonly from: 'setting' }
  | { readonly from: 'resource' | 'deployment'; readonly uri: string; readonly kind: string; readonly name: string }
  | { readonly from: 'assumed' };

/** What the command line states over everything else. */
export interface Overrides {
  readonly release?: string;
  readonly namespace?: string;
  /** `spec.configuration` of a KubeVirt resource. */
  readonly configuration?: unknown;
  /** Its `spec.workloadUpdateStrategy.workloadUpdateMethods`. */
  readonly updateMethods?: readonly string[];
}

/** What becomes of the namespaces in a file. */
export interface NamespaceFacts {
  /** The namespace of objects that state none; undefined where the tool that applies them decides it, unseen. */
  readonly defaultNamespace: string | undefined;
  readonly namespaceSource: FactSource;
  /** Whether the tool that applies them puts all objects there, whatever they state. */
  readonly isNamespaceForced: boolean;
}

export interface ClusterFacts extends NamespaceFacts {
  readonly release: Release;
  readonly releaseSource: FactSource;
  /** The release as stated, when VirtLens does not know it; `release` is then the newest, and nothing is certain. */
  readonly unknownRelease?: string;
  readonly configuration: ClusterConfiguration;
  readonly configurationSource: FactSource;
  /** Whether every registered network binding plugin is known: only then is a missing one a fact. */
  readonly bindingsKnown: boolean;
  /** How KubeVirt may bring running VMs up to date, `LiveMigrate` or `Evict`; undefined where nobody tells. */
  readonly updateMethods: readonly string[] | undefined;
  /** Whether the known files and the project file hold every NAD, so that a missing one is a fact. */
  readonly complete: boolean;
  /** Whether Multus keeps Pods from NADs of other namespaces; undefined where nobody tells. */
  readonly namespaceIsolation: boolean | undefined;
  /** Namespaces whose NADs are for all Pods all the same. */
  readonly globalNamespaces: readonly string[];
  readonly rules: Readonly<Record<string, SeverityChoice>>;
}

export interface NamespaceSources {
  readonly overrides: Overrides;
  readonly project?: ProjectFile;
  readonly settings: Settings;
  /** What the tools that apply the file do. */
  readonly placement?: Placement;
}

export interface ClusterSources extends NamespaceSources {
  /** The cluster resource that applies, chosen by nearness. */
  readonly resource?: ClusterResourceFact;
}

/** What Multus takes for global namespaces unless its configuration says otherwise. */
const multusGlobalNamespaces: readonly string[] = ['default'];

/** Puts the sources together; never fails. */
export function clusterFacts(sources: ClusterSources): ClusterFacts {
  const { overrides, project, settings, resource } = sources;
  const fromResource: FactSource | undefined = resource && {
    from: 'resource',
    uri: resource.uri,
    kind: resource.resourceKind,
    name: resource.name ?? '',
  };
  const fromProject: FactSource | undefined = project && { from: 'project', uri: project.uri };

  const statedReleases: [string | undefined, FactSource | undefined][] = [
    [overrides.release, { from: 'flag' }],
    [project?.release, fromProject],
    [settings.release === 'auto' ? undefined : settings.release, { from: 'setting' }],
    [resource?.observedRelease, fromResource],
  ];
  const stated = statedReleases.find(([text]) => text !== undefined && text !== '');
  const known = stated?.[0] === undefined ? undefined : findRelease(stated[0]);

  const configurations: [unknown, FactSource | undefined, boolean][] = [
    [overrides.configuration, { from: 'flag' }, true],
    [project?.configuration, fromProject, true],
    [resource?.configuration, fromResource, resource?.resourceKind === 'KubeVirt'],
  ];
  const configuration = configurations.find(([value]) => value !== undefined);

  return {
    release: known ?? newestRelease,
    releaseSource: stated?.[1] ?? { from: 'assumed' },
    ...(stated && !known && { unknownRelease: stated[0] }),
    configuration: decodeConfiguration(configuration?.[0]),
    configurationSource: configuration?.[1] ?? { from: 'assumed' },
    bindingsKnown: configuration?.[2] ?? false,
    ...namespaceFacts(sources),
    updateMethods: overrides.updateMethods ?? project?.workloadUpdateMethods ?? resource?.updateMethods,
    complete: project?.complete ?? false,
    namespaceIsolation: project?.namespaceIsolation,
    globalNamespaces: project?.globalNamespaces ?? multusGlobalNamespaces,
    rules: { ...settings.rules, ...project?.rules },
  };
}

/**
 * A tool that writes the namespace into every object has the say, as the cluster sees nothing else; one that fills in what
 * is missing comes after those who know the cluster.
 */
export function namespaceFacts({ overrides, project, settings, placement }: NamespaceSources): NamespaceFacts {
  const deployed: NamespaceFacts | undefined = placement && {
    defaultNamespace: placement.namespace,
    namespaceSource: { from: 'deployment', ...placement.source },
    isNamespaceForced: placement.isForced,
  };
  if (deployed?.isNamespaceForced) return deployed;
  const stated: [string | undefined, FactSource][] = [
    [overrides.namespace, { from: 'flag' }],
    [project?.namespace, { from: 'project', uri: project?.uri ?? '' }],
    [settings.namespace, { from: 'setting' }],
  ];
  const own = stated.find(([text]) => text !== undefined && text !== '');
  if (own) return { defaultNamespace: own[0], namespaceSource: own[1], isNamespaceForced: false };
  return deployed ?? { defaultNamespace: 'default', namespaceSource: { from: 'assumed' }, isNamespaceForced: false };
}

/** The namespace an object lands in; undefined where a template or another tool decides it. */
export function namespaceOf(namespace: Stated, facts: NamespaceFacts): string | undefined {
  if (facts.isNamespaceForced || namespace.state === 'absent') return facts.defaultNamespace;
  return namespace.state === 'stated' ? namespace.value : undefined;
}

/** One sentence for everything that was assumed rather than learnt, for the status item and `--verbose`. */
export function assumptions(facts: ClusterFacts): readonly string[] {
  const said: string[] = [];
  if (facts.unknownRelease !== undefined)
    said.push(l10n.t('release {0} is not known; {1} is shown', facts.unknownRelease, facts.release.id));
  else if (facts.releaseSource.from === 'assumed') said.push(l10n.t('release {0}, the newest', facts.release.id));
  if (facts.configurationSource.from === 'assumed')
    said.push(l10n.t("KubeVirt's default configuration: no registered network bindings, no feature gates"));
  if (facts.namespaceSource.from === 'assumed')
    said.push(l10n.t('namespace {0} where a manifest states none', facts.defaultNamespace ?? ''));
  return said;
}

/** A fact's source in words. */
export function describeSource(source: FactSource): string {
  switch (source.from) {
    case 'flag':
      return l10n.t('command line');
    case 'project':
      return l10n.t('project file');
    case 'setting':
      return l10n.t('setting');
    case 'resource':
      return l10n.t('{0} resource {1}', source.kind, source.name);
    case 'deployment':
      return `${source.kind} ${source.name}`.trim();
    case 'assumed':
      return l10n.t('assumed');
  }
}

/** The default namespace as it is shown. */
export function defaultNamespaceText({ defaultNamespace }: NamespaceFacts): string {
  return defaultNamespace ?? l10n.t('not known');
}

/** One line a fact: what is gone by and where it was learnt. */
export function describeFacts(facts: ClusterFacts): readonly string[] {
  const bindings = [...facts.configuration.bindings.keys()];
  return [
    l10n.t('KubeVirt release {0} ({1})', facts.release.patch, describeSource(facts.releaseSource)),
    l10n.t(
      'network bindings: {0} ({1})',
      bindings.length > 0 ? bindings.join(', ') : l10n.t('none registered'),
      describeSource(facts.configurationSource),
    ),
    l10n.t('default namespace {0} ({1})', defaultNamespaceText(facts), describeSource(facts.namespaceSource)),
  ];
}
