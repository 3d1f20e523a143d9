/** `names`: Pod interface and derived device names of each network, in both schemes. */
import { linkNames } from '../../../server/src/core/kubevirt/link-names.ts';
import { podInterfaces } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { isSecondaryMultus } from '../../../server/src/core/kubevirt/network-classification.ts';
import type { KindReplay } from '../case.ts';
import { launcherInput } from './inputs.ts';

export const names: KindReplay = {
  fields: {
    names: {
      missing: 'nothing',
      compute({ manifest, kubevirt }, release) {
        const { networks } = launcherInput(manifest, kubevirt, release).spec;
        const hashed = podInterfaces(networks, 'hashed', release);
        const ordinal = podInterfaces(networks, 'ordinal', release);
        return {
          value: networks.map((network) => {
            const secondary = isSecondaryMultus(network);
            const device = (pod: string | undefined) =>
              pod === undefined ? undefined : { pod, ...linkNames(pod, secondary) };
            const own = device(hashed.get(network.name));
            const older = device(ordinal.get(network.name));
            return {
              network: network.name,
              secondary,
              ...(own && { hashed: { ...own } }),
              ...(older && { ordinal: { ...older } }),
            };
          }),
        };
      },
    },
  },
};
