/**
 * What is known of the cluster that the manifests of one folder go to: release, configuration, default namespace, and
 * where each was learnt. Precedence, highest first: command-line flags, the nearest `.virtlens.yaml`, settings, a
 * `KubeVirt` (or `HyperConverged`) resource among the known files, KubeVirt's own defaults.
 */
import * as l10n from '@vscode/l10n';
import { decodeConfiguration, type ClusterConfiguration } from '../kubevirt/configuration.ts';
import { findRelease, newestRelease, type Release } from '../kubevirt/releases/index.ts';
import type { SeverityChoice, Settings } from '../settings.ts';
import type { ClusterResourceFact } from './facts.ts';
import type { ProjectFile } from './project-file.ts';

/** Where a fact was learnt. */
export type FactSource =
  | { readonly from: 'flag' }
  | { readonly from: 'project'; readonly uri: string }
  | { readonly from: 'setting' }
  | { readonly from: 'resource'; readonly uri: string; readonly kind: string; readonly name: string }
  | { readonly from: 'assumed' };

/** What the command line states over everything else. */
export interface Overrides {
  readonly release?: string;
  readonly namespace?: string;
  /** `spec.configuration` of a KubeVirt resource. */
  readonly configuration?: unknown;
}

export interface ClusterFacts {
  readonly release: Release;
  readonly releaseSource: FactSource;
  /** The release as stated, when VirtLens does not know it; `release` is then the newest, and nothing is certain. */
  readonly unknownRelease?: string;
  readonly configuration: ClusterConfiguration;
  readonly configurationSource: FactSource;
  /** Whether every registered network binding plugin is known: only then is a missing one a fact. */
  readonly bindingsKnown: boolean;
  readonly defaultNamespace: string;
  readonly namespaceSource: FactSource;
  /** Whether the known files and the project file hold every NAD, so that a missing one is a fact. */
  readonly complete: boolean;
  readonly rules: Readonly<Record<string, SeverityChoice>>;
}

export interface ClusterSources {
  readonly overrides: Overrides;
  readonly project?: ProjectFile;
  readonly settings: Settings;
  /** The cluster resource that applies, chosen by nearness. */
  readonly resource?: ClusterResourceFact;
}

/** Puts the sources together; never fails. */
export function clusterFacts({ overrides, project, settings, resource }: ClusterSources): ClusterFacts {
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

  const namespaces: [string | undefined, FactSource | undefined][] = [
    [overrides.namespace, { from: 'flag' }],
    [project?.namespace, fromProject],
    [settings.namespace, { from: 'setting' }],
  ];
  const namespace = namespaces.find(([text]) => text !== undefined && text !== '');

  return {
    release: known ?? newestRelease,
    releaseSource: stated?.[1] ?? { from: 'assumed' },
    ...(stated && !known && { unknownRelease: stated[0] }),
    configuration: decodeConfiguration(configuration?.[0]),
    configurationSource: configuration?.[1] ?? { from: 'assumed' },
    bindingsKnown: configuration?.[2] ?? false,
    defaultNamespace: namespace?.[0] ?? 'default',
    namespaceSource: namespace?.[1] ?? { from: 'assumed' },
    complete: project?.complete ?? false,
    rules: { ...settings.rules, ...project?.rules },
  };
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
    said.push(l10n.t('namespace {0} where a manifest states none', facts.defaultNamespace));
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
    case 'assumed':
      return l10n.t('assumed');
  }
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
    l10n.t('default namespace {0} ({1})', facts.defaultNamespace, describeSource(facts.namespaceSource)),
  ];
}
