/** Dumps of one VM to start from: a few words for each NIC, from which VM, VMI and launcher Pod are written as a cluster would have them. */
import { defaultConfiguration, type ClusterConfiguration } from '../../../server/src/core/kubevirt/configuration.ts';
import { hashedPodInterface } from '../../../server/src/core/kubevirt/name-scheme.ts';
import { newestRelease, type Release } from '../../../server/src/core/kubevirt/releases/index.ts';
import { nicStages } from '../../../server/src/core/kubevirt/status/nic-stages.ts';
import { type Observed, readObserved } from '../../../server/src/core/kubevirt/status/observed.ts';
import type { NicStage } from '../../../server/src/core/kubevirt/status/stage.ts';

export type Plain = Readonly<Record<string, unknown>>;

export const namespace = 'shop';

export interface Nic {
  readonly name: string;
  /** `bridge: {}` unless told otherwise. */
  readonly binding?: Plain;
  /** The NAD of the VMI's network, in the VM's namespace. */
  readonly nad?: string;
  /** Instead of a Multus network. */
  readonly source?: Plain;
  /** What the VM's and the VMI's interface have besides; false: they lack the NIC. */
  readonly vm?: Plain | false;
  readonly vmi?: Plain | false;
  /** `infoSource` of the entry; undefined: there is no entry. */
  readonly sources?: string;
  /** What the entry has besides. */
  readonly entry?: Plain;
  /** The element of the networks annotation: there, with other members, or not there. */
  readonly asked?: Plain | boolean;
  /** The entry of the network-status, likewise. */
  readonly reported?: Plain | boolean;
}

export interface Rest {
  readonly phase?: string;
  readonly conditions?: readonly Plain[];
  /** Further members of the VMI's status. */
  readonly status?: Plain;
  /** Further members of the VMI's spec. */
  readonly spec?: Plain;
  readonly annotations?: Plain;
  readonly vmConditions?: readonly Plain[];
  readonly vm?: false;
  readonly vmi?: false;
  readonly pod?: false;
  readonly podPhase?: string;
  readonly podStatus?: Plain;
  readonly podMetadata?: Plain;
  /** Further entries of the network-status. */
  readonly foreign?: readonly Plain[];
  /** Further annotations of the Pod; undefined takes one away. */
  readonly podAnnotations?: Plain;
  readonly release?: Release;
  readonly configuration?: ClusterConfiguration;
  readonly updateMethods?: readonly string[];
}

/** The Pod NIC of all VMs here, as it is when all is well. */
export const primary: Nic = {
  name: 'default',
  binding: { masquerade: {} },
  source: { pod: {} },
  sources: 'domain, guest-agent',
  entry: {
    podInterfaceName: 'eth0',
    mac: '02:00:00:00:07:01',
    ipAddress: '10.128.3.17',
    ipAddresses: ['10.128.3.17'],
    interfaceName: 'enp1s0',
    queueCount: 1,
    linkState: 'up',
  },
};

export const condition = (type: string, status: string, rest: Plain = {}): Plain => ({ type, status, ...rest });
export const agent = condition('AgentConnected', 'True');
export const migratable = condition('LiveMigratable', 'True');
export const started = '2026-04-02T08:00:00Z';
/** So many seconds after the start. */
export const after = (seconds: number): string => new Date(Date.parse(started) + seconds * 1000).toISOString();
/** Something else that changed, by which it is known how late it is. */
export const clock = (seconds: number): Plain => condition('Ready', 'True', { lastTransitionTime: after(seconds) });

/** A secondary NIC at all its places. */
export const healthy: Nic = {
  name: 'stock',
  sources: 'domain, guest-agent, multus-status',
  asked: true,
  reported: true,
  entry: {
    mac: '02:00:00:00:07:02',
    ipAddress: '192.168.9.4',
    ipAddresses: ['192.168.9.4'],
    interfaceName: 'enp2s0',
    queueCount: 1,
    linkState: 'up',
  },
};

export function objectsOf(nics: readonly Nic[], rest: Rest = {}): { vm: unknown; vmi: unknown; pod: unknown } {
  const all = nics.some((nic) => nic.source !== undefined && 'pod' in nic.source) ? nics : [primary, ...nics];
  const specOf = (which: 'vm' | 'vmi'): Plain => {
    const own = all.filter((nic) => nic[which] !== false);
    return {
      architecture: 'amd64',
      domain: {
        memory: { guest: '4Gi' },
        devices: {
          interfaces: own.map((nic) => ({ name: nic.name, ...(nic.binding ?? { bridge: {} }), ...(nic[which] ?? {}) })),
        },
      },
      networks: own.map((nic) => ({
        name: nic.name,
        ...(nic.source ?? { multus: { networkName: nic.nad ?? `${nic.name}-nad` } }),
      })),
      ...(which === 'vmi' ? rest.spec : {}),
    };
  };
  return {
    vm: {
      kind: 'VirtualMachine',
      metadata: { name: 'till', namespace },
      spec: { template: { spec: specOf('vm') } },
      status: { printableStatus: 'Running', conditions: rest.vmConditions ?? [] },
    },
    vmi: {
      kind: 'VirtualMachineInstance',
      metadata: { name: 'till', namespace, creationTimestamp: started, annotations: rest.annotations ?? {} },
      spec: specOf('vmi'),
      status: {
        phase: rest.phase ?? 'Running',
        activePods: { 'pod-uid': 'node-1' },
        conditions: rest.conditions ?? [],
        interfaces: all.flatMap((nic) => (nic.sources === undefined ? [] : [entryOf(nic)])),
        ...rest.status,
      },
    },
    pod: podOf(all, rest),
  };
}

function entryOf(nic: Nic): Plain {
  const named = nic.name === '' ? {} : { name: nic.name };
  const isMultus = nic.name !== '' && nic.source === undefined;
  return {
    ...named,
    ...(isMultus && { podInterfaceName: hashedPodInterface(nic.name) }),
    ...(nic.sources !== '' && { infoSource: nic.sources }),
    ...nic.entry,
  };
}

function podOf(nics: readonly Nic[], rest: Rest): Plain {
  const elements = nics.flatMap((nic) =>
    nic.asked === undefined || nic.asked === false
      ? []
      : [
          {
            name: nic.nad ?? `${nic.name}-nad`,
            namespace,
            interface: hashedPodInterface(nic.name),
            ...(typeof nic.asked === 'object' && nic.asked),
          },
        ],
  );
  const reports = nics.flatMap((nic) =>
    nic.reported === undefined || nic.reported === false
      ? []
      : [
          {
            name: `${namespace}/${nic.nad ?? `${nic.name}-nad`}`,
            interface: hashedPodInterface(nic.name),
            ...(typeof nic.reported === 'object' && nic.reported),
          },
        ],
  );
  const eth0 = { name: 'cluster', interface: 'eth0', default: true };
  const isUp = rest.podPhase === undefined || rest.podPhase === 'Running';
  return {
    kind: 'Pod',
    metadata: {
      name: 'virt-launcher-till-x2x2x',
      namespace,
      annotations: {
        ...(elements.length > 0 && { 'k8s.v1.cni.cncf.io/networks': JSON.stringify(elements) }),
        ...(isUp && {
          'k8s.v1.cni.cncf.io/network-status': JSON.stringify([eth0, ...reports, ...(rest.foreign ?? [])]),
        }),
        ...rest.podAnnotations,
      },
      ...rest.podMetadata,
    },
    status: {
      phase: rest.podPhase ?? 'Running',
      podIP: '10.128.3.17',
      conditions: [condition('Ready', isUp ? 'True' : 'False')],
      ...rest.podStatus,
    },
  };
}

export function observe(nics: readonly Nic[], rest: Rest = {}): Observed {
  const { vm, vmi, pod } = objectsOf(nics, rest);
  return readObserved({
    ...(rest.vm !== false && { vm }),
    ...(rest.vmi !== false && { vmi }),
    ...(rest.pod !== false && { pod }),
    namespace,
    release: rest.release ?? newestRelease,
    configuration: rest.configuration ?? defaultConfiguration,
    updateMethods: rest.updateMethods,
  });
}

/** The stage of one NIC of a dump. */
export function stageIn(observed: Observed, network: string): NicStage {
  const found = nicStages(observed).find((nic) => nic.network === network);
  if (!found) throw new Error(`no NIC ${network}`);
  return found;
}
