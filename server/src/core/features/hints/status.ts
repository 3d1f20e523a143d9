/**
 * In dumps, how far each NIC is: on `infoSource` and `podInterfaceName` of the VMI's status, on each NIC of the Pod's
 * network-status, and on the NIC's name in a VM or VMI whose status does not know it. A VM's manifest tells it too, where a
 * dump of its VMI is known.
 */
import * as l10n from '@vscode/l10n';
import { networkStatusField } from '../../kubevirt/status/observed.ts';
import type { NicStage } from '../../kubevirt/status/stage.ts';
import type { Resource } from '../../resources/resources.ts';
import { fieldInDocument } from '../../workspace/edit-impact.ts';
import type { Launcher } from '../../workspace/launcher.ts';
import type { StatusReading } from '../../workspace/status-reading.ts';
import { joinField } from '../../yaml/locate.ts';
import { lampsText, stageLine } from '../status-words.ts';
import type { Hint, HintPlaces } from './hint.ts';

/** `launcher` is that of a VM or VMI. */
export function* statusHints(
  resource: Resource,
  launcher: Launcher | undefined,
  reading: StatusReading,
  places: HintPlaces,
): Iterable<Hint> {
  switch (reading.own) {
    case 'vm':
      yield* nicHints(launcher, reading.stages, places);
      return;
    case 'vmi':
      yield* entryHints(resource, reading.stages, places);
      // What the status knows is told there.
      yield* nicHints(
        launcher,
        reading.stages.filter(({ statusIndex }) => statusIndex === undefined),
        places,
      );
      return;
    case 'pod':
      yield* podHints(resource, reading, places);
  }
}

function hint(offset: number | undefined, field: string, text: string): readonly Hint[] {
  return offset === undefined || text === '' ? [] : [{ kind: 'status', offset, parts: [{ text }], field }];
}

/** On names of interfaces in a spec. */
function* nicHints(launcher: Launcher | undefined, stages: readonly NicStage[], places: HintPlaces): Iterable<Hint> {
  if (!launcher) return;
  const { vm } = launcher;
  for (const stage of stages) {
    const index = vm.spec.interfaces.findIndex(({ name }) => name === stage.network);
    if (stage.network === '' || index < 0) continue;
    const field = joinField(joinField(vm.interfacesField, index), 'name');
    yield* hint(places.afterValue(field), field, stageLine(stage));
  }
}

/** On entries of `status.interfaces`. */
function* entryHints(resource: Resource, stages: readonly NicStage[], places: HintPlaces): Iterable<Hint> {
  for (const stage of stages) {
    if (stage.statusIndex === undefined) continue;
    const entry = fieldInDocument(resource, joinField('status.interfaces', stage.statusIndex));
    // What nobody reports has no `infoSource`, and what only the guest knows no name.
    const told = ['infoSource', 'name', 'interfaceName'].map((key) => joinField(entry, key));
    const field = told.find((candidate) => places.afterValue(candidate) !== undefined);
    if (field !== undefined) yield* hint(places.afterValue(field), field, stageLine(stage));
    const pod = joinField(entry, 'podInterfaceName');
    yield* hint(places.afterValue(pod), pod, networkText(stage));
  }
}

/** On each NIC that Multus reports. */
function* podHints(resource: Resource, { stages, observed }: StatusReading, places: HintPlaces): Iterable<Hint> {
  const field = fieldInDocument(resource, networkStatusField);
  for (const [index, { interface: podInterface, name }] of (observed.pod?.statuses ?? []).entries()) {
    const stage = stages.find(({ podStatusIndex }) => podStatusIndex === index);
    const text = stage ? `${networkText(stage)}: ${lampsText(stage)}` : l10n.t('no network of the VM');
    const key = podInterface === '' && name !== '' ? 'name' : 'interface';
    yield* hint(places.afterJson(field, [index, key]), field, text);
  }
}

/** The logical network, with the NAD of a secondary one. */
function networkText({ network, nad }: NicStage): string {
  return nad === undefined || network === '' ? network : `${network} → ${nad}`;
}
