/**
 * What happened to the NICs of one VM, read from the dumps of its objects: the VM, its VMI and its launcher Pod, whichever
 * of them is looked at and wherever the others stand among the known files. Joins them by what they are (namespace, name,
 * labels and owners of the Pod); all judging is that of `kubevirt/status`. A manifest without a status tells what is wanted,
 * never what happened.
 */
import { memberAt } from '../kubevirt/admission/admitted-object.ts';
import { conditionReadings, type ConditionReading } from '../kubevirt/status/conditions-explained.ts';
import { inconsistenciesOf, type Inconsistency } from '../kubevirt/status/inconsistencies.ts';
import { nicStages } from '../kubevirt/status/nic-stages.ts';
import { readObserved, type Observed } from '../kubevirt/status/observed.ts';
import type { NicStage } from '../kubevirt/status/stage.ts';
import { launchedVm } from '../resources/launcher-pod.ts';
import type { Resource } from '../resources/resources.ts';
import { plainValue } from '../yaml/read-document.ts';
import { isUnknown } from '../yaml/templating.ts';
import { parseNadReference } from '../kubevirt/nad-reference.ts';
import type { ClusterFacts } from './cluster-facts.ts';
import type { DumpedObjects, OwnObject, VmName } from './dumps.ts';
import type { MachineFact, NadFact } from './facts.ts';
import { vmNamespace } from './launcher.ts';
import type { DocumentView } from './workspace.ts';

/** The objects of a VM that have something to tell. */
export type ObjectOfVm = 'vm' | 'vmi' | 'pod';

export interface StatusReading {
  /** Which of the objects was looked at. */
  readonly own: ObjectOfVm;
  readonly observed: Observed;
  readonly stages: readonly NicStage[];
  readonly inconsistencies: readonly Inconsistency[];
  readonly conditions: readonly ConditionReading[];
  /** Where the objects stand; a VM of which only the manifest is known has no place. */
  readonly vm?: MachineFact;
  readonly vmi?: MachineFact;
  readonly pod?: MachineFact;
}

/** What is known around an object; each question is noted by who answers. */
export interface StatusSurroundings {
  readonly cluster: ClusterFacts;
  dumpsBeside(vm: VmName, own: OwnObject): DumpedObjects;
  findNad(namespace: string | undefined, name: string): NadFact | undefined;
}

/**
 * For a VM, a VMI or a launcher Pod: itself, and what the known files hold of the others. Undefined where nothing is known
 * that happened, for other objects, and for a Pod that the VMI does not run in.
 */
export function statusReading(
  view: Pick<DocumentView, 'document' | 'segment'>,
  resource: Resource,
  { cluster, dumpsBeside, findNad }: StatusSurroundings,
): StatusReading | undefined {
  const own = objectOfVm(resource);
  const name = own && vmNameOf(view, resource, own, cluster);
  if (!name || resource.former) return undefined;
  const found = dumpsBeside(name, { segment: view.segment, field: resource.field });
  const read = found[own];
  if (own === 'pod' && !(read?.segment === view.segment && read.fact.field === resource.field)) return undefined;
  const vmi = hasToldStatus(found.vmi?.value) ? found.vmi : undefined;
  const isVmTelling = hasToldStatus(found.vm?.value);
  if (!vmi && !found.pod && !isVmTelling) return undefined;
  const vm = found.vm?.value ?? (own === 'vm' ? manifestOf(view, resource) : undefined);
  const observed = readObserved({
    ...(vm !== undefined && { vm }),
    ...(vmi && { vmi: vmi.value }),
    ...(found.pod && { pod: found.pod.value }),
    namespace: name.namespace,
    release: cluster.release,
    configuration: cluster.configuration,
    updateMethods: cluster.updateMethods,
    cniTypeOf: (reference) => {
      const nad = parseNadReference(name.namespace, reference);
      return findNad(nad.namespace, nad.name)?.cniTypes?.[0];
    },
  });
  return {
    own,
    observed,
    // A VM alone says what its NICs should be, and of none how far it is.
    stages: vmi || found.pod ? nicStages(observed) : [],
    inconsistencies: inconsistenciesOf(observed),
    conditions: conditionReadings(observed),
    ...(found.vm && { vm: found.vm.fact }),
    ...(vmi && { vmi: vmi.fact }),
    ...(found.pod && { pod: found.pod.fact }),
  };
}

function objectOfVm({ role }: Resource): ObjectOfVm | undefined {
  switch (role) {
    case 'virtual-machine':
      return 'vm';
    case 'virtual-machine-instance':
      return 'vmi';
    case 'pod':
      return 'pod';
    default:
      return undefined;
  }
}

function vmNameOf(
  { document }: Pick<DocumentView, 'document'>,
  resource: Resource,
  own: ObjectOfVm,
  cluster: ClusterFacts,
): VmName | undefined {
  const stated = resource.name.state === 'stated' ? resource.name.value : undefined;
  const name = own === 'pod' ? launchedVm(document, resource) : stated;
  const { namespace } = vmNamespace(resource, cluster);
  return name === undefined || namespace === undefined ? undefined : { namespace, name };
}

/** What is wanted of a VM; nothing where a template has a say in it. */
function manifestOf({ document }: Pick<DocumentView, 'document'>, { node }: Resource): unknown {
  return isUnknown(document, node) ? undefined : plainValue(node);
}

function hasToldStatus(object: unknown): boolean {
  const status = memberAt(object, 'status');
  return typeof status === 'object' && status !== null && Object.keys(status).length > 0;
}
