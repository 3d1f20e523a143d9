/** The VMs that a command could mean: the one at a place, those of a file, those of all known files. */
import { NETWORKS_ANNOTATION } from '../core/kubevirt/annotation-keys.ts';
import { launchedVm } from '../core/resources/launcher-pod.ts';
import type { Resource } from '../core/resources/resources.ts';
import { launchedMachine } from '../core/workspace/launched-machine.ts';
import { launcherFor, vmNamespace } from '../core/workspace/launcher.ts';
import { byNearness } from '../core/workspace/locations.ts';
import type { DocumentView } from '../core/workspace/workspace.ts';
import type { CommandTarget, VmChoice } from './protocol.ts';
import type { Session } from './session.ts';
import { virtualUri } from './virtual-documents.ts';

/** VMs by nearness to the target: in its document, then in its file, then elsewhere. At most `limit`. */
export async function vmChoices(session: Session, target: CommandTarget | undefined, limit = 100): Promise<VmChoice[]> {
  const choices = new Choices(session, limit);
  if (target?.pods === true && (await addOfPod(choices, session, target))) return choices.found;
  if (target && addOfFile(choices, session, target)) return choices.found;
  for (const uri of filesWithVms(session, target?.uri)) {
    if (choices.isFull) break;
    const { store } = (await session.index.read(uri)) ?? {};
    for (const [index, segment] of (store?.segments ?? []).entries()) {
      const view = segment.text.includes('VirtualMachine') ? session.workspace.view(uri, index) : undefined;
      if (view) choices.add(view, 'elsewhere');
    }
  }
  return choices.found;
}

/** The VM that a target means by its own file: the one there, else the first of its document or file. */
export function vmInFile(session: Session, target: CommandTarget): VmChoice | undefined {
  const choices = new Choices(session, 1);
  addOfFile(choices, session, target);
  return choices.found[0];
}

class Choices {
  readonly found: VmChoice[] = [];
  private readonly seen = new Set<string>();

  constructor(
    private readonly session: Session,
    private readonly limit: number,
  ) {}

  get isFull(): boolean {
    return this.found.length >= this.limit;
  }

  /** The VMs of a document, or the one at a field of it. */
  add(view: DocumentView, near: VmChoice['near'], field?: string): void {
    for (const resource of view.resources)
      if (resource.vm && (field === undefined || resource.field === field)) this.addObject(view, resource, near);
  }

  addObject(view: DocumentView, resource: Resource, near: VmChoice['near']): void {
    const { workspace } = this.session;
    const line = workspace.file(view.uri)?.store.startLine(view.index);
    if (line === undefined || this.isFull) return;
    const key = `${view.uri}#${line}#${resource.field}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const context = workspace.context(view.uri);
    const launcher = launcherFor(view.document, resource, context);
    this.found.push({
      uri: view.uri,
      near,
      line,
      field: resource.field,
      kind: resource.kind,
      namespace: vmNamespace(resource, context.cluster).namespace,
      name: resource.name.state === 'stated' ? resource.name.value : undefined,
      annotation: launcher?.pod?.annotations[NETWORKS_ANNOTATION],
      document: virtualUri(view, resource, 'launcher-pod'),
      explanation: virtualUri(view, resource, 'impact'),
      story: virtualUri(view, resource, 'explain'),
      picture: virtualUri(view, resource, 'nics'),
    });
  }
}

/** The VM of the launcher Pod at a position, or the Pod where its VM is not known; false where there is none. */
async function addOfPod(choices: Choices, session: Session, { uri, position, vm }: CommandTarget): Promise<boolean> {
  const { workspace, index } = session;
  if (vm || !position) return false;
  const at = workspace.file(uri)?.store.locate(position);
  const view = at && workspace.view(uri, at.index);
  if (!view) return false;
  const pod = view.resources.find(({ node }) => node.start <= at.offset && at.offset <= node.end);
  const launched = pod && launchedVm(view.document, pod);
  if (!pod || launched === undefined) return false;
  const { namespace } = vmNamespace(pod, workspace.context(uri).cluster);
  const machine = launchedMachine(workspace.known, namespace, launched);
  if (machine) await index.read(machine.uri);
  const viewOfVm = machine && workspace.viewOf(machine);
  if (viewOfVm) choices.add(viewOfVm, 'here', machine.field);
  else choices.addObject(view, pod, 'here');
  return choices.found.length > 0;
}

/** Adds those of the target's own file; true where the target names its VM, so that no other is meant. */
function addOfFile(choices: Choices, { workspace }: Session, target: CommandTarget): boolean {
  const store = workspace.file(target.uri)?.store;
  if (!store) return false;
  const at = ({ line, character }: { line: number; character: number }): DocumentView | undefined =>
    workspace.view(target.uri, store.locate({ line, character }).index);
  if (target.vm) {
    const view = at({ line: target.vm.line, character: 0 });
    if (view) choices.add(view, 'here', target.vm.field);
    if (choices.found.length > 0) return true;
  }
  const view = target.position && at(target.position);
  if (view && target.position) {
    const { offset } = store.locate(target.position);
    // Inside a list or template, the VM around the cursor comes first.
    const around = view.resources.filter(({ vm, node }) => vm && node.start <= offset && offset <= node.end).at(-1);
    if (around) choices.add(view, 'here', around.field);
    choices.add(view, 'file');
  }
  for (const [index, segment] of store.segments.entries()) {
    const other = segment.text.includes('VirtualMachine') ? workspace.view(target.uri, index) : undefined;
    if (other) choices.add(other, 'file');
  }
  return false;
}

/** Files that hold a VM, unopened ones too, the nearest first. */
function filesWithVms({ workspace }: Session, from = ''): ReadonlySet<string> {
  const machines = [...workspace.known.machines()].filter(({ role }) => role !== 'pod' && role !== 'workload');
  return new Set(byNearness(from, machines).map(({ uri }) => uri));
}
