/**
 * How well-known network binding plugins are registered in the KubeVirt resource. It must not say that one is installed;
 * whose sidecar comes from a registry of the cluster's own has a placeholder for it. Truth: `kubevirt/user-guide ·
 * docs/network/net_binding_plugins`, `kubevirt/kubevirt · docs/network`, v1.6–v1.9; `ovn-kubernetes/ovn-kubernetes ·
 * docs` for `l2bridge`.
 */
import type { Release } from './releases/release.ts';

/** Where an image's registry stands and only the writer can know it. */
const registry = 'registry.example';

/** The entry under `network.binding`; undefined for a plugin that is not well known. */
export function knownRegistration(plugin: string, { patch }: Release): Readonly<Record<string, unknown>> | undefined {
  const sidecar = (name: string): string => `${registry}/kubevirt/${name}:${patch}`;
  switch (plugin) {
    case 'l2bridge':
      return { domainAttachmentType: 'managedTap', migration: {} };
    case 'macvtap':
      return { domainAttachmentType: 'tap' };
    case 'passt':
      return {
        networkAttachmentDefinition: 'default/netbindingpasst',
        sidecarImage: sidecar('network-passt-binding'),
        migration: {},
      };
    case 'slirp':
      return { sidecarImage: sidecar('network-slirp-binding') };
    default:
      return undefined;
  }
}
