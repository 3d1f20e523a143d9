/**
 * What a document says of other files' way into a cluster: kustomizations, applications of Argo CD and Flux, Fleet's
 * settings and Helm charts. Each tells which files it takes and which namespace they get; `deployment-graph.ts` puts that
 * together. What a template or a generator writes is unknown, never guessed.
 * Truth: `kubernetes-sigs/kustomize · api/types/kustomization.go`, `argoproj/argo-cd · pkg/apis/application/v1alpha1/types.go`,
 * `fluxcd/kustomize-controller · api/v1/kustomization_types.go`, `fluxcd/helm-controller · api/v2/helmrelease_types.go`,
 * `rancher/fleet · pkg/apis/fleet.cattle.io/v1alpha1/bundledeployment_types.go`.
 */
import { textAt, type Stated } from '../resources/resources.ts';
import { find } from '../yaml/locate.ts';
import { isUnknown } from '../yaml/templating.ts';
import type { MappingNode, Node, YamlDocument } from '../yaml/tree.ts';
import { folderName, folderOf, resolveUri } from './locations.ts';

/** A `kustomization.yaml`. */
export interface KustomizationFact {
  readonly kind: 'kustomization';
  readonly uri: string;
  readonly namespace: Stated;
  /** Files and folders, by their URIs without a slash at the end. */
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly patches: readonly string[];
}

/** Something that applies a folder of manifests. */
export interface DeployerFact {
  readonly kind: 'deployer';
  readonly uri: string;
  /** Its kind, or for what has none its file's name. */
  readonly tool: string;
  readonly name: string;
  /** From the root of its repository; undefined: the folder that it lies in itself. */
  readonly path: string | undefined;
  readonly namespace: Stated;
  /** Whether objects get the namespace whatever they state; else only those that state none. */
  readonly isForced: boolean;
  /** Whether plain manifests in folders below count too. */
  readonly isRecursive: boolean;
  /** Whether it takes a chart and nothing else. */
  readonly isForCharts: boolean;
}

/** A `Chart.yaml`. */
export interface ChartFact {
  readonly kind: 'chart';
  readonly uri: string;
}

export type DeploymentFact = KustomizationFact | DeployerFact | ChartFact;

const kustomizationFile = /\/(?:kustomization\.ya?ml|Kustomization)$/;
const chartFile = /\/Chart\.ya?ml$/;
const fleetFile = /\/fleet\.ya?ml$/;

/** Whether kustomize or Helm builds what lies in the file's folder. */
export function isBuildFile(uri: string): boolean {
  return kustomizationFile.test(uri) || chartFile.test(uri);
}

/** Whether a file tells such facts by its name, whatever kind of object it holds. */
export function isDeploymentFile(uri: string): boolean {
  return isBuildFile(uri) || fleetFile.test(uri);
}

/** The kinds that tell such facts in a file of any name. */
export const deployingKinds = ['Application', 'ApplicationSet', 'Kustomization', 'HelmRelease'] as const;

/** Whether a document with such a kind can hold such facts; a false answer is certain, a true one costs a parse. */
export function mayDeploy(text: string): boolean {
  return /argoproj\.io|toolkit\.fluxcd\.io|Kustomization/.test(text);
}

export function deploymentFacts(uri: string, document: YamlDocument): readonly DeploymentFact[] {
  const { root } = document;
  if (root?.kind !== 'mapping') return [];
  const reader = new Reader(document, root);
  if (chartFile.test(uri)) return [{ kind: 'chart', uri }];
  if (fleetFile.test(uri)) return fleet(uri, reader);
  const kind = reader.stated('kind') ?? '';
  const group = reader.stated('apiVersion')?.split('/')[0] ?? '';
  switch (`${group}/${kind}`) {
    case 'argoproj.io/Application':
      return applications(uri, reader, kind, 'spec');
    case 'argoproj.io/ApplicationSet':
      return applications(uri, reader, kind, 'spec.template.spec');
    case 'kustomize.toolkit.fluxcd.io/Kustomization':
      return fluxKustomization(uri, reader);
    case 'helm.toolkit.fluxcd.io/HelmRelease':
      return helmRelease(uri, reader);
    default: {
      const isKustomize = group === 'kustomize.config.k8s.io' || group === '';
      const isNamed = kustomizationFile.test(uri) && ['', 'Kustomization', 'Component'].includes(kind);
      return isKustomize && (isNamed || kind === 'Kustomization') ? [kustomization(uri, reader, isNamed)] : [];
    }
  }
}

/** kustomize reads a folder by its file of a certain name; one of another name still shows what are patches. */
function kustomization(uri: string, reader: Reader, isNamed: boolean): KustomizationFact {
  const folder = folderOf(uri);
  const at = (paths: readonly string[]): readonly string[] => paths.map((path) => resolveUri(folder, path));
  return {
    kind: 'kustomization',
    uri,
    namespace: isNamed ? kustomizationNamespace(reader) : { state: 'absent' },
    resources: isNamed ? at(['resources', 'bases'].flatMap((field) => reader.texts(field))) : [],
    components: isNamed ? at(reader.texts('components')) : [],
    patches: at(
      ['patches', 'patchesStrategicMerge', 'patchesJson6902']
        .flatMap((field) => reader.texts(field, 'path'))
        // A patch may stand in the list itself.
        .filter((path) => !path.includes('\n')),
    ),
  };
}

/** Own transformers run last, and replacements write any field: where there are such, the namespace may be theirs. */
function kustomizationNamespace(reader: Reader): Stated {
  const mayBeWritten =
    reader.items('transformers').length > 0 ||
    reader.items('replacements').some((item) => reader.sourceOf(item).includes('metadata.namespace'));
  const own = mayBeWritten ? ({ state: 'unknown' } as const) : reader.text('namespace');
  return own.state === 'stated' && own.value === '' ? { state: 'absent' } : own;
}

function applications(uri: string, reader: Reader, tool: string, spec: string): readonly DeployerFact[] {
  const one = reader.at(`${spec}.source`);
  const sources = [...(one ? [one] : []), ...reader.items(`${spec}.sources`)];
  return sources.flatMap((source) => {
    const own = reader.text('kustomize.namespace', source);
    const isForced = own.state !== 'absent';
    return deployer(uri, reader, {
      tool,
      path: reader.text('path', source),
      namespace: isForced ? own : reader.text(`${spec}.destination.namespace`),
      isForced,
      isRecursive: reader.isTrue('directory.recurse', source),
    });
  });
}

function fluxKustomization(uri: string, reader: Reader): readonly DeployerFact[] {
  const namespace = reader.text('spec.targetNamespace');
  const isForced = namespace.state !== 'absent';
  return deployer(uri, reader, {
    tool: 'Kustomization',
    path: reader.text('spec.path'),
    namespace,
    isForced,
    isRecursive: true,
  });
}

function helmRelease(uri: string, reader: Reader): readonly DeployerFact[] {
  // A chart from a chart repository has a name there, not a folder.
  if (reader.stated('spec.chart.spec.sourceRef.kind') === 'HelmRepository') return [];
  const target = reader.text('spec.targetNamespace');
  return deployer(uri, reader, {
    tool: 'HelmRelease',
    path: reader.text('spec.chart.spec.chart'),
    namespace: target.state === 'absent' ? reader.text('metadata.namespace') : target,
    isForCharts: true,
  });
}

function fleet(uri: string, reader: Reader): readonly DeployerFact[] {
  const forced = reader.text('namespace');
  const isForced = forced.state !== 'absent';
  const namespace = isForced ? forced : reader.text('defaultNamespace');
  if (namespace.state === 'absent') return [];
  const base = { kind: 'deployer', uri, tool: 'fleet.yaml', name: folderName(folderOf(uri)), path: undefined } as const;
  return [{ ...base, namespace, isForced, isRecursive: true, isForCharts: false }];
}

/** Nothing for a path that is not known, and for the root of a repository, which could be any folder. */
function deployer(
  uri: string,
  reader: Reader,
  own: Pick<DeployerFact, 'tool' | 'namespace'> &
    Partial<Pick<DeployerFact, 'isForced' | 'isRecursive' | 'isForCharts'>> & { readonly path: Stated },
): readonly DeployerFact[] {
  const parts = own.path.state === 'stated' ? own.path.value.split('/') : [];
  const path = parts.filter((part) => part !== '' && part !== '.').map(encodeURIComponent);
  if (path.length === 0 || path.includes('..')) return [];
  const name = reader.stated('metadata.name') ?? '';
  return [
    {
      kind: 'deployer',
      uri,
      name,
      isForced: false,
      isRecursive: false,
      isForCharts: false,
      ...own,
      path: path.join('/'),
    },
  ];
}

/** One document's values, by field. */
class Reader {
  constructor(
    private readonly document: YamlDocument,
    private readonly root: MappingNode,
  ) {}

  at(field: string): Node | undefined {
    return find(this.root, field)?.node;
  }

  text(field: string, root: Node = this.root): Stated {
    return textAt(this.document, root, field);
  }

  stated(field: string): string | undefined {
    const text = this.text(field);
    return text.state === 'stated' ? text.value : undefined;
  }

  isTrue(field: string, root: Node): boolean {
    const node = find(root, field)?.node;
    return node?.kind === 'scalar' && node.value === true;
  }

  items(field: string): readonly Node[] {
    const list = this.at(field);
    return list?.kind === 'sequence' ? list.items.map(({ value }) => value) : [];
  }

  /** Known texts of a list; of items that are mappings, those at a key. */
  texts(field: string, key?: string): readonly string[] {
    return this.items(field).flatMap((item) => {
      const node = item.kind === 'mapping' && key !== undefined ? find(item, key)?.node : item;
      const isText = node?.kind === 'scalar' && typeof node.value === 'string' && !isUnknown(this.document, node);
      return isText ? [node.value] : [];
    });
  }

  sourceOf({ start, end }: Node): string {
    return this.document.text.slice(start, end);
  }
}
