/** A running VM to start from, small enough to read: a Pod NIC, a bridge NIC on `blue-nad`, a disk, and all that a status says of them. */
import { defaultConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import { reconcile, type Reconciled, type RunningVm } from '../../../server/src/core/kubevirt/live/reconcile.ts';
import { hashedPodInterface } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { newestRelease } from '../../../server/src/core/kubevirt/releases/index.ts';

type Plain = Record<string, unknown>;

export const blueInterface = hashedPodInterface('blue');

export const template = {
  architecture: 'amd64',
  domain: {
    cpu: { cores: 1, sockets: 2, threads: 1 },
    memory: { guest: '2Gi' },
    devices: {
      disks: [{ name: 'root', disk: { bus: 'virtio' } }],
      interfaces: [
        { name: 'default', masquerade: {} },
        { name: 'blue', bridge: {} },
      ],
    },
  },
  networks: [
    { name: 'default', pod: {} },
    { name: 'blue', multus: { networkName: 'blue-nad' } },
  ],
  volumes: [{ name: 'root', persistentVolumeClaim: { claimName: 'root-claim' } }],
};

/** The object with the value at a path of keys and indices; undefined takes it away. */
export function edited<T>(object: T, path: string, value: unknown): T {
  const keys = path.split('.');
  const write = (at: unknown, [key = '', ...rest]: readonly string[]): unknown => {
    const copy = (Array.isArray(at) ? [...(at as unknown[])] : { ...(at as Plain) }) as Plain;
    if (rest.length > 0) copy[key] = write(copy[key], rest);
    else if (value !== undefined) copy[key] = value;
    else if (Array.isArray(at)) return (at as unknown[]).filter((_, index) => index !== Number(key));
    else delete copy[key];
    return copy;
  };
  return write(object, keys) as T;
}

export const vmOf = (spec: unknown, rest: Plain = {}): Plain => ({
  kind: 'VirtualMachine',
  spec: { ...rest, template: { spec } },
});

export const vmi = {
  kind: 'VirtualMachineInstance',
  metadata: { name: 'vm', namespace: 'here' },
  spec: edited(edited(template, 'domain.cpu.maxSockets', 8), 'domain.memory.maxGuest', '8Gi'),
  status: {
    phase: 'Running',
    interfaces: [
      { name: 'default', infoSource: 'domain', podInterfaceName: 'eth0' },
      { name: 'blue', infoSource: 'domain, multus-status', podInterfaceName: blueInterface },
    ],
    memory: { guestAtBoot: '2Gi', guestCurrent: '2Gi', guestRequested: '2Gi' },
    currentCPUTopology: { cores: 1, sockets: 2, threads: 1 },
    conditions: [{ type: 'LiveMigratable', status: 'True' }],
  },
};

export const pod = {
  metadata: {
    annotations: {
      'k8s.v1.cni.cncf.io/networks': `[{"name":"blue-nad","namespace":"here","interface":"${blueInterface}"}]`,
      'k8s.v1.cni.cncf.io/network-status': JSON.stringify([
        { name: 'cluster', interface: 'eth0', default: true },
        { name: 'here/blue-nad', interface: blueInterface },
      ]),
    },
  },
};

export const now = Date.parse('2026-03-01T12:00:00Z');

export const unedited: RunningVm = {
  vm: vmOf(template),
  startRevision: vmOf(template),
  vmi,
  pod,
  now,
  pvcs: undefined,
  release: newestRelease,
  configuration: defaultConfiguration,
  namespace: 'here',
};

/** What comes of another template, and whatever else is different. */
export function afterEdit(spec: unknown, rest: Partial<RunningVm> = {}): Reconciled {
  return running({ ...unedited, vm: vmOf(spec), ...rest });
}

export function running(state: RunningVm): Reconciled {
  const outcome = reconcile(state);
  if (!outcome.isRunning) throw new Error('the VM does not run');
  return outcome;
}
