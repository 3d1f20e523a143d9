/**
 * The VMs that `NAME|FILE [PATH…]` means: of a file all of them, else those of a name, `web` or `tenant-a/web`, among the
 * paths or in the current folder. A VM, the dump of its VMI and that of its launcher Pod are one, told as the VM; objects
 * that only share their name are told each.
 */
import * as l10n from '@vscode/l10n';
import { documentSource } from '../core/features/document-source.ts';
import type { Role } from '../core/resources/kinds.ts';
import { launchedVm } from '../core/resources/launcher-pod.ts';
import type { Resource } from '../core/resources/resources.ts';
import { launcherFor, vmNamespace, type Launcher } from '../core/workspace/launcher.ts';
import { launchedMachine } from '../core/workspace/launched-machine.ts';
import { isDump } from '../core/resources/dump.ts';
import type { DocumentView } from '../core/workspace/workspace.ts';
import { lineOf, views, type Analysis } from './analysis.ts';
import type { Input, Inputs } from './inputs.ts';
import type { Report } from './terminal.ts';

/** A VM that a command is about. */
export interface VmTarget {
  /** The file that it stands in, as shown. */
  readonly file: string;
  /** Line of its first key, from 1. */
  readonly line: number;
  /** The file that it was rendered from. */
  readonly source: string | undefined;
  readonly view: DocumentView;
  readonly resource: Resource;
  /** Undefined for a launcher Pod whose VM is not known. */
  readonly launcher: Launcher | undefined;
}

/** The files of a run, and which VMs in them are meant. */
export interface TargetFiles extends Inputs {
  readonly beside: readonly Input[];
  /** As it was given; undefined: every VM of the inputs. */
  readonly wanted: string | undefined;
  /** Where VMs are looked for, as it was given. */
  readonly places: readonly string[];
}

/** The current folder. */
const here = '.';

/** What exists as a path is taken for one. */
export async function readTargets(
  [first = here, ...others]: readonly string[],
  read: (paths: readonly string[]) => Promise<Inputs>,
): Promise<TargetFiles> {
  const files = await read([first]);
  if (files.missing.length > 0 && isVmName(first)) {
    const places = others.length === 0 ? [here] : others;
    return { ...(await read(places)), beside: [], wanted: first, places };
  }
  const { inputs, missing, unreadable } = await read(others);
  return {
    inputs: files.inputs,
    beside: inputs,
    missing: [...files.missing, ...missing],
    unreadable: [...files.unreadable, ...unreadable],
    wanted: undefined,
    places: [first],
  };
}

/** Whether a text that is no path can name a VM, as `web` or `tenant-a/web`; one that ends as a file does not. */
function isVmName(text: string): boolean {
  return /^(?:[a-z0-9-]+\/)?[a-z0-9][a-z0-9.-]*$/.test(text) && !/\.(?:ya?ml|json)$/.test(text);
}

/** What is said where nothing was found. */
export function noTargets({ wanted, places }: Pick<TargetFiles, 'wanted' | 'places'>): Report {
  return { text: '', code: 1, problems: [whyNone(wanted, places)] };
}

function whyNone(wanted: string | undefined, places: readonly string[]): string {
  const where = places.join(', ');
  if (wanted === undefined) return l10n.t('{0}: holds no VM', where);
  return where === here
    ? l10n.t('There is no VM {0} below the current folder.', wanted)
    : l10n.t('There is no VM {0} in {1}.', wanted, where);
}

/** `nameOfOther` gives the name that a file found on the way is shown by. */
export function vmTargets(
  analysis: Analysis,
  wanted: string | undefined,
  nameOfOther: (uri: string) => string,
): readonly VmTarget[] {
  const nameOf = shownName(analysis, nameOfOther);
  const found = [...views(analysis)].flatMap(({ view }) =>
    view.resources.flatMap((resource) => {
      const target = targetOf(analysis, view, resource, nameOf);
      return target ? [target] : [];
    }),
  );
  const meant = found.filter((target) => isMeant(target, wanted));
  const told = new Map<string, Set<Role>>();
  for (const { resource, identity } of meant)
    if (identity !== undefined) told.set(identity, (told.get(identity) ?? new Set()).add(resource.role));
  const targets = meant.flatMap((target): VmTarget[] => {
    const { identity, resource } = target;
    const roles = (identity === undefined ? undefined : told.get(identity)) ?? new Set<Role>();
    if (isDump(resource) && rolesAbove(resource.role).some((role) => roles.has(role))) return [];
    return [(resource.role === 'pod' ? vmOfPod(analysis, target, nameOf) : undefined) ?? target];
  });
  return targets;
}

/** Files that were named are shown as they were. */
export function shownName({ inputs }: Analysis, nameOfOther: (uri: string) => string): (uri: string) => string {
  const names = new Map(inputs.map(({ uri, name }) => [uri, name]));
  return (uri) => names.get(uri) ?? nameOfOther(uri);
}

interface FoundTarget extends VmTarget {
  /** `tenant-a/web`, where both are known. */
  readonly identity: string | undefined;
  readonly name: string | undefined;
}

/** Of the objects of one running VM, those that tell more of what was wanted. */
function rolesAbove(role: Role): readonly Role[] {
  switch (role) {
    case 'pod':
      return ['virtual-machine', 'virtual-machine-instance'];
    case 'virtual-machine-instance':
      return ['virtual-machine'];
    default:
      return [];
  }
}

function isMeant({ name, identity }: FoundTarget, wanted: string | undefined): boolean {
  return wanted === undefined || (wanted.includes('/') ? identity : name) === wanted;
}

function targetOf(
  { workspace }: Analysis,
  view: DocumentView,
  resource: Resource,
  nameOf: (uri: string) => string,
): FoundTarget | undefined {
  const context = workspace.context(view.uri);
  const launcher = launcherFor(view.document, resource, context);
  const launched = launchedVm(view.document, resource);
  const store = workspace.file(view.uri)?.store;
  if ((!launcher && launched === undefined) || !store) return undefined;
  const name = launched ?? (resource.name.state === 'stated' ? resource.name.value : undefined);
  const { namespace } = vmNamespace(resource, context.cluster);
  return {
    file: nameOf(view.uri),
    line: lineOf(store, view.index, resource),
    source: documentSource(view, resource.field),
    view,
    resource,
    launcher,
    name,
    identity: name === undefined || namespace === undefined ? undefined : `${namespace}/${name}`,
  };
}

/** The VM that a launcher Pod runs, where another known file has it. */
function vmOfPod(
  analysis: Analysis,
  { name, view: { uri }, resource: pod }: FoundTarget,
  nameOf: (uri: string) => string,
): VmTarget | undefined {
  const { workspace } = analysis;
  const { namespace } = vmNamespace(pod, workspace.context(uri).cluster);
  const machine = launchedMachine(workspace.known, namespace, name);
  const view = machine && workspace.viewOf(machine);
  const resource = view?.resources.find(({ field }) => field === machine?.field);
  return view && resource && targetOf(analysis, view, resource, nameOf);
}
