/**
 * A VM as the VM controller compares and starts it: with the sizes of its instancetype and the wishes of its preference, as far as they
 * are seen. The VM that is stored stays as it is. Truth: `kubevirt/kubevirt · pkg/instancetype/{apply,expand}`,
 * `pkg/instancetype/preference/apply`, v1.6–v1.9.
 */
import { memberAt } from '../admission/admitted-object.ts';
import { applyPreferenceToNetworks, decodePreference } from '../admission/instancetypes.ts';
import { decodeVmiSpec } from '../decode.ts';
import { isObject } from '../go-decode.ts';
import { withMember } from '../live/vmi-patch.ts';
import type { Release } from '../releases/release.ts';
import { type Profiles, templateField, templateOf } from './vm-edit.ts';

type Members = Readonly<Record<string, unknown>>;

export function expandProfiles(vm: unknown, profiles: Profiles, release: Release): unknown {
  const names = (role: 'instancetype' | 'preference'): boolean => isObject(memberAt(vm, `spec.${role}`));
  const sized = names('instancetype') && isObject(profiles.instancetype) ? withSizes(vm, profiles.instancetype) : vm;
  return names('preference') && isObject(profiles.preference) ? withWishes(sized, profiles.preference, release) : sized;
}

/** An instancetype counts in sockets unless its preference says otherwise. */
function withSizes(vm: unknown, instancetype: Members): unknown {
  const [cpu, memory] = [asObject(instancetype['cpu']), asObject(instancetype['memory'])];
  const guest = cpu['guest'];
  return withDomain(vm, (domain) => ({
    ...domain,
    cpu: {
      ...asObject(domain['cpu']),
      ...(guest !== undefined && { sockets: guest, cores: 1, threads: 1 }),
      ...chosen(cpu, ['model', 'maxSockets', 'numa', 'realtime', 'isolateEmulatorThread']),
      ...(cpu['dedicatedCPUPlacement'] !== undefined && { dedicatedCpuPlacement: cpu['dedicatedCPUPlacement'] }),
    },
    memory: { ...asObject(domain['memory']), ...chosen(memory, ['guest', 'maxGuest', 'hugepages']) },
    devices: { ...asObject(domain['devices']), ...chosen(instancetype, ['gpus', 'hostDevices']) },
    ...chosen(instancetype, ['ioThreadsPolicy', 'launchSecurity']),
  }));
}

function withWishes(vm: unknown, preference: Members, release: Release): unknown {
  const { spec } = decodeVmiSpec(templateOf(vm), release);
  const wished = applyPreferenceToNetworks(spec, decodePreference(preference));
  return withDomain(vm, (domain) => {
    const devices = asObject(domain['devices']);
    const interfaces = Array.isArray(devices['interfaces']) ? (devices['interfaces'] as readonly unknown[]) : undefined;
    return {
      ...domain,
      devices: {
        ...devices,
        ...(wished.autoattachPodInterface !== undefined && { autoattachPodInterface: wished.autoattachPodInterface }),
        ...(interfaces && {
          interfaces: interfaces.map((own, index) => {
            const { model = '', masquerade } = wished.interfaces[index] ?? {};
            return { ...asObject(own), ...(model !== '' && { model }), ...(masquerade && { masquerade }) };
          }),
        }),
      },
    };
  });
}

function withDomain(vm: unknown, change: (domain: Members) => Members): unknown {
  const domain = asObject(memberAt(templateOf(vm), 'domain'));
  return withMember(vm, [...templateField.split('.'), 'domain'], change(domain));
}

function chosen(from: Members, keys: readonly string[]): Members {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])));
}

const asObject = (value: unknown): Members => (isObject(value) ? value : {});
