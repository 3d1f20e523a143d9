import type { Release } from './release.ts';
import { v1_8 } from './v1.8.ts';

/** KubeVirt v1.9; facts of v1.9.0. */
export const v1_9: Release = {
  ...v1_8,
  id: 'v1.9',
  patch: 'v1.9.0',
  fields: { ...v1_8.fields, portRanges: true, resourceClaim: true },
  gates: {
    ...v1_8.gates,
    LiveUpdateNADRef: 'ga',
    LibvirtHooksServerAndClient: 'beta',
    DeclarativeHotplugVolumes: 'beta',
    NetworkDevicesWithDRA: 'alpha',
    PortRangesSpec: 'alpha',
    VideoConfig: 'ga',
    PanicDevices: 'ga',
    PersistentReservation: 'ga',
    SecureExecution: 'ga',
    GPUsWithDRA: 'beta',
    HostDevicesWithDRA: 'beta',
    WorkloadEncryptionSEV: 'beta',
  },
  betaGatesOnByDefault: true,
  defaultNetwork: 'pod-or-multus-default',
  admission: {
    ...v1_8.admission,
    bindingCount: { ...v1_8.admission.bindingCount, rule: 'exactly-one' },
    portField: 'port',
    largestPort: 65535,
  },
  liveUpdate: { ...v1_8.liveUpdate, missingDestination: 'reported' },
  networkInfo: { withoutDeviceInfo: true, mac: true, mtu: true },
};
