/**
 * What a cluster says of a VM, where its objects lie among the known files: the VM and VMI with their status, and the
 * launcher Pod. Texts are read when somebody asks; until one has come, the object counts as not there, and the key
 * `vm:NAME` tells when it has. Of several, all as near, that disagree nothing is taken.
 */
import { memberAt } from '../kubevirt/admission/admitted-object.ts';
import { plainValue } from '../yaml/read-document.ts';
import { isUnknown } from '../yaml/templating.ts';
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

/** A dump with its value. */
interface Dump {
  readonly uri: string;
  readonly fact: MachineFact;
  readonly value: unknown;
}

/** For a VM of a file; the file's own VM is what is edited, and no dump of itself. */
export function dumpsOf(
  surroundings: DumpSurroundings,
  uri: string,
  namespace: string,
  name: string,
  lookedUp: (key: FactKey) => void = () => undefined,
): Dumps {
  const { known } = surroundings;
  lookedUp(`vm:${name}`);
  lookedUp('namespaces');
  const read = (facts: Iterable<MachineFact>, isMeant: (fact: MachineFact) => boolean): readonly Dump[] =>
    [...facts].flatMap((fact) => {
      if (fact.isDump !== true || !isMeant(fact)) return [];
      lookedUp(`cluster:${fact.uri}`);
      if (known.namespaceOf(fact) !== namespace) return [];
      const value = valueOf(surroundings.viewOf(fact), fact);
      return value === undefined ? [] : [{ uri: fact.uri, fact, value }];
    });
  const machines = [...known.machinesNamed(name)];
  const vm = agreed(
    uri,
    read(machines, (fact) => fact.role === 'virtual-machine' && fact.uri !== uri),
  );
  const vmi = agreed(
    uri,
    read(machines, (fact) => fact.role === 'virtual-machine-instance'),
  );
  const pods = read(known.launchersOf(name), () => true);
  const pod = agreed(uri, activeOf(pods, vmi?.value));
  return {
    ...(vm && { vm: vm.value }),
    ...(vmi && { vmi: vmi.value }),
    ...(pod && { pod: pod.value }),
    places: [vm, vmi, pod].flatMap((dump) => dump?.fact ?? []),
  };
}

/** What a template writes a part of says nothing certain. */
function valueOf(view: DocumentView | undefined, { field }: MachineFact): unknown {
  const resource = view?.resources.find((candidate) => candidate.field === field);
  if (!view || !resource || isUnknown(view.document, resource.node)) return undefined;
  return plainValue(resource.node);
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
