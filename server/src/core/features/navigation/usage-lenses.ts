/** Lines above NADs and registrations of binding plugins: who uses them, in all known files. */
import * as l10n from '@vscode/l10n';
import type { MachineFact } from '../../workspace/facts.ts';
import type { DocumentView, Workspace } from '../../workspace/workspace.ts';
import { bindingUses, nadReferences, type FactMention } from './fact-mentions.ts';
import { isAtOrBelow } from '../../yaml/locate.ts';
import type { Mention } from './mention.ts';
import { mentionsOf } from './mentions.ts';

export interface UsageLens {
  /** Segment offset of what it stands above: the first key of a NAD, the name of a binding. */
  readonly offset: number;
  /** Where the name stands, from which references are found. */
  readonly nameOffset: number;
  readonly title: string;
  readonly isUsed: boolean;
}

/** Whether a text can have such lines; a false answer is certain. */
export function mayHaveUsageLenses(text: string): boolean {
  return /NetworkAttachmentDefinition|KubeVirt|HyperConverged|UserDefinedNetwork|Sriov\w*Network|OVSNetwork/.test(text);
}

export function usageLenses(workspace: Workspace, view: DocumentView): readonly UsageLens[] {
  if (!workspace.settings(view.uri).codeLens.enabled) return [];
  return mentionsOf(view, workspace.context(view.uri)).flatMap((mention) => {
    const title = titleOf(workspace, view, mention);
    if (title === undefined) return [];
    return [{ offset: placeAbove(view, mention), nameOffset: mention.span.start, ...title }];
  });
}

/** A NAD's line stands above all of it, as a VM's does. */
function placeAbove({ resources }: DocumentView, { symbol, field, span }: Mention): number {
  const owner = resources.filter(({ field: own }) => own === '' || isAtOrBelow(field, own)).at(-1);
  return (symbol.kind === 'nad' ? owner?.node.entries[0] : undefined)?.keySpan.start ?? span.start;
}

function titleOf(
  workspace: Workspace,
  { uri }: DocumentView,
  { symbol, role }: Mention,
): Pick<UsageLens, 'title' | 'isUsed'> | undefined {
  if (role !== 'declaration') return undefined;
  if (symbol.kind === 'binding') {
    const uses = bindingUses(workspace.known.machines(), symbol.name).length;
    return { title: uses === 1 ? l10n.t('used by 1 NIC') : l10n.t('used by {0} NICs', uses), isUsed: uses > 0 };
  }
  if (symbol.kind !== 'nad') return undefined;
  const uses = nadReferences(workspace, uri, symbol);
  const parts = [...countsOf(uses.filter(({ isCertain }) => isCertain)), ...pluginsOf(uses)];
  const title = parts.length === 0 ? l10n.t('used by no known VM') : l10n.t('used by {0}', parts.join(', '));
  const maybe = countsOf(uses.filter(({ isCertain }) => !isCertain));
  return {
    title: maybe.length === 0 ? title : l10n.t('{0}, maybe by {1}', title, maybe.join(', ')),
    isUsed: uses.length > 0,
  };
}

/** `3 VMs`, `1 Pod`. */
function countsOf(uses: readonly FactMention[]): readonly string[] {
  const machines = new Set(uses.flatMap(({ fact }) => (fact.kind === 'machine' ? [fact] : [])));
  const isVm = ({ role }: MachineFact): boolean => role !== 'pod' && role !== 'workload';
  const vms = [...machines].filter(isVm).length;
  const others = machines.size - vms;
  return [
    ...(vms === 0 ? [] : [vms === 1 ? l10n.t('1 VM') : l10n.t('{0} VMs', vms)]),
    ...(others === 0 ? [] : [others === 1 ? l10n.t('1 Pod or workload') : l10n.t('{0} Pods or workloads', others)]),
  ];
}

function pluginsOf(uses: readonly FactMention[]): readonly string[] {
  const plugins = uses.filter(({ fact }) => fact.kind === 'cluster').length;
  return plugins === 0 ? [] : [plugins === 1 ? l10n.t('1 binding plugin') : l10n.t('{0} binding plugins', plugins)];
}
