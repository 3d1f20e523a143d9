/** The VMs that a command could mean: the one at a place, those of a file, those of all known files. */
import { NETWORKS_ANNOTATION } from '../core/kubevirt/annotation-keys.ts';
import { launcherFor } from '../core/workspace/launcher.ts';
import { byNearness } from '../core/workspace/locations.ts';
import type { DocumentView } from '../core/workspace/workspace.ts';
import type { CommandTarget, VmChoice } from './protocol.ts';
import type { Session } from './session.ts';
import { virtualUri } from './virtual-documents.ts';

/** VMs by nearness to the target: in its document, then in its file, then elsewhere. At most `limit`. */
export async function vmChoices(session: Session, target: CommandTarget | undefined, limit = 100): Promise<VmChoice[]> {
  const { workspace } = session;
  const choices: VmChoice[] = [];
  const seen = new Set<string>();
  const add = (view: DocumentView, near: VmChoice['near'], field?: string): void => {
    const store = workspace.file(view.uri)?.store;
    if (!store) return;
    for (const resource of view.resources) {
      if (!resource.vm || choices.length >= limit || (field !== undefined && resource.field !== field)) continue;
      const line = store.startLine(view.index);
      const key = `${view.uri}#${line}#${resource.field}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const launcher = launcherFor(view.document, resource, workspace.context(view.uri));
      choices.push({
        uri: view.uri,
        near,
        line,
        field: resource.field,
        kind: resource.kind,
        namespace: launcher?.namespace.namespace,
        name: resource.name.state === 'stated' ? resource.name.value : undefined,
        annotation: launcher?.pod?.annotations[NETWORKS_ANNOTATION],
        document: virtualUri(view, resource),
      });
    }
  };
  const file = target && workspace.file(target.uri);
  if (target && file) {
    const at = (line: number, character: number): DocumentView | undefined =>
      workspace.view(target.uri, file.store.locate({ line, character }).index);
    if (target.vm) {
      const view = at(target.vm.line, 0);
      if (view) add(view, 'here', target.vm.field);
      if (choices.length > 0) return choices;
    }
    if (target.position) {
      const { offset } = file.store.locate(target.position);
      const view = at(target.position.line, target.position.character);
      if (view) {
        // Inside a list or template, the VM around the cursor comes first.
        const around = view.resources.filter(({ vm, node }) => vm && node.start <= offset && offset <= node.end).at(-1);
        if (around) add(view, 'here', around.field);
        add(view, 'file');
      }
    }
    for (const [index, segment] of file.store.segments.entries()) {
      const view = segment.text.includes('VirtualMachine') ? workspace.view(target.uri, index) : undefined;
      if (view) add(view, 'file');
    }
  }
  for (const uri of filesWithVms(session, target?.uri)) {
    if (choices.length >= limit) break;
    const { store } = (await session.index.read(uri)) ?? {};
    for (const [index, segment] of (store?.segments ?? []).entries()) {
      const view = segment.text.includes('VirtualMachine') ? workspace.view(uri, index) : undefined;
      if (view) add(view, 'elsewhere');
    }
  }
  return choices;
}

/** Files that hold a VM, unopened ones too, the nearest first. */
function filesWithVms({ workspace }: Session, from = ''): ReadonlySet<string> {
  const machines = [...workspace.known.machines()].filter(({ role }) => role !== 'pod' && role !== 'workload');
  return new Set(byNearness(from, machines).map(({ uri }) => uri));
}
