import type { Release } from './release.ts';
import { v1_7 } from './v1.7.ts';

/** KubeVirt v1.8; facts of v1.8.4. */
export const v1_8: Release = {
  ...v1_7,
  id: 'v1.8',
  patch: 'v1.8.4',
  fields: { ...v1_7.fields, passtBinding: true, disabledFeatureGates: true },
  gates: {
    ...v1_7.gates,
    LiveUpdateNADRef: 'beta',
    PasstBinding: 'beta',
    PodSecondaryInterfaceNamingUpgrade: 'beta',
    ExternalNetResourceInjection: 'beta',
    LibvirtHooksServerAndClient: 'alpha',
    PasstIPStackMigration: 'discontinued',
    EnableVirtioFsConfigVolumes: 'ga',
  },
  ordinalNamesOnMigration: 'kept-unless-upgraded',
  admission: {
    ...v1_7.admission,
    bindingCount: { rule: 'plugin-alone', coreBindings: ['bridge', 'masquerade', 'sriov', 'passtBinding'] },
    discontinuedBindings: ['slirp', 'passt', 'macvtap'],
    gatedOlderBindings: false,
    foreignArchitectures: 'accepted',
    pageSizeName: 'pageSize',
    claimedDevicesField: 'domain.devices',
    launchSecurity: 'one-of-several',
  },
  liveUpdate: { ...v1_7.liveUpdate, addedPodNetwork: 'restart', networkPatch: 'on-its-own' },
  migratability: {
    missingPrimary: 'blocks',
    message: 'cannot migrate VMI which does not use masquerade or a migratable plugin to connect to the pod network',
  },
  networkInfo: { withoutDeviceInfo: true, mac: true, mtu: false },
};
