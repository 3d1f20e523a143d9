/**
 * The story of one VM: what KubeVirt makes of each NIC, how far each came, who gives addresses, what migrates, which edits
 * would cost what, and what to look at. It puts together what other modules answer, and decides nothing; a part that is not
 * known is left out, and why is told.
 */
import * as l10n from '@vscode/l10n';
import type { Resource } from '../../resources/resources.ts';
import { launchedVm } from '../../resources/launcher-pod.ts';
import type { ClusterFacts } from '../../workspace/cluster-facts.ts';
import {
  isErrorAssumed,
  launcherAssumptions,
  launcherFor,
  vmNamespace,
  type FactContext,
  type Launcher,
} from '../../workspace/launcher.ts';
import { networkMigration } from '../../workspace/network-migration.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import { joinField, nodeAt } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { whyUnknown } from '../topics/annotation.ts';
import { migrationWords } from '../topics/nic-path.ts';
import { vmNics } from '../vm-nics.ts';
import { podNics, runningOnlyNics } from './dumped-nics.ts';
import { additionStories, nicEditStories } from './imagined-edits.ts';
import { lookCloser } from './look-closer.ts';
import { nicStory } from './nic-story.ts';
import { statusStory } from './status-story.ts';
import type { StoryNeeds } from './story-needs.ts';
import type { VmStory } from './story.ts';

/** Of a VM, or of a launcher Pod, which is asked for where its VM is not known; undefined for other objects. */
export function storyOf(
  document: YamlDocument,
  resource: Resource,
  context: FactContext,
  needs: StoryNeeds,
): VmStory | undefined {
  const launcher = launcherFor(document, resource, context);
  if (launcher) return vmStory(launcher, needs);
  return resource.role === 'pod' ? podStory(document, resource, context.cluster, needs) : undefined;
}

function vmStory(launcher: Launcher, needs: StoryNeeds): VmStory {
  const { cluster, pod, vm } = launcher;
  const { resource } = vm;
  const { imagine, reading } = needs;
  const rows = vmNics(launcher, reading);
  const { namespace } = launcher.namespace;
  const migration = networkMigration(launcher);
  return {
    ...headOf(resource, namespace, needs),
    release: cluster.release.patch,
    assumed: launcherAssumptions(launcher),
    unknown: pod ? null : whyUnknown(launcher),
    error: pod?.error === undefined || isErrorAssumed(launcher) ? null : pod.error,
    status: reading ? statusStory(reading) : null,
    nics: [
      ...rows.map((row) =>
        nicStory(row, {
          launcher,
          reading,
          edits: imagine ? nicEditStories(imagine, row) : [],
          placeOf: needs.placeOfFact,
        }),
      ),
      ...(reading ? runningOnlyNics(rows, reading, needs) : []),
    ],
    migration: { state: migration.state, why: migrationWords(migration) },
    edits: imagine ? additionStories(imagine, rows, [...cluster.configuration.bindings.keys()]) : [],
    commands: commandsOf(textOf(resource), namespace, hostnameOf(launcher), rows, reading),
  };
}

/** The story of a launcher Pod whose VM is not known, as far as it goes; undefined for one that the VMI does not run in. */
function podStory(
  document: YamlDocument,
  resource: Resource,
  cluster: ClusterFacts,
  needs: StoryNeeds,
): VmStory | undefined {
  const { reading } = needs;
  if (!reading) return undefined;
  const { namespace } = vmNamespace(resource, cluster);
  const { pod } = reading.observed;
  return {
    ...headOf(resource, namespace, needs),
    release: cluster.release.patch,
    assumed: [],
    unknown: l10n.t(
      'This is a launcher Pod, and neither its VM nor its VMI is among the known files: what the VM asks for is not known.',
    ),
    error: null,
    status: statusStory(reading),
    nics: pod ? podNics(pod, reading.observed.namespace, needs) : [],
    migration: { state: 'unknown', why: migrationWords({ state: 'unknown', because: 'manifest' }) },
    edits: [],
    commands: commandsOf(launchedVm(document, resource), namespace, '', [], reading),
  };
}

function headOf(
  resource: Resource,
  namespace: string | undefined,
  needs: StoryNeeds,
): Pick<VmStory, 'kind' | 'namespace' | 'name' | 'objects' | 'findings'> {
  const identity = { kind: resource.kind, namespace: namespace ?? null, name: textOf(resource) ?? null };
  return { ...identity, objects: [{ ...identity, ...needs.place }, ...needs.dumps], findings: needs.findings };
}

function commandsOf(
  name: string | undefined,
  namespace: string | undefined,
  hostname: string,
  nics: ReturnType<typeof vmNics>,
  reading: StatusReading | undefined,
): VmStory['commands'] {
  return name === undefined ? [] : lookCloser({ namespace, name, hostname, pod: reading?.observed.pod?.name, nics });
}

function textOf({ name }: Resource): string | undefined {
  return name.state === 'stated' ? name.value : undefined;
}

function hostnameOf({ vm: { document, specField, resource } }: Launcher): string {
  const node = nodeAt(document.root ?? resource.node, joinField(specField, 'hostname'));
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
}
