/**
 * The impact of an edit by NIC: each with what changed of its interface and network, the strongest of it, and what else is to be known of
 * NICs that go away. Truth: `kubevirt/kubevirt · pkg/network/{controllers,vmliveupdate}`, v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { decodeVmiSpec } from '../decode.ts';
import { setDefaultNetworkInterface } from '../interface-defaults.ts';
import { readRunning } from '../live/running-vm.ts';
import { byName, readNics } from '../live/nics.ts';
import { statusHasOrdinalNames } from '../name-scheme.ts';
import type { ChangedField } from './changed-fields.ts';
import type { FieldImpact, NicImpact } from './impact.ts';
import type { WorldsJudgement } from './judge-worlds.ts';
import { type VmEdit, interfacesField, isAlive, templateOf } from './vm-edit.ts';
import { removedPluggable } from './nic-changes.ts';

export interface JudgedField {
  readonly changed: ChangedField;
  readonly impact: FieldImpact;
}

/** NICs in the order of the new text, then those that are gone. */
export function nicImpacts(
  { before, after, release }: VmEdit,
  fields: readonly JudgedField[],
  lost: readonly FieldImpact[],
  judgement: WorldsJudgement,
): readonly NicImpact[] {
  const [old, fresh] = [namesIn(before, release), namesIn(after, release)];
  const written = [...fresh, ...old.filter((name) => !fresh.includes(name))].map((network): NicImpact => {
    const own = fields.filter(({ changed }) => changed.network === network);
    const isKept = old.includes(network) && fresh.includes(network);
    const change = isKept ? (own.length > 0 ? 'changed' : 'unchanged') : fresh.includes(network) ? 'added' : 'removed';
    return {
      network,
      change,
      ...judgement.fold(own.map(({ changed }) => changed)),
      fields: own.map(({ impact }) => impact),
    };
  });
  const unwritten = lost.map((field): NicImpact => {
    const { outcome, alternatives, dependsOn, network = '' } = field;
    return { network, change: 'removed', outcome, alternatives, dependsOn, fields: [field] };
  });
  return [...written, ...unwritten];
}

function namesIn(vm: unknown, release: VmEdit['release']): readonly string[] {
  const { interfaces, networks } = readNics(templateOf(vm), release);
  return [...new Set([...interfaces, ...networks].map(({ name }) => name))].filter((name) => name !== '');
}

/** The NIC that a VM without any got by itself, once its text names others. */
export function implicitNics({ before, after, release, configuration }: VmEdit): readonly string[] {
  const { spec } = decodeVmiSpec(templateOf(before), release);
  const defaulted = setDefaultNetworkInterface(spec, configuration);
  if (!('changed' in defaulted) || !defaulted.changed) return [];
  const named = namesIn(after, release);
  return named.length === 0
    ? []
    : defaulted.spec.interfaces.map(({ name }) => name).filter((name) => !named.includes(name));
}

/** Implicit NICs that the running VM keeps, as missing from the list that now names others. */
export function lostNics(edit: VmEdit, judgement: WorldsJudgement): readonly FieldImpact[] {
  return implicitNics(edit).flatMap((network): FieldImpact[] => {
    const folded = judgement.fold([], [network]);
    if (folded.outcome.kind === 'none') return [];
    const field =
      memberAt(templateOf(edit.after), 'domain.devices.interfaces') === undefined
        ? 'spec.template.spec'
        : interfacesField;
    return [{ field, oldField: undefined, change: 'removed', network, ...folded }];
  });
}

/** Removed NICs that KubeVirt would unplug if they were set absent instead. */
export function absentInstead(
  edit: VmEdit,
  changes: readonly ChangedField[],
  nics: readonly NicImpact[],
): readonly string[] {
  const { before, release, vmi } = edit;
  const interfaces = byName(readNics(templateOf(before), release).interfaces);
  const dumped = isAlive(vmi) ? readRunning(vmi, release) : undefined;
  if (dumped && statusHasOrdinalNames(dumped.nics.networks, dumped.statuses)) return [];
  const running = dumped ? byName(dumped.nics.interfaces) : interfaces;
  return removedPluggable(edit, changes).filter((network) => {
    const own = running.get(network);
    const outcome = nics.find((nic) => nic.network === network)?.outcome.kind;
    return own?.bridge !== undefined && own.state !== 'absent' && (outcome === 'restart' || outcome === 'silent');
  });
}
