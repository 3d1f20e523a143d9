/**
 * The bindings that a NIC on a NAD can have, best first, each with why. What fails on the NAD is left out, by the table
 * that the rules read. Truth: `kubevirt/kubevirt · pkg/network/{setup,vmliveupdate}`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { cniTypes } from '../../cni/cni-types.ts';
import type { ClusterConfiguration } from '../../kubevirt/configuration.ts';
import { misfitOf, noVirtualFunction, type Misfit } from '../../rules/compatibility/binding-by-cni.ts';
import { attachmentOf, type Attachment } from '../../rules/compatibility/nic-on-nad.ts';
import { deviceUsers } from '../../rules/nad/resource-name.ts';

export interface BindingChoice {
  /** `bridge`, `sriov` or `plugin:NAME`. */
  readonly id: string;
  /** As it stands in the interface. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly label: string;
  readonly reason: string;
}

/** What a NIC is to be connected to. */
export interface ConnectedNad {
  readonly name: string;
  /** CNI type; undefined where it is not known. */
  readonly type: string | undefined;
  /** Whether it takes devices out of a pool. */
  readonly givesDevices: boolean;
}

/** All bindings of a cluster that a secondary network can have. */
export function allBindings(configuration: ClusterConfiguration): readonly BindingChoice[] {
  return [...coreChoices(), ...[...configuration.bindings.keys()].map(pluginChoice)];
}

/** Those that work on a NAD: what serves it first, then what has a drawback there or cannot be judged. */
export function bindingChoices(nad: ConnectedNad, configuration: ClusterConfiguration): readonly BindingChoice[] {
  return allBindings(configuration)
    .flatMap((choice) => {
      const attachment = attachmentOf(choice.value, configuration);
      const misfit = attachment && misfitOn(nad, attachment);
      if (misfit?.verdict === 'fails') return [];
      const { name, type = '' } = nad;
      const reason = misfit ? misfit.text({ nad: name, type }) : choice.reason;
      return [{ choice: { ...choice, reason }, rank: rankOf(nad, attachment, misfit) }];
    })
    .sort((one, other) => one.rank - other.rank)
    .map(({ choice }) => choice);
}

function misfitOn({ type, givesDevices }: ConnectedNad, attachment: Attachment): Misfit | undefined {
  if (type === undefined) return undefined;
  const known = cniTypes.get(type);
  const own = known?.aliasOf ?? type;
  const misfit = misfitOf(attachment, own, known?.role);
  if (attachment !== 'sriov' || !known) return misfit;
  if (givesDevices && own !== 'macvtap') return undefined;
  // Types that can hand out virtual functions of a pool have none without it.
  return misfit ?? (Object.hasOwn(deviceUsers, own) ? undefined : noVirtualFunction);
}

function rankOf({ givesDevices }: ConnectedNad, attachment: Attachment | undefined, misfit?: Misfit): number {
  if (attachment === 'sriov' && givesDevices) return 0;
  if (attachment === undefined) return 3;
  return misfit ? 2 : 1;
}

function coreChoices(): readonly BindingChoice[] {
  return [
    {
      id: 'bridge',
      value: { bridge: {} },
      label: 'bridge',
      reason: l10n.t('the guest is on the network itself; can be plugged into a running VM, and live-migrated'),
    },
    {
      id: 'sriov',
      value: { sriov: {} },
      label: 'sriov',
      reason: l10n.t('the guest gets a virtual function; plugged into a running VM by a live migration'),
    },
  ];
}

function pluginChoice(name: string): BindingChoice {
  return {
    id: `plugin:${name}`,
    value: { binding: { name } },
    label: l10n.t('binding plugin {0}', name),
    reason: l10n.t('registered in the cluster; a running VM gets it at its next start'),
  };
}
