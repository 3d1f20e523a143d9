/**
 * What a cluster says of a VM, where its objects lie among the known files: the VM and VMI with their status, and the
 * launcher Pod. Texts are read when somebody asks; until one has come, the object counts as not there, and the key
 * `vm:NAME` tells when it has. Of several, all as near, that disagree nothing is taken.
 */
import { memberAt } from '../kubevirt/admission/admitted-object.ts';
import { plainValue } from '../yaml/read-document.ts';
import { isUnknown } from '../yaml/templating.ts';
import type { Segment } from '../yaml/text-store.ts';
import type { FactKey } from './fact-table.ts';
import type { MachineFact } from './facts.ts';
import { nearestEquals } from './locations.ts';
import type { KnownFacts } from './known-facts.ts';
import type { DocumentView } from './workspace.ts';

/** Objects as plain values, as far as they are known. */
export interface Dumps {
  readonly vm?: unknown;
  readonly vmi?: unknown;
  readonly pod?: unknown;
  /** Where they stand. */
  readonly places: readonly MachineFact[];
}

export interface DumpSurroundings {
  readonly known: KnownFacts;
  viewOf(fact: MachineFact): DocumentView | undefined;
}

/** A dump with its value, and the document that it stands in. */
export interface Dump {
  readonly uri: string;
  readonly fact: MachineFact;
  readonly segment: Segment;
  readonly value: unknown;
}

/** The objects of one VM. */
export interface DumpedObjects {
  readonly vm?: Dump;
  readonly vmi?: Dump;
  readonly pod?: Dump;
}

/** An object that somebody looks at. */
export type OwnObject = Pick<Dump, 'segment'> & { readonly field: string };

type LookedUp = (key: FactKey) => void;

/** For a VM of a file; the file's own VM is what is edited, and no dump of itself. */
export function dumpsOf(
  surroundings: DumpSurroundings,
  uri: string,
  namespace: string,
  name: string,
  lookedUp: LookedUp = () => undefined,
): Dumps {
  const isEdited = (fact: MachineFact): boolean => fact.role === 'virtual-machine' && fact.uri === uri;
  const { vm, vmi, pod } = objectsOf(surroundings, uri, { namespace, name }, (fact) => !isEdited(fact), lookedUp);
  return {
    ...(vm && { vm: vm.value }),
    ...(vmi && { vmi: vmi.value }),
    ...(pod && { pod: pod.value }),
    places: [vm, vmi, pod].flatMap((dump) => dump?.fact ?? []),
  };
}

/**
 * For an object of a VM: itself, and what is known of the others. A Pod that the VMI does not run in is not among them,
 * though it be looked at.
 */
export function dumpsBeside(
  surroundings: DumpSurroundings,
  uri: string,
  vm: VmName,
  own: OwnObject,
  lookedUp: LookedUp = () => undefined,
): DumpedObjects {
  return objectsOf(surroundings, uri, vm, () => true, lookedUp, own);
}

/** Which VM. */
export interface VmName {
  readonly namespace: string;
  readonly name: string;
}

function objectsOf(
  surroundings: DumpSurroundings,
  uri: string,
  { namespace, name }: VmName,
  isWanted: (fact: MachineFact) => boolean,
  lookedUp: LookedUp,
  own?: OwnObject,
): DumpedObjects {
  const { known } = surroundings;
  lookedUp(`vm:${name}`);
  lookedUp('namespaces');
  const read = (facts: Iterable<MachineFact>): readonly Dump[] =>
    [...facts].flatMap((fact) => {
      if (fact.isDump !== true || !isWanted(fact)) return [];
      lookedUp(`cluster:${fact.uri}`);
      return known.namespaceOf(fact) === namespace ? (dumpOf(surroundings.viewOf(fact), fact) ?? []) : [];
    });
  const one = (dumps: readonly Dump[]): Dump | undefined =>
    dumps.find(({ segment, fact }) => segment === own?.segment && fact.field === own.field) ?? agreed(uri, dumps);
  const machines = [...known.machinesNamed(name)];
  const vm = one(read(machines.filter(({ role }) => role === 'virtual-machine')));
  const vmi = one(read(machines.filter(({ role }) => role === 'virtual-machine-instance')));
  const pod = one(activeOf(read(known.launchersOf(name)), vmi?.value));
  return { ...(vm && { vm }), ...(vmi && { vmi }), ...(pod && { pod }) };
}

/** What a template writes a part of says nothing certain. */
function dumpOf(view: DocumentView | undefined, fact: MachineFact): Dump | undefined {
  const resource = view?.resources.find(({ field }) => field === fact.field);
  if (!view || !resource || isUnknown(view.document, resource.node)) return undefined;
  const value = plainValue(resource.node);
  return value === undefined ? undefined : { uri: fact.uri, fact, segment: view.segment, value };
}

function agreed(uri: string, dumps: readonly Dump[]): Dump | undefined {
  const [first, ...others] = nearestEquals(uri, dumps);
  const textOf = ({ value }: Dump): string =>
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
  return first && others.every((other) => textOf(other) === textOf(first)) ? first : undefined;
}

/**
 * The Pods that the VMI runs in: those of `status.activePods` on the VMI's node, as KubeVirt chooses; without a VMI that
 * says it, those that are not over. A live migration has two.
 */
function activeOf(pods: readonly Dump[], vmi: unknown): readonly Dump[] {
  const active = memberAt(vmi, 'status.activePods');
  const node = memberAt(vmi, 'status.nodeName');
  const isNamed = ({ value }: Dump): boolean => {
    const uid = memberAt(value, 'metadata.uid');
    return typeof uid === 'string' && typeof active === 'object' && active !== null && Object.hasOwn(active, uid);
  };
  const isOver = ({ value }: Dump): boolean =>
    ['Succeeded', 'Failed'].includes(String(memberAt(value, 'status.phase')));
  const running = pods.filter((pod) => !isOver(pod));
  const named = running.filter(isNamed);
  const ofVmi = named.length > 0 ? named : running;
  const onNode = ofVmi.filter(({ value }) => typeof node === 'string' && memberAt(value, 'spec.nodeName') === node);
  return onNode.length > 0 ? onNode : ofVmi;
}
