/**
 * What Istio's proxy needs of a VM: KubeVirt serves it on bindings whose traffic passes through the Pod, and leaves its
 * ports alone. Truth: `kubevirt/kubevirt · pkg/network/istio`, v1.6–v1.9.
 */
import type { Interface } from './model.ts';

/** Ports of the proxy itself; KubeVirt never forwards them to the guest of a Pod that has one. */
export const istioReservedPorts: readonly number[] = [
  15000, 15001, 15004, 15006, 15008, 15009, 15020, 15021, 15053, 15090,
];

/** Whether an annotation's text asks for the proxy. */
export function isProxyInjected(annotation: string | undefined): boolean {
  return annotation?.toLowerCase() === 'true';
}

/** Whether the proxy sees what the guest sends and gets by an interface on the Pod network. */
export function passesProxy({ masquerade, passtBinding }: Interface): boolean {
  return masquerade !== undefined || passtBinding !== undefined;
}
