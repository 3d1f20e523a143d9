/** `create`: a VM or VMI manifest as given and on its way to a launcher Pod. */
import { discontinuedBindingCauses } from '../../../server/src/core/kubevirt/admission/bindings.ts';
import { statusCause } from '../../../server/src/core/kubevirt/admission/cause.ts';
import { networkCauses } from '../../../server/src/core/kubevirt/admission/network.ts';
import { setDefaultNetworkInterface } from '../../../server/src/core/kubevirt/interface-defaults.ts';
import { freshLauncherAnnotations } from '../../../server/src/core/kubevirt/launcher-annotations.ts';
import type { Interface, Network } from '../../../server/src/core/kubevirt/model.ts';
import { generateCniAnnotation } from '../../../server/src/core/kubevirt/multus-annotation.ts';
import { podInterfaces } from '../../../server/src/core/kubevirt/name-scheme.ts';
import type { Json, KindReplay } from '../case.ts';
import { networkMigrationBlocker } from '../../../server/src/core/kubevirt/migratability.ts';
import { recordedSchema, sameSchemaAnswer, schemaCausesOf } from '../schema-causes.ts';
import {
  admitCreation,
  decodeErrorOf,
  isRefusedBeforeStart,
  sameAdmission,
  sameDecodeError,
  startRefusalOf,
  vmSpecCauses,
} from './admissions.ts';
import { launcherInput, member, objectMember } from './inputs.ts';

export const create: KindReplay = {
  fields: {
    cni: {
      missing: 'nothing',
      compute({ manifest, kubevirt }, release) {
        const { namespace, spec, configuration } = launcherInput(manifest, kubevirt, release);
        const cni = generateCniAnnotation({
          namespace,
          interfaces: spec.interfaces,
          networks: spec.networks,
          names: podInterfaces(spec.networks, 'hashed', release),
          bindings: configuration.bindings,
        });
        if ('panic' in cni) return { panic: true };
        return { value: 'error' in cni ? { error: cni.error } : cni.value === '' ? undefined : cni.value };
      },
    },
    pod: {
      missing: 'nothing',
      compute(input, release) {
        if (isRefusedBeforeStart(input, release)) return { value: undefined };
        const { manifest, kubevirt } = input;
        const made = freshLauncherAnnotations(launcherInput(manifest, kubevirt, release));
        return { value: made.error === undefined ? { ...made.annotations } : { error: made.error } };
      },
    },
    defaulted: {
      missing: 'nothing',
      compute(input, release) {
        if (isRefusedBeforeStart(input, release)) return { value: undefined };
        const { manifest, kubevirt } = input;
        const { spec, configuration } = launcherInput(manifest, kubevirt, release);
        const made = setDefaultNetworkInterface(spec, configuration);
        if ('error' in made || !made.changed) return { value: undefined };
        return { value: { interfaces: made.spec.interfaces.map(written), networks: made.spec.networks.map(written) } };
      },
    },
    net: {
      missing: 'nothing',
      compute({ manifest, kubevirt }, release) {
        const { spec, configuration } = launcherInput(manifest, kubevirt, release);
        const isVm = member(manifest, 'kind') === 'VirtualMachine';
        const causes = networkCauses({ spec, configuration, release, field: isVm ? 'spec.template.spec' : 'spec' });
        return { value: causes.map((cause) => ({ ...statusCause(cause) })) };
      },
    },
    netCreation: {
      missing: 'nothing',
      compute({ manifest, kubevirt }, release) {
        const { spec } = launcherInput(manifest, kubevirt, release);
        const causes = discontinuedBindingCauses({ spec, release }, 'spec');
        return { value: causes.length === 0 ? undefined : causes.map((cause) => ({ ...statusCause(cause) })) };
      },
    },
    schema: {
      missing: 'nothing',
      compute({ manifest }, release) {
        return { value: recordedSchema(schemaCausesOf(String(member(manifest, 'kind')), release, manifest)) };
      },
      agrees: sameSchemaAnswer,
    },
    admit: { missing: 'nothing', compute: admitCreation, agrees: sameAdmission },
    // Recorded only where discontinued bindings stop the admission of a VM.
    vmSpec: { missing: 'not-applicable', compute: vmSpecCauses },
    start: { missing: 'nothing', compute: startRefusalOf },
    notMigratable: {
      missing: 'nothing',
      compute(input, release) {
        if (isRefusedBeforeStart(input, release)) return { value: undefined };
        const { manifest, kubevirt } = input;
        const { spec, configuration } = launcherInput(manifest, kubevirt, release);
        const made = setDefaultNetworkInterface(spec, configuration);
        const isVm = member(manifest, 'kind') === 'VirtualMachine';
        const metadata = isVm
          ? objectMember(manifest, 'spec', 'template', 'metadata')
          : objectMember(manifest, 'metadata');
        const annotations = objectMember(metadata, 'annotations') ?? {};
        return {
          value:
            'error' in made
              ? undefined
              : networkMigrationBlocker({ spec: made.spec, annotations, release, configuration }),
        };
      },
    },
    decodeError: { missing: 'nothing', compute: decodeErrorOf, agrees: sameDecodeError },
  },
  // What Go cannot decode it looks at no further.
  applies: (field, _, result) => field === 'decodeError' || result['decodeError'] === undefined,
};

/** As Go writes the type: empty members are left out. */
function written(value: Interface | Network): Json {
  const compact = (inner: unknown): Json | undefined => {
    if (inner === '' || inner === 0 || inner === false || inner === undefined) return undefined;
    if (Array.isArray(inner)) return inner.length === 0 ? undefined : inner.map((member) => compact(member) ?? null);
    if (typeof inner === 'object' && inner !== null)
      return Object.fromEntries(
        Object.entries(inner).flatMap(([key, member]) => {
          const kept = compact(member);
          return kept === undefined ? [] : [[key, kept]];
        }),
      );
    return inner as Json;
  };
  return compact(value) ?? {};
}
