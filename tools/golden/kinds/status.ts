/** `status`: a running VMI with its launcher Pod. */
import { NETWORKS_ANNOTATION, NETWORK_STATUS_ANNOTATION } from '../../../server/src/core/kubevirt/annotation-keys.ts';
import { decodeInterfaceStatuses } from '../../../server/src/core/kubevirt/decode.ts';
import {
  activePodAnnotations,
  migrationTargetAnnotations,
} from '../../../server/src/core/kubevirt/launcher-annotations.ts';
import { podInterfaces, schemeOfPod, statusHasOrdinalNames } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { parseNetworkStatus } from '../../../server/src/core/kubevirt/network-status.ts';
import type { PodNetworkStatus } from '../../../server/src/core/kubevirt/model.ts';
import type { GoldenCase, KindReplay } from '../case.ts';
import { launcherInput, objectMember } from './inputs.ts';

export const status: KindReplay = {
  fields: {
    activePod: {
      missing: 'nothing',
      compute: (input, release) => ({
        value: activePodAnnotations({
          ...launcherInput(input.vmi, input.kubevirt, release),
          interfaceStatuses: decodeInterfaceStatuses(objectMember(input.vmi, 'status')),
          podStatuses: podStatuses(input),
          current: podAnnotation(input, NETWORKS_ANNOTATION) ?? '',
        }),
      }),
    },
    migrationTarget: {
      missing: 'nothing',
      compute: (input, release) => ({
        value: migrationTargetAnnotations(launcherInput(input.vmi, input.kubevirt, release), podStatuses(input)),
      }),
    },
    podIfaceByNetwork: {
      missing: 'nothing',
      compute(input, release) {
        const { networks } = launcherInput(input.vmi, input.kubevirt, release).spec;
        return { value: Object.fromEntries(podInterfaces(networks, schemeOfPod(podStatuses(input)), release)) };
      },
    },
    hasOrdinalStatus: {
      missing: 'nothing',
      compute(input, release) {
        const { networks } = launcherInput(input.vmi, input.kubevirt, release).spec;
        return { value: statusHasOrdinalNames(networks, decodeInterfaceStatuses(objectMember(input.vmi, 'status'))) };
      },
    },
    status: { missing: 'nothing' },
    evaluate: { missing: 'nothing' },
    evaluateAfterStatus: { missing: 'nothing' },
    migration: { missing: 'nothing' },
  },
};

function podAnnotation(input: GoldenCase, key: string): string | undefined {
  const value = objectMember(input.pod, 'metadata', 'annotations')?.[key];
  return typeof value === 'string' ? value : undefined;
}

function podStatuses(input: GoldenCase): readonly PodNetworkStatus[] {
  return parseNetworkStatus(podAnnotation(input, NETWORK_STATUS_ANNOTATION));
}
