/**
 * What rules look at: one resource with everything that can be asked about it, each answer computed when it is first
 * asked for. The questions go through an environment that keeps account of them.
 */
import type { SchemaSource } from '../ports.ts';
import type { Role } from '../resources/kinds.ts';
import { readNad } from '../resources/nad.ts';
import type { Resource } from '../resources/resources.ts';
import { isWhole, readVm } from '../resources/vm.ts';
import type { BaselineMatch } from '../workspace/baselines.ts';
import type { ClusterFacts } from '../workspace/cluster-facts.ts';
import type { DumpedObjects, Dumps, OwnObject, VmName } from '../workspace/dumps.ts';
import type { MachineFact, NadFact, ProfileFact } from '../workspace/facts.ts';
import { editImpact, type EditImpact, type EditSurroundings } from '../workspace/edit-impact.ts';
import { launcherFor, launcherOf, vmNamespace, type Launcher } from '../workspace/launcher.ts';
import type { ProjectFileProblem } from '../workspace/project-file.ts';
import { statusReading, type StatusReading } from '../workspace/status-reading.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import { planEdits } from '../yaml/edit-plan.ts';
import { plainValue } from '../yaml/read-document.ts';
import type { Subject } from './rule.ts';
import { noVerdict, verdictOf, type Verdict } from './verdict.ts';

/** The facts that an analysis may ask for; each question is remembered by who answers. */
export interface Environment {
  cluster(uri?: string): ClusterFacts;
  findNad(namespace: string | undefined, name: string): NadFact | undefined;
  nadsNamed: Subject['nadsNamed'];
  knownNads: Subject['knownNads'];
  nadsWithConfigName: Subject['nadsWithConfigName'];
  networksUsing: Subject['networksUsing'];
  hasNadUses: Subject['hasNadUses'];
  registrationsUsing: Subject['registrationsUsing'];
  interfacesWithMac: Subject['interfacesWithMac'];
  namespaceOf: Subject['namespaceOf'];
  /** Machines of a name, each with the document that it stands in; undefined while that is not read. */
  machinesNamed(name: string): Iterable<{ readonly machine: MachineFact; readonly view: DocumentView | undefined }>;
  /** What an object with a VM part was before the edits. */
  baselineOf(view: DocumentView, resource: Resource): BaselineMatch;
  /** What the cluster says of a VM, where its objects are among the known files. */
  dumpsOf(namespace: string, name: string): Dumps;
  /** The same for an object of the VM, which is one of them. */
  dumpsBeside(vm: VmName, own: OwnObject): DumpedObjects;
  /** What the edits of an object do; `compute` is called where nobody has asked yet. */
  impactOf(view: DocumentView, resource: Resource, compute: () => EditImpact | undefined): EditImpact | undefined;
  /** What happened to the VM that an object is of; `compute` in the same way. */
  statusOf(view: DocumentView, resource: Resource, compute: () => StatusReading | undefined): StatusReading | undefined;
  isPatch(uri?: string): boolean;
  projectProblems(): readonly ProjectFileProblem[];
  syntaxIsCheckedElsewhere(): boolean;
  findProfile(
    role: ProfileFact['role'],
    wanted: { readonly kind?: string; readonly name: string; readonly namespace: string | undefined },
  ): ProfileFact | undefined;
  /** Where the schema of a kind comes from. */
  schemas(kind: string): SchemaSource;
  readonly projectFile: { readonly uri: string; readonly exists: boolean };
}

/** Roles of what launcher Pods are made for. */
const vmRoles: ReadonlySet<Role> = new Set(['virtual-machine', 'virtual-machine-instance']);

export function subjectOf(view: DocumentView, resource: Resource | undefined, environment: Environment): Subject {
  const cluster = environment.cluster();
  const isPatch = environment.isPatch();
  // Decoding, schema and webhooks look at the same plain values.
  const object = resource && plainValue(resource.node);
  const vm = resource?.vm && readVm(view.document, resource, cluster.release, object);
  let launcher: Launcher | undefined | null = null;
  let impact: EditImpact | undefined | null = null;
  let status: StatusReading | undefined | null = null;
  let verdict: Verdict | undefined;
  const ownVerdict = (): Verdict => {
    verdict ??=
      resource && !isPatch && isWhole(view.document, resource)
        ? verdictOf({
            document: view.document,
            resource,
            object,
            vm,
            cluster,
            schemas: environment.schemas(resource.kind),
            profileSpec: (role, kind, name) =>
              environment.findProfile(role, {
                ...(kind !== undefined && { kind }),
                name,
                namespace: vmNamespace(resource, cluster).namespace,
              })?.spec,
          })
        : noVerdict;
    return verdict;
  };
  return {
    uri: view.uri,
    text: view.segment.text,
    document: view.document,
    resource,
    cluster,
    vm,
    nad: resource?.role === 'nad' ? readNad(view.document, resource) : undefined,
    isPatch,
    launcher: () => {
      if (launcher === null) launcher = vm && launcherOf(vm, { cluster, findNad: environment.findNad, isPatch });
      return launcher;
    },
    impact: () => {
      if (impact === null)
        impact = resource && environment.impactOf(view, resource, () => impactOf(view, resource, environment));
      return impact;
    },
    status: () => {
      if (status === null)
        status = resource && environment.statusOf(view, resource, () => statusOf(view, resource, environment));
      return status;
    },
    causes: (family) => ownVerdict().causes.get(family) ?? [],
    faults: () => ownVerdict().faults,
    families: () => ownVerdict().causes.keys(),
    findNad: environment.findNad,
    nadsNamed: environment.nadsNamed,
    knownNads: environment.knownNads,
    nadsWithConfigName: environment.nadsWithConfigName,
    networksUsing: environment.networksUsing,
    hasNadUses: environment.hasNadUses,
    registrationsUsing: environment.registrationsUsing,
    interfacesWithMac: environment.interfacesWithMac,
    namespaceOf: environment.namespaceOf,
    findLauncherOf: (namespace, vmName) => {
      for (const { machine, view: other } of environment.machinesNamed(vmName)) {
        if (!vmRoles.has(machine.role) || environment.namespaceOf(machine) !== namespace) continue;
        const own = other?.resources.find(({ field }) => field === machine.field);
        if (!other || !own) continue;
        return launcherFor(other.document, own, {
          cluster: environment.cluster(other.uri),
          findNad: environment.findNad,
          isPatch: environment.isPatch(other.uri),
        });
      }
      return undefined;
    },
    plan: (title, safety, steps) => {
      const edits = planEdits(view.document, view.segment.text, steps);
      return edits ? [{ title, safety, edit: { in: 'document', edits } }] : [];
    },
    projectFile: environment.projectFile,
  };
}

/** What the edits of an object with a VM part do. */
export function impactOf(view: DocumentView, resource: Resource, environment: Environment): EditImpact | undefined {
  if (!resource.vm) return undefined;
  return editImpact(view.document, resource, {
    ...editSurroundings(environment),
    baseline: environment.baselineOf(view, resource),
  });
}

/** What is known around an edit, whatever it is compared with. */
export function editSurroundings(environment: Environment): Omit<EditSurroundings, 'baseline'> {
  return {
    cluster: environment.cluster(),
    isPatch: environment.isPatch(),
    dumpsOf: environment.dumpsOf,
    findNad: environment.findNad,
    findProfile: environment.findProfile,
  };
}

/** What happened to the VM that an object is of, as far as dumps are known. */
export function statusOf(view: DocumentView, resource: Resource, environment: Environment): StatusReading | undefined {
  return statusReading(view, resource, {
    cluster: environment.cluster(),
    dumpsBeside: environment.dumpsBeside,
    findNad: environment.findNad,
  });
}
