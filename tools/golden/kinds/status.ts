/** `status`: a running VMI with its launcher Pod. */
import { NETWORKS_ANNOTATION, NETWORK_STATUS_ANNOTATION } from '../../../server/src/core/kubevirt/annotation-keys.ts';
import { decodeInterfaceStatuses } from '../../../server/src/core/kubevirt/decode.ts';
import { activePodAnnotations, migrationTargetAnnotations } from '../../../server/src/core/kubevirt/launcher-annotations.ts';
import { podInterfaces, schemeOfPod, statusHasOrdinalNames } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { parseNetworkStatus } from '../../../server/src/core/kubevirt/network-status.ts';
import type { PodNetworkStatus } from '../../../server/src/core/kubevirt/model.ts';
import type { GoldenCase, KindReplay } from '../case.ts';
import { launcherInput, member, objectMember, releaseOf } from './inputs.ts';

export const status: KindReplay = {
  activePod: {
    missing: 'nothing',
    compute(input, id) {
      const release = releaseOf(id);
      const current = podAnnotation(input, NETWORKS_ANNOTATION) ?? '';
      return {
        value: activePodAnnotations({
          ...launcherInput(input.vmi, input.kubevirt, release),
          interfaceStatuses: decodeInterfaceStatuses(objectMember(input.vmi, 'status')),
          podStatuses: podStatuses(input),
          current,
        }),
      };
    },
  },
  migrationTarget: {
    missing: 'nothing',
    compute(input, id) {
      return { value: migrationTargetAnnotations(launcherInput(input.vmi, input.kubevirt, releaseOf(id)), podStatuses(input)) };
    },
  },
  podIfaceByNetwork: {
    missing: 'nothing',
    compute(input, id) {
      const release = releaseOf(id);
      const { networks } = launcherInput(input.vmi, input.kubevirt, release).spec;
      return { value: Object.fromEntries(podInterfaces(networks, schemeOfPod(podStatuses(input)), release)) };
    },
  },
  hasOrdinalStatus: {
    missing: 'nothing',
    compute(input, id) {
      const { networks } = launcherInput(input.vmi, input.kubevirt, releaseOf(id)).spec;
      return { value: statusHasOrdinalNames(networks, decodeInterfaceStatuses(objectMember(input.vmi, 'status'))) };
    },
  },
  status: undefined,
  evaluate: undefined,
  evaluateAfterStatus: undefined,
  migration: undefined,
};

function podAnnotation(input: GoldenCase, key: string): string | undefined {
  const value = member(objectMember(input.pod, 'metadata', 'annotations'), key);
  return typeof value === 'string' ? value : undefined;
}

function podStatuses(input: GoldenCase): readonly PodNetworkStatus[] {
  return parseNetworkStatus(podAnnotation(input, NETWORK_STATUS_ANNOTATION));
}
