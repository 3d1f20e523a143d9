/**
 * The story of one VM: what KubeVirt makes of each NIC, who gives addresses, what migrates, which edits would cost what,
 * and what to look at. It puts together what other modules answer, and decides nothing; a part that is not known is left
 * out, and why is told.
 */
import { findingsOf, type StoryNeeds } from './story-needs.ts';
import { networkMigration } from '../../workspace/network-migration.ts';
import { isErrorAssumed, launcherAssumptions, type Launcher } from '../../workspace/launcher.ts';
import { joinField, nodeAt } from '../../yaml/locate.ts';
import { whyUnknown } from '../topics/annotation.ts';
import { migrationWords } from '../topics/nic-path.ts';
import { vmNics } from '../vm-nics.ts';
import { additionStories, nicEditStories } from './imagined-edits.ts';
import { lookCloser } from './look-closer.ts';
import { nicStory } from './nic-story.ts';
import type { VmStory } from './story.ts';

export function vmStory(launcher: Launcher, needs: StoryNeeds): VmStory {
  const { cluster, pod, vm } = launcher;
  const { resource } = vm;
  const nics = vmNics(launcher);
  const { namespace } = launcher.namespace;
  const name = resource.name.state === 'stated' ? resource.name.value : undefined;
  const migration = networkMigration(launcher);
  const { imagine } = needs;
  return {
    kind: resource.kind,
    namespace: namespace ?? null,
    name: name ?? null,
    release: cluster.release.patch,
    objects: [{ kind: resource.kind, namespace: namespace ?? null, name: name ?? null, ...needs.place('') }],
    assumed: launcherAssumptions(launcher),
    unknown: pod ? null : whyUnknown(launcher),
    error: pod?.error === undefined || isErrorAssumed(launcher) ? null : pod.error,
    nics: nics.map((row) =>
      nicStory(row, {
        launcher,
        edits: imagine ? nicEditStories(imagine, row) : [],
        placeOf: needs.placeOfFact,
      }),
    ),
    migration: { state: migration.state, why: migrationWords(migration) },
    edits: imagine ? additionStories(imagine, nics, [...cluster.configuration.bindings.keys()]) : [],
    findings: findingsOf(resource, needs),
    commands:
      name === undefined ? [] : lookCloser({ namespace, name, hostname: hostnameOf(launcher), pod: undefined, nics }),
  };
}

function hostnameOf({ vm: { document, specField, resource } }: Launcher): string {
  const node = nodeAt(document.root ?? resource.node, joinField(specField, 'hostname'));
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : '';
}
