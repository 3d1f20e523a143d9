/**
 * What there is to choose from when a network is added to a VM, after the answers given so far: known NADs, kinds of new
 * ones and places for them, bindings that fit, models, and suggestions for the rest. Plain data for an editor's lists.
 */
import * as l10n from '@vscode/l10n';
import { mainPlugin } from '../../cni/cni-config.ts';
import { interfaceModels } from '../../kubevirt/admission/interfaces.ts';
import type { NadFact } from '../../workspace/facts.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { describePlace, placesFor, type NadPlace } from './create-nad.ts';
import { suggestedMac } from './new-mac.ts';
import {
  connectedNad,
  hasImplicitNic,
  isTemplateOfMany,
  macSeed,
  nadOf,
  referenceTo,
  suggestedName,
  wantedFor,
  type NicAnswers,
  type NicTarget,
} from './new-nic.ts';
import { bindingChoices } from './nic-bindings.ts';
import { nadTemplates } from './nad-templates.ts';

/** One line of a list. */
export interface Choice {
  readonly label: string;
  readonly detail: string;
}

export interface NadChoice extends Choice {
  readonly reference: string;
  /** The file it stands in. */
  readonly uri: string;
  /** Whether a network of the VM is of it already. */
  readonly isUsed: boolean;
}

export interface NicChoices {
  /** Nearest first. */
  readonly nads: readonly NadChoice[];
  readonly newNads: readonly (Choice & { readonly template: string })[];
  /** Where a NAD of the reference's name could be written; empty where it is there, or no NAD can have the name. */
  readonly places: readonly (Choice & { readonly place: NadPlace })[];
  /** Best first. */
  readonly bindings: readonly (Choice & { readonly binding: string })[];
  readonly models: readonly string[];
  readonly name: string;
  /** Undefined where no address can be given: many VMs would get it. */
  readonly mac: string | undefined;
  /** What can become of an implicit Pod NIC; empty where there is none. */
  readonly podNic: readonly (Choice & { readonly podNic: NonNullable<NicAnswers['podNic']> })[];
}

/** More are not looked through by anybody. */
const mostNads = 500;

export function nicChoices(workspace: Workspace, target: NicTarget, answers: NicAnswers): NicChoices {
  const { view, resource, vm } = target;
  const { configuration } = workspace.known.cluster(view.uri);
  const nad = nadOf(workspace, target, answers.reference ?? '');
  const wanted = wantedFor(target, nad);
  const name = answers.name ?? suggestedName(vm, nad.name);
  return {
    nads: nadChoices(workspace, target),
    newNads: nadTemplates.map(({ id, label, detail }) => ({ template: id, label, detail: detail() })),
    places: wanted
      ? placesFor(workspace, wanted).map((place) => ({ place, label: describePlace(place, view.uri), detail: '' }))
      : [],
    bindings: bindingChoices(connectedNad(nad, answers), configuration).map(({ id, label, reason }) => ({
      binding: id,
      label,
      detail: reason,
    })),
    models: ['virtio', ...interfaceModels.filter((model) => model !== 'virtio')],
    name,
    mac: isTemplateOfMany(resource) ? undefined : suggestedMac(workspace, macSeed(target, nad.own, name)),
    podNic: hasImplicitNic(vm) ? podNicChoices(configuration.defaultNetworkInterface) : [],
  };
}

function nadChoices(workspace: Workspace, target: NicTarget): readonly NadChoice[] {
  const used = new Set(target.vm.spec.networks.map(({ multus }) => multus?.networkName));
  const choices = new Map<string, NadChoice>();
  for (const nad of workspace.known.knownNads(target.view.uri)) {
    const reference = referenceTo(workspace, target, nad);
    // Of several that a reference can mean, the nearest is meant.
    if (choices.has(reference)) continue;
    choices.set(reference, {
      reference,
      label: reference,
      detail: describeNad(nad),
      uri: nad.uri,
      isUsed: used.has(reference),
    });
    if (choices.size >= mostNads) break;
  }
  return [...choices.values()];
}

/** The CNI type with what tells one network of that type from another: `bridge br1, VLAN 100`. */
function describeNad({ cniTypes, config, resourceName }: NadFact): string {
  const own = config && mainPlugin(config)?.value;
  const text = (key: string): string | undefined => {
    const value = own?.[key];
    return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
  };
  const type = cniTypes?.join(' + ') ?? '';
  const network = text('topology') ?? text('bridge') ?? text('master') ?? text('device');
  const vlan = text('vlan') ?? text('vlanID') ?? text('vlanId');
  return [
    [type, network].filter(Boolean).join(' '),
    text('physicalNetworkName'),
    vlan && l10n.t('VLAN {0}', vlan),
    resourceName.state === 'stated' && resourceName.value,
  ]
    .filter(Boolean)
    .join(', ');
}

function podNicChoices(implicit: string): NicChoices['podNic'] {
  const masquerade = {
    podNic: 'masquerade',
    label: 'masquerade',
    detail: l10n.t('behind the address of the Pod; can be live-migrated'),
  } as const;
  const keep = {
    podNic: 'keep',
    label: implicit,
    detail: l10n.t('as KubeVirt adds it by itself, now written out'),
  } as const;
  const none = { podNic: 'none', label: l10n.t('None'), detail: l10n.t('the VM leaves the Pod network') } as const;
  return implicit === 'masquerade' ? [keep, none] : [keep, masquerade, none];
}
