/**
 * The device resource of a NAD, `k8s.v1.cni.cncf.io/resourceName`: where the annotation stands, and which resources
 * stand for a bridge of the node. Truth: `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go`;
 * `kubevirt/bridge-marker`, `k8snetworkplumbingwg/ovs-cni · cmd/marker`, `kubevirt/macvtap-cni`.
 */
import { RESOURCE_NAME_ANNOTATION, type Nad } from '../../resources/nad.ts';
import type { Stated } from '../../resources/resources.ts';
import { joinField } from '../../yaml/locate.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';

/** Resources that nodes have for each of their bridges, by the CNI plugin that uses these. */
export const bridgeMarkers: Readonly<Record<string, string>> = {
  bridge: 'bridge.network.kubevirt.io/',
  'cnv-bridge': 'bridge.network.kubevirt.io/',
  ovs: 'ovs-cni.network.kubevirt.io/',
};

/** Plugins that work on a device of the Pod: what they say without one, and the prefix that its resource usually has. */
export const deviceUsers: Readonly<Record<string, { readonly words: string; readonly prefix: string }>> = {
  sriov: { words: 'LoadConf(): VF pci addr is required', prefix: 'openshift.io/' },
  'ib-sriov': { words: 'VF pci addr is required', prefix: 'openshift.io/' },
  'accelerated-bridge': { words: 'VF pci addr is required', prefix: 'openshift.io/' },
  macvtap: { words: 'failed to lookup device: Link not found', prefix: 'macvtap.network.kubevirt.io/' },
};

/** The pool is not known here; one of the NAD's name is one to begin with. */
export function likelyResource(type: string, nadName: string): string {
  return `${deviceUsers[type]?.prefix ?? ''}${nadName}`;
}

/** Whether Multus is certain to find no resource in the annotation. */
export function lacksResource(resourceName: Stated): boolean {
  return resourceName.state === 'absent' || (resourceName.state === 'stated' && resourceName.value === '');
}

export function annotationsField({ resource }: Nad): string {
  return joinField(resource.field, 'metadata.annotations');
}

export function resourceNameField(nad: Nad): string {
  return joinField(annotationsField(nad), RESOURCE_NAME_ANNOTATION);
}

/** Writes the annotation, which the NAD may have or not. */
export function settingResourceName(nad: Nad, value: string): EditStep {
  return nad.resourceName.state === 'stated'
    ? { do: 'set', field: resourceNameField(nad), value }
    : { do: 'insert-entry', field: annotationsField(nad), key: RESOURCE_NAME_ANNOTATION, value };
}
