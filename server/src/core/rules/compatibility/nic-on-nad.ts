/**
 * The NICs of a machine, each with the NAD that it is on and with how sure that pairing is. It must not pair anything in a
 * patch or a fragment, nor a NIC that a template writes a part of. Truth: `kubevirt/kubevirt · pkg/network/setup/netpod`,
 * `pkg/network/multus`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { mainPlugin, type CniPlugin } from '../../cni/cni-config.ts';
import { cniTypes, type CniType } from '../../cni/cni-types.ts';
import type { ClusterConfiguration } from '../../kubevirt/configuration.ts';
import type { Interface } from '../../kubevirt/model.ts';
import { isMemberKnown } from '../../resources/vm.ts';
import type { Severity } from '../../settings.ts';
import type { NadFact } from '../../workspace/facts.ts';
import type { NadUse, NetworkAnswer } from '../../workspace/launcher.ts';
import { joinField } from '../../yaml/locate.ts';
import { bindingsIn, type BindingKey } from '../network/bindings.ts';
import { perSubject } from '../per-subject.ts';
import type { Report, Subject } from '../rule.ts';

/** A network that names a NAD, known to the last letter. */
export interface NadReferenceOf {
  readonly network: NetworkAnswer;
  readonly use: NadUse;
  /** Field of `networkName`. */
  readonly field: string;
}

export interface NicOnNad extends NadReferenceOf {
  readonly own: Interface;
  readonly index: number;
  /** Field of the interface. */
  readonly interfaceField: string;
  /** Its one binding; undefined for none or several. */
  readonly binding: BindingKey | undefined;
  /** What KubeVirt does to the Pod's NIC; undefined where a plugin does it, or nobody knows. */
  readonly attachment: Attachment | undefined;
  readonly nad: NadFact;
  /** The plugin that makes the Pod's NIC; undefined where the configuration cannot be seen. */
  readonly plugin: CniPlugin | undefined;
  /** Its type with aliases resolved; undefined where it cannot be seen. */
  readonly type: string | undefined;
  /** False where another NAD of that name may be meant. */
  readonly certain: boolean;
}

/**
 * `bridge` and `sriov`: the core bindings. `tap` and `managedTap`: plugins that leave the whole of it to KubeVirt, by
 * their `domainAttachmentType`.
 */
export type Attachment = 'bridge' | 'sriov' | 'tap' | 'managedTap';

/** References of the machine's networks to NADs. */
export const nadReferences = perSubject((subject): readonly NadReferenceOf[] => {
  if (subject.isPatch || subject.vm?.partial !== false) return [];
  if (!subject.vm.spec.networks.some(({ multus }) => multus !== undefined)) return [];
  const references: NadReferenceOf[] = [];
  for (const network of subject.launcher()?.networks ?? []) {
    const { nad: use } = network;
    if (use) references.push({ network, use, field: joinField(network.field, 'multus.networkName') });
  }
  return references;
});

/** NICs of which the NAD is known. */
export const nicsOnNads = perSubject((subject): readonly NicOnNad[] => {
  const nics: NicOnNad[] = [];
  for (const reference of nadReferences(subject)) {
    const { network, use } = reference;
    const { vm } = subject;
    if (!use.fact || !network.interface || !vm) continue;
    const { value: own, index, field } = network.interface;
    if (!isMemberKnown(vm, 'interfaces', index)) continue;
    const bindings = bindingsIn(own);
    const plugin = use.fact.config && mainPlugin(use.fact.config);
    const type = plugin?.type ?? use.fact.cniTypes?.[0];
    nics.push({
      ...reference,
      own,
      index,
      interfaceField: field,
      binding: bindings.length === 1 ? bindings[0] : undefined,
      attachment: attachmentOf(own, subject.cluster.configuration),
      nad: use.fact,
      plugin,
      type: type === undefined || type === '' ? undefined : (cniTypes.get(type)?.aliasOf ?? type),
      certain: isMeant(subject, use, use.fact),
    });
  }
  return nics;
});

/** The NIC of a finding, while it is on a NAD. */
export function nicAt(subject: Subject, index: number): NicOnNad | undefined {
  return nicsOnNads(subject).find((nic) => nic.index === index);
}

/** As loud as the pairing is sure. */
export function loudness({ certain }: NicOnNad, most: Severity = 'warning'): Severity {
  return certain ? most : 'information';
}

/** The NAD in words: its namespace and name, and its type where that is known. */
export function nadText({ use, type }: NicOnNad): string {
  const name = use.namespace === undefined ? use.name : `${use.namespace}/${use.name}`;
  return type === undefined ? name : `${name} (${type})`;
}

/** The way from a finding to the NAD it is about. */
export function toNad({ nad }: NicOnNad): Pick<Report, 'elsewhere'> {
  return { elsewhere: [{ fact: nad, message: l10n.t('the NAD') }] };
}

/** What the CNI type is; undefined for one that VirtLens does not know. */
export function cniTypeOf({ type }: NicOnNad): CniType | undefined {
  return type === undefined ? undefined : cniTypes.get(type);
}

/** How an interface takes what its NAD makes; undefined where that cannot be told. */
export function attachmentOf(
  own: Partial<Interface>,
  { bindings }: Pick<ClusterConfiguration, 'bindings'>,
): Attachment | undefined {
  const [binding, ...more] = bindingsIn(own);
  if (more.length > 0) return undefined;
  if (binding === 'bridge' || binding === 'sriov') return binding;
  if (binding !== 'binding' || !own.binding) return undefined;
  const registered = bindings.get(own.binding.name);
  // With a sidecar or a CNI plugin of its own, a binding plugin may do anything.
  if (!registered || registered.sidecarImage !== '' || registered.networkAttachmentDefinition !== '') return undefined;
  const { domainAttachmentType: type } = registered;
  return type === 'tap' || type === 'managedTap' ? type : undefined;
}

/**
 * Whether a NAD is the one that is meant: both namespaces are stated, or told for the cluster, or both manifests leave
 * them to the same default.
 */
function isMeant({ cluster }: Subject, use: NadUse, nad: NadFact): boolean {
  if (nad.namespace.state === 'unknown') return false;
  if (use.namespace === undefined) return nad.namespace.state === 'absent';
  const isDefaultAssumed = cluster.namespaceSource.from === 'assumed';
  return use.namespaceAssumed
    ? use.namespace === cluster.defaultNamespace && nad.namespace.state === 'absent'
    : nad.namespace.state === 'stated' || !isDefaultAssumed;
}
