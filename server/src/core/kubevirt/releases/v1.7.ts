import type { Release } from './release.ts';
import { v1_6 } from './v1.6.ts';

/** KubeVirt v1.7; facts of v1.7.4. The recorded behaviour is that of v1.6.6 in every case. */
export const v1_7: Release = {
  ...v1_6,
  id: 'v1.7',
  patch: 'v1.7.4',
  gates: { ...v1_6.gates, VideoConfig: 'beta', PanicDevices: 'beta', SecureExecution: 'beta' },
  liveUpdate: { ...v1_6.liveUpdate, removedCdrom: 'restart' },
};
