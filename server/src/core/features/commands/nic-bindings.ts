/**
 * The bindings that a NIC on a NAD can have, best first, each with why. Truth: `kubevirt/kubevirt ·
 * pkg/network/{setup,vmliveupdate}`, v1.6–v1.9; the plugins' own sources.
 */
import * as l10n from '@vscode/l10n';
import type { ClusterConfiguration } from '../../kubevirt/configuration.ts';
import { attachmentOf, type Attachment } from './nad-templates.ts';

export interface BindingChoice {
  /** `bridge`, `sriov` or `plugin:NAME`. */
  readonly id: string;
  /** As it stands in the interface. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly label: string;
  readonly reason: string;
}

/** Those that work with an attachment of the NAD; all where nothing is known of it. */
export function bindingChoices(
  suits: readonly Attachment[] | undefined,
  configuration: ClusterConfiguration,
): readonly BindingChoice[] {
  const all = [...coreChoices(), ...[...configuration.bindings.keys()].map(pluginChoice)].map((choice) => ({
    choice,
    attachment: attachmentOf(choice.value, configuration),
  }));
  if (!suits) return all.map(({ choice }) => choice);
  // How a sidecar attaches cannot be told; it comes last.
  const rank = (attachment: Attachment): number => {
    const at = suits.indexOf(attachment);
    return at >= 0 ? at : suits.length;
  };
  return all
    .filter(({ attachment }) => attachment === 'unknown' || suits.includes(attachment))
    .sort((one, other) => rank(one.attachment) - rank(other.attachment))
    .map(({ choice }) => choice);
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
