import type { Release } from './release.ts';

/** KubeVirt v1.6; facts of v1.6.6. */
export const v1_6: Release = {
  id: 'v1.6',
  patch: 'v1.6.6',
  fields: { passtBinding: false, portRanges: false, resourceClaim: false },
  gates: {
    HotplugNICs: 'ga',
    NetworkBindingPlugins: 'ga',
    DynamicPodInterfaceNaming: 'ga',
    VMLiveUpdateFeatures: 'ga',
    LiveMigration: 'ga',
    SRIOVLiveMigration: 'ga',
    DeclarativeHotplugVolumes: 'alpha',
    PasstIPStackMigration: 'alpha',
    Passt: 'discontinued',
    Macvtap: 'discontinued',
  },
  betaGatesOnByDefault: false,
  defaultNetwork: 'not-secondary',
  ordinalNamesOnMigration: 'kept',
  admission: {
    bindingCount: {
      rule: 'plugin-alone',
      coreBindings: ['bridge', 'slirp', 'masquerade', 'sriov', 'macvtap', 'passt'],
    },
    discontinuedBindings: ['slirp'],
    gatedOlderBindings: true,
    portField: '',
    largestPort: 65536,
  },
  migratability: {
    missingPrimary: 'ignored',
    message:
      'cannot migrate VMI which does not use masquerade, bridge with kubevirt.io/allow-pod-bridge-network-live-migration VM annotation or a migratable plugin to connect to the pod network',
  },
  networkInfo: { withoutDeviceInfo: false, mac: false, mtu: false },
};
