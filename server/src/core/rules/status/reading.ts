/**
 * What rules about dumps share: the reading of an object that has a status, where in it a NIC's stage is told, and which
 * other objects help to understand it. Each stage is told at one object, so that three dumps of a VM do not say it three
 * times: at the VMI, and at the VM what has not come to the VMI yet. Judges nothing.
 */
import * as l10n from '@vscode/l10n';
import { parseNadReference } from '../../kubevirt/nad-reference.ts';
import type { NicStage, StageId } from '../../kubevirt/status/stage.ts';
import type { Role } from '../../resources/kinds.ts';
import { hasStatus } from '../../resources/dump.ts';
import { fieldInDocument } from '../../workspace/edit-impact.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { Resource } from '../../resources/resources.ts';
import type { Elsewhere, Report, Rule, Subject } from '../rule.ts';

/** Objects of a VM that have a status. */
const dumpRoles: readonly Role[] = ['virtual-machine', 'virtual-machine-instance', 'pod'];

/** Undefined for manifests and patches: they say what is wanted, not what happened. */
function readingOf(subject: Subject): StatusReading | undefined {
  const { resource, isPatch } = subject;
  return resource && !isPatch && hasStatus(resource) ? subject.status() : undefined;
}

/** A dump that is looked at: the subject with its resource, and what is read of it. */
export interface ReadDump {
  readonly subject: Subject;
  readonly resource: Resource;
  readonly reading: StatusReading;
}

/** A rule about dumps, which only sees what can be read. */
export function dumpRule(
  parts: Pick<Rule, 'id' | 'severity' | 'summary'>,
  check: (dump: ReadDump, report: (finding: Report) => void) => void,
): Rule {
  return {
    ...parts,
    since: '0.5.0',
    fixable: false,
    roles: dumpRoles,
    check(subject, report) {
      const reading = readingOf(subject);
      if (reading && subject.resource) check({ subject, resource: subject.resource, reading }, report);
    },
  };
}

/** Stages that the VM's controller is to bring on: the VMI does not show them. */
const stagesOfVm: ReadonlySet<StageId> = new Set(['not-copied', 'unplug-not-copied', 'unplugged']);

/** The field that a stage is told at in the object of a subject; undefined: it is told elsewhere. */
export function placeOfStage(subject: Subject, { own }: StatusReading, stage: NicStage): string | undefined {
  const { resource, vm, document } = subject;
  if (!resource || !vm || own !== (stagesOfVm.has(stage.stage) ? 'vm' : 'vmi')) return undefined;
  if (own === 'vmi' && stage.statusIndex !== undefined) {
    const entry = fieldInDocument(resource, joinField('status.interfaces', stage.statusIndex));
    const told = ['infoSource', 'name'].map((key) => joinField(entry, key));
    return told.find((field) => document.root && find(document.root, field)) ?? entry;
  }
  const index = vm.spec.interfaces.findIndex(({ name }) => name === stage.network);
  return index < 0 ? vm.interfacesField : joinField(joinField(vm.interfacesField, index), 'name');
}

/** The launcher Pod and the NAD of a NIC, where they are known. */
export function besideStage({ findNad }: Subject, { pod, observed }: StatusReading, stage: NicStage): Elsewhere[] {
  const beside: Elsewhere[] = [];
  if (pod) {
    const selection = observed.pod?.selections.findIndex((element) => element.interface === stage.podInterface) ?? -1;
    const place = pod.networks[selection]?.place;
    beside.push({
      fact: pod,
      ...(place && { place }),
      message: place ? l10n.t('asked for in the launcher Pod') : l10n.t('the launcher Pod'),
    });
  }
  const nad = stage.nad === undefined ? undefined : parseNadReference(observed.namespace, stage.nad);
  const fact = nad && findNad(nad.namespace, nad.name);
  return fact ? [...beside, { fact, message: l10n.t('the NAD') }] : beside;
}
