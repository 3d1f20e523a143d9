/**
 * What an instancetype and a preference do to a VM before it is judged: fields that clash, and what they fill in. Where one is named but not
 * seen, what it could settle is marked. Truth: `kubevirt/kubevirt · pkg/instancetype/apply`,
 * `pkg/instancetype/preference/apply/{interface,device}.go`, v1.6–v1.9.
 */
import * as go from '../go-decode.ts';
import type { Domain, Machine } from '../machine-model.ts';
import type { Empty, VmiSpec } from '../model.ts';
import { type Quantity, parseQuantity } from '../quantity.ts';
import { type Cause, invalid } from './cause.ts';
import type { VmSettings } from './virtual-machine.ts';

interface Instancetype {
  readonly cpu: { readonly guest: number; readonly maxSockets?: number };
  readonly memory: { readonly guest: string };
}

/** `spec` of an instancetype: only what is there counts. */
export type InstancetypeSpec = Readonly<Record<string, unknown>>;

export interface Preference {
  readonly devices: {
    readonly preferredInterfaceModel: string;
    readonly preferredInterfaceMasquerade?: Empty;
    readonly preferredAutoattachPodInterface?: boolean;
  };
  readonly features: { readonly preferredSmm?: { readonly enabled?: boolean } };
}

const preference = go.struct<Preference>({
  devices: go.struct<Preference['devices']>({
    preferredInterfaceModel: go.text,
    preferredInterfaceMasquerade: go.optional(go.struct<Empty>({})),
    preferredAutoattachPodInterface: go.optional(go.flag),
  }),
  features: go.struct<Preference['features']>({
    preferredSmm: go.optional(go.struct<{ enabled?: boolean }>({ enabled: go.optional(go.flag) })),
  }),
});

/** Reads the `spec` of a preference. */
export function decodePreference(value: unknown): Preference {
  return preference(value, '', []);
}

/**
 * Fields of a VM that clash with its instancetype. Some do whatever it says, if it is there at all; others only with what
 * it sets, and are left out where it is not seen. `field` is that of the VM's `spec`, `specField` that of the VMI spec.
 */
export function instancetypeCauses(
  { instancetype }: VmSettings,
  { domain }: Machine,
  seen: InstancetypeSpec | undefined,
  field: string,
  specField: string,
): readonly Cause[] {
  if (!instancetype) return [];
  const chosen = `${field}.instancetype`;
  // Of memory KubeVirt tells the first clash only; the others come when that is mended.
  const [memory, ...behind] = memoryClashes(domain, seen);
  return [...cpuClashes(domain, seen), ...(memory === undefined ? [] : [memory])].map((path) => {
    const at = `${specField}.domain.${path}`;
    return invalid('instancetype-conflict', `VM field(s) ${at} conflicts with selected instance type`, at, {
      on: 'key',
      evidence: [at, chosen],
      related: [{ field: chosen, relation: 'conflicts-with' }],
      ...(seen === undefined && { unlessFrom: 'instancetype' }),
      data: { path, behind: path === memory ? behind.map((other) => `${specField}.domain.${other}`) : [] },
    });
  });
}

function cpuClashes({ cpu, resources }: Domain, seen: InstancetypeSpec | undefined): readonly string[] {
  const own = go.isObject(seen?.['cpu']) ? seen['cpu'] : {};
  const sets = (key: string): boolean => own[key] !== undefined && own[key] !== null;
  const clashes: readonly (readonly [string, boolean])[] = [
    ['resources.requests.cpu', resources.requests.has('cpu')],
    ['resources.limits.cpu', resources.limits.has('cpu')],
    ['cpu.sockets', (cpu?.sockets ?? 0) !== 0],
    ['cpu.cores', (cpu?.cores ?? 0) !== 0],
    ['cpu.threads', (cpu?.threads ?? 0) !== 0],
    ['cpu.model', (cpu?.model ?? '') !== '' && sets('model')],
    ['cpu.dedicatedCPUPlacement', cpu?.dedicatedCpuPlacement === true && sets('dedicatedCPUPlacement')],
    ['cpu.isolateEmulatorThread', cpu?.isolateEmulatorThread === true && sets('isolateEmulatorThread')],
    ['cpu.numa', cpu?.numa !== undefined && sets('numa')],
    ['cpu.realtime', cpu?.realtime !== undefined && sets('realtime')],
  ];
  return clashes.filter(([, clashesWith]) => clashesWith).map(([path]) => path);
}

function memoryClashes({ memory, resources }: Domain, seen: InstancetypeSpec | undefined): readonly string[] {
  const own = go.isObject(seen?.['memory']) ? seen['memory'] : {};
  const clashes: readonly (readonly [string, boolean])[] = [
    ['memory.guest', memory?.guest !== undefined],
    ['memory.hugepages', memory?.hugepages !== undefined && own['hugepages'] !== undefined],
    ['memory.maxGuest', memory?.maxGuest !== undefined && own['maxGuest'] !== undefined],
    ['resources.requests.memory', resources.requests.has('memory')],
    ['resources.limits.memory', resources.limits.has('memory')],
  ];
  return clashes.filter(([, clashesWith]) => clashesWith).map(([path]) => path);
}

const instancetypeSizes = go.struct<Instancetype>({
  cpu: go.struct<Instancetype['cpu']>({ guest: go.uint32, maxSockets: go.optional(go.uint32) }),
  memory: go.struct<Instancetype['memory']>({ guest: go.text }),
});

/** The machine with an instancetype's memory and CPUs; for one that does not clash. */
export function applyInstancetype(machine: Machine, seen: InstancetypeSpec): Machine {
  const { cpu, memory } = instancetypeSizes(seen, '', []);
  const guest: Quantity | undefined = parseQuantity(memory.guest);
  const own = machine.domain.cpu;
  return {
    ...machine,
    domain: {
      ...machine.domain,
      cpu: {
        model: '',
        dedicatedCpuPlacement: false,
        isolateEmulatorThread: false,
        features: [],
        ...own,
        sockets: cpu.guest,
        cores: 1,
        threads: 1,
        maxSockets: cpu.maxSockets ?? own?.maxSockets ?? 0,
      },
      memory: { ...machine.domain.memory, ...(guest && { guest }) },
    },
  };
}

/** Networks as a preference leaves them: models, and masquerade for Pod NICs without any binding. */
export function applyPreferenceToNetworks(spec: VmiSpec, { devices }: Preference): VmiSpec {
  const { preferredInterfaceModel: model, preferredInterfaceMasquerade: masquerade } = devices;
  const autoattach = spec.autoattachPodInterface ?? devices.preferredAutoattachPodInterface;
  return {
    ...spec,
    ...(autoattach !== undefined && { autoattachPodInterface: autoattach }),
    interfaces: spec.interfaces.map((own) => ({
      ...own,
      model: own.model === '' ? model : own.model,
      ...(masquerade && !hasBinding(own) && isOnPod(spec, own.name) && { masquerade }),
    })),
  };
}

export function applyPreferenceToMachine(machine: Machine, { features }: Preference): Machine {
  if (!features.preferredSmm || machine.domain.features?.smm) return machine;
  return { ...machine, domain: { ...machine.domain, features: { smm: features.preferredSmm } } };
}

function hasBinding(own: VmiSpec['interfaces'][number]): boolean {
  const { bridge, slirp, masquerade, sriov, macvtap, passt, passtBinding, binding } = own;
  return [bridge, slirp, masquerade, sriov, macvtap, passt, passtBinding, binding].some((one) => one !== undefined);
}

/** Here the first network of a name counts. */
function isOnPod({ networks }: VmiSpec, name: string): boolean {
  return networks.find((network) => network.name === name)?.pod !== undefined;
}

/** Marks what an instancetype or preference that is not seen may settle. */
export function markUnseen(
  cause: Cause,
  spec: VmiSpec,
  unseen: { readonly instancetype: boolean; readonly preference: boolean },
): Cause {
  const { family, data = {} } = cause;
  if (unseen.preference && family === 'missing-binding') {
    const name = spec.interfaces[Number(data['interface'])]?.name;
    return name !== undefined && isOnPod(spec, name) ? { ...cause, unlessFrom: 'preference' } : cause;
  }
  if (unseen.preference && family === 'invalid-firmware' && data['fault'] === 'secure-boot-without-smm')
    return data['smm'] === undefined ? { ...cause, unlessFrom: 'preference' } : cause;
  if (unseen.preference && family === 'default-interface-not-available') return { ...cause, unlessFrom: 'preference' };
  if (unseen.preference && family === 'invalid-launch-security' && data['fault'] === 'uefi')
    return { ...cause, unlessFrom: 'preference' };
  if (unseen.instancetype && (family === 'invalid-memory-hotplug' || family === 'invalid-cpu-placement'))
    return { ...cause, unlessFrom: 'instancetype' };
  return cause;
}
