/**
 * The `k8s.v1.cni.cncf.io/networks` annotation, element by element, byte for byte. Which networks and interfaces it is
 * made of, and in which order, is the caller's affair (`launcher-annotations.ts`). Truth: `kubevirt/kubevirt ·
 * pkg/network/multus/annotation.go`, v1.6–v1.9 (the text is the same in all of them).
 */
import type { BindingPlugin, Interface, Network } from './model.ts';
import { goJson } from './go-json.ts';
import { parseNadReference } from './nad-reference.ts';
import { isSecondaryMultus } from './network-classification.ts';

/** One network selection element, members in the order in which Go writes them. */
export interface SelectionElement {
  readonly name: string;
  readonly namespace?: string;
  readonly mac?: string;
  readonly interface?: string;
  readonly 'cni-args'?: { readonly logicNetworkName: string };
}

/** An element and where it came from. */
export interface AnnotationElement {
  readonly element: SelectionElement;
  /** The logical network it is for. */
  readonly networkName: string;
  /** Where its interface and network stand in the lists, from 0. */
  readonly interfaceIndex: number;
  readonly networkIndex: number;
  /** `secondary`: the network's own NAD. `plugin`: the NAD of the interface's binding plugin. */
  readonly origin: 'secondary' | 'plugin';
}

/**
 * `value` is the annotation's text, empty when there is nothing to write. `error` is KubeVirt's own text. `panic`: the Go
 * code would crash (a network without interface, which admission refuses).
 */
export type CniAnnotation =
  | { readonly value: string; readonly elements: readonly AnnotationElement[] }
  | { readonly error: string }
  | { readonly panic: true };

export interface CniAnnotationInput {
  readonly namespace: string;
  readonly interfaces: readonly Interface[];
  readonly networks: readonly Network[];
  /** Pod interface by network name. */
  readonly names: ReadonlyMap<string, string>;
  readonly bindings: ReadonlyMap<string, BindingPlugin>;
}

/** Goes through `networks` in their order; a plugin's element follows its network's own. Indices are those of the input. */
export function generateCniAnnotation(input: CniAnnotationInput): CniAnnotation {
  const { namespace, interfaces, networks, names, bindings } = input;
  const elements: AnnotationElement[] = [];
  // KubeVirt looks an interface up from the front, so the first of equal names counts.
  const interfaceIndices = new Map(interfaces.map(({ name }, index) => [name, index] as const).reverse());
  for (const [networkIndex, network] of networks.entries()) {
    const interfaceIndex = interfaceIndices.get(network.name) ?? -1;
    const own = interfaces[interfaceIndex];
    if (!own) return { panic: true };
    const place = { networkName: network.name, interfaceIndex, networkIndex };
    if (isSecondaryMultus(network)) {
      const nad = parseNadReference(namespace, network.multus?.networkName ?? '');
      elements.push({
        element: selection(nad.name, nad.namespace, own.macAddress, names.get(network.name)),
        ...place,
        origin: 'secondary',
      });
    }
    if (!own.binding) continue;
    const plugin = bindings.get(own.binding.name);
    if (!plugin)
      return { error: `unable to find the network binding plugin '${own.binding.name}' in Kubevirt configuration` };
    if (plugin.networkAttachmentDefinition === '') continue;
    const nad = parseNadReference(namespace, plugin.networkAttachmentDefinition);
    elements.push({
      element: { ...selection(nad.name, nad.namespace), 'cni-args': { logicNetworkName: network.name } },
      ...place,
      origin: 'plugin',
    });
  }
  return { value: elements.length === 0 ? '' : goJson(elements.map(({ element }) => element)), elements };
}

/** The same annotation over several lines, for people; its JSON value is the same. Empty when there are no elements. */
export function prettyNetworksAnnotation(elements: readonly AnnotationElement[]): string {
  return elements.length === 0
    ? ''
    : goJson(
        elements.map(({ element }) => element),
        2,
      );
}

/** Empty members are left out, except the name. */
function selection(name: string, namespace: string, mac?: string, podInterface?: string): SelectionElement {
  return {
    name,
    ...(namespace !== '' && { namespace }),
    ...(mac !== undefined && mac !== '' && { mac }),
    ...(podInterface !== undefined && podInterface !== '' && { interface: podInterface }),
  };
}
