/**
 * The NICs of a VM of which everything is seen here: interface and network as written, and no template, patch or
 * fragment that may write more of them. What follows from one of them is certain; of all others these rules are silent.
 * Also the NIC on the Pod network, which KubeVirt may have added by itself. Truth: `kubevirt/kubevirt ·
 * pkg/network/vmispec`, v1.6–v1.9.
 */
import { setDefaultNetworkInterface } from '../../kubevirt/interface-defaults.ts';
import type { Interface, Network } from '../../kubevirt/model.ts';
import { isMemberCertain, memberField, type Vm } from '../../resources/vm.ts';
import { find, joinField, nodeAt } from '../../yaml/locate.ts';
import { isAbsenceCertain, isCertain } from '../../yaml/templating.ts';
import { bindingsIn, type BindingKey } from '../network/bindings.ts';
import { sourcesIn } from '../network/sources.ts';
import { perSubject } from '../per-subject.ts';
import type { Subject } from '../rule.ts';

export interface CertainNic {
  readonly index: number;
  /** Field of the interface. */
  readonly field: string;
  readonly own: Interface;
  /** The only binding it names. */
  readonly binding: BindingKey;
  readonly network: Network;
  readonly networkIndex: number;
  readonly networkField: string;
}

/** The VM part, where all of it stands in this document. */
export function wholeVm({ vm, isPatch }: Subject): Vm | undefined {
  return vm && !vm.partial && !isPatch ? vm : undefined;
}

/** NICs with one binding and one network of one source; KubeVirt refuses others, and other rules say so. */
export const certainNics = perSubject((subject): readonly CertainNic[] => {
  const vm = wholeVm(subject);
  if (!vm) return [];
  const { interfaces, networks } = vm.spec;
  const nics: CertainNic[] = [];
  for (const [index, own] of interfaces.entries()) {
    const pair = vm.pairs.get(own.name);
    const network = pair?.networks === 1 ? networks[pair.network] : undefined;
    if (!pair || !network || own.state === 'absent' || sourcesIn(network).length !== 1) continue;
    const [binding, other] = bindingsIn(own);
    if (binding === undefined || other !== undefined) continue;
    if (!isMemberCertain(vm, 'interfaces', index) || !isMemberCertain(vm, 'networks', pair.network)) continue;
    nics.push({
      index,
      field: memberField(vm, 'interfaces', index),
      own,
      binding,
      network,
      networkIndex: pair.network,
      networkField: memberField(vm, 'networks', pair.network),
    });
  }
  return nics;
});

/** The NIC on the Pod network. */
export interface PodNic {
  readonly own: Interface;
  readonly binding: BindingKey;
  /** Undefined for the one that KubeVirt adds to a VM without networks. */
  readonly written: CertainNic | undefined;
  /** Whether its binding is KubeVirt's own doing, by a configuration or a preference that is not seen here. */
  readonly isAssumed: boolean;
  /** The key to mark. */
  readonly mark: string;
}

export function podNic(subject: Subject): PodNic | undefined {
  const vm = wholeVm(subject);
  if (!vm) return undefined;
  const written = certainNics(subject).find(({ network }) => network.pod !== undefined);
  if (written) {
    const { own, binding, field } = written;
    return { own, binding, written, isAssumed: false, mark: joinField(field, binding) };
  }
  const { cluster, document } = subject;
  if (!vm.listsKnown) return undefined;
  const defaulted = setDefaultNetworkInterface(vm.spec, cluster.configuration);
  if ('error' in defaulted || !defaulted.changed) return undefined;
  const own = defaulted.spec.interfaces[0];
  const binding = own && bindingsIn(own)[0];
  if (!own || binding === undefined) return undefined;
  const domain = joinField(vm.specField, 'domain');
  const devices = joinField(domain, 'devices');
  const { from } = cluster.configurationSource;
  return {
    own,
    binding,
    written: undefined,
    isAssumed: from === 'assumed' || vm.preference !== undefined,
    mark: document.root && find(document.root, devices) ? devices : domain,
  };
}

/** An annotation that the VMI gets: its text, undefined where there is none, unknown where it cannot be seen here. */
export function vmiAnnotation(
  subject: Subject,
  key: string,
): { readonly value: string | undefined; readonly field: string } | 'unknown' {
  const { document, vm } = subject;
  const field = joinField(joinField(vm?.metadataField ?? '', 'annotations'), key);
  const node = document.root && nodeAt(document.root, field);
  if (!node) return isAbsenceCertain(document, field) ? { value: undefined, field } : 'unknown';
  if (!isCertain(document, field) || node.kind !== 'scalar') return 'unknown';
  return { value: typeof node.value === 'string' ? node.value : '', field };
}
