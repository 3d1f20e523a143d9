/** VMs with the networks around them, each another way from the guest to the node; what the picture's tests draw. */
import type { Files } from '../commands/files.ts';

interface Nic {
  readonly interface: string;
  readonly network: string;
}

/** A VM of NICs given in flow style, without the name that both lists share. */
function vm(nics: Readonly<Record<string, Nic>>): string {
  const list = (of: keyof Nic): string =>
    Object.entries(nics)
      .map(([name, nic]) => `        ${of === 'interface' ? '    ' : ''}- { name: ${name}, ${nic[of]} }\n`)
      .join('');
  return `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      domain:
        devices:
          interfaces:
${list('interface')}      networks:
${list('network')}`;
}

function nad(name: string, config: object, namespace = 'shop', resource?: string): string {
  const annotations = resource === undefined ? '' : `\n  annotations: { k8s.v1.cni.cncf.io/resourceName: ${resource} }`;
  return `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: ${name}
  namespace: ${namespace}${annotations}
spec:
  config: '${JSON.stringify({ cniVersion: '1.0.0', name, ...config })}'
`;
}

const pod = { interface: 'masquerade: {}', network: 'pod: {}' };
const bridged = (reference: string, more = ''): Nic => ({
  interface: `bridge: {}${more}`,
  network: `multus: { networkName: ${reference} }`,
});
const bridge = (name: string, vlan?: number): string =>
  nad(name, { type: 'bridge', bridge: 'br1', ...(vlan !== undefined && { vlan }) });

/** A running VMI whose NICs are at different stages, with one that the guest made by itself. */
const runningVmi = `apiVersion: kubevirt.io/v1
kind: VirtualMachineInstance
metadata:
  name: web
  namespace: shop
  uid: 11111111-2222-4333-8444-555555555555
  creationTimestamp: "2026-01-05T08:00:00Z"
spec:
  domain:
    devices:
      interfaces:
        - { name: default, masquerade: {} }
        - { name: blue, bridge: {} }
        - { name: green, bridge: {} }
        - { name: late, bridge: {} }
  networks:
    - { name: default, pod: {} }
    - { name: blue, multus: { networkName: vlan100 } }
    - { name: green, multus: { networkName: vlan100 } }
    - { name: late, multus: { networkName: vlan200 } }
status:
  phase: Running
  nodeName: worker-1
  activePods: { 99999999-2222-4333-8444-555555555555: worker-1 }
  conditions:
    - { type: Ready, status: "True", lastProbeTime: null, lastTransitionTime: "2026-01-05T08:01:00Z" }
    - { type: AgentConnected, status: "True", lastProbeTime: "2026-01-05T08:02:00Z", lastTransitionTime: null }
    - type: Synchronized
      status: "False"
      reason: Synchronizing with the Domain failed.
      message: 'server error. command SyncVMI failed: "LibvirtError(Code=1, Domain=20, Message=''internal error: No more available PCI slots'')"'
      lastProbeTime: null
      lastTransitionTime: "2026-01-05T09:00:00Z"
  interfaces:
    - { name: default, infoSource: "domain, guest-agent", interfaceName: enp1s0, ipAddress: 10.244.1.7, ipAddresses: [10.244.1.7], mac: "02:00:00:00:00:01", podInterfaceName: eth0, queueCount: 1 }
    - { name: blue, infoSource: "domain, guest-agent, multus-status", interfaceName: enp2s0, ipAddress: 10.9.0.4, ipAddresses: [10.9.0.4], mac: "02:00:00:00:00:02", podInterfaceName: pod16477688c0e, queueCount: 1 }
    - { name: green, infoSource: multus-status, podInterfaceName: podba4788b226a }
    - { infoSource: guest-agent, interfaceName: docker0, ipAddress: 172.17.0.1, ipAddresses: [172.17.0.1], mac: "02:42:11:22:33:44" }
`;

const launcherPod = `apiVersion: v1
kind: Pod
metadata:
  name: virt-launcher-web-abcde
  namespace: shop
  uid: 99999999-2222-4333-8444-555555555555
  creationTimestamp: "2026-01-05T08:00:05Z"
  labels: { kubevirt.io: virt-launcher, vm.kubevirt.io/name: web }
  annotations:
    kubevirt.io/domain: web
    k8s.v1.cni.cncf.io/networks: '[{"name":"vlan100","namespace":"shop","interface":"pod16477688c0e"},{"name":"vlan100","namespace":"shop","interface":"podba4788b226a"}]'
    k8s.v1.cni.cncf.io/network-status: '[{"name":"cni","interface":"eth0","ips":["10.244.1.7"],"default":true,"dns":{}},{"name":"shop/vlan100","interface":"pod16477688c0e","dns":{}},{"name":"shop/vlan100","interface":"podba4788b226a","dns":{}}]'
  ownerReferences:
    - { apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, name: web, uid: 11111111-2222-4333-8444-555555555555, controller: true }
spec:
  nodeName: worker-1
  containers: [{ name: compute, image: launcher }]
status: { phase: Running }
`;

/** By name; the VM is in `vm.yaml`. */
export const topologies: Readonly<Record<string, Files>> = {
  'single-masquerade': { 'vm.yaml': vm({ default: pod }) },

  'bridge-secondary': {
    'vm.yaml': vm({ default: pod, blue: bridged('vlan100', ', macAddress: "02:00:00:aa:bb:01"') }),
    'nads.yaml': bridge('vlan100', 100),
  },

  'two-nics-on-one-nad': {
    'vm.yaml': vm({ default: pod, left: bridged('lan', ', model: e1000e'), right: bridged('shop/lan') }),
    'nads.yaml': nad('lan', { plugins: [{ type: 'bridge', bridge: 'br1' }, { type: 'tuning' }] }),
  },

  sriov: {
    'vm.yaml': vm({
      default: pod,
      blue: bridged('vlan100'),
      fast: { interface: 'sriov: {}', network: 'multus: { networkName: fast-nets/vf-a }' },
      faster: {
        interface: 'sriov: {}, macAddress: "02:00:00:aa:bb:03"',
        network: 'multus: { networkName: fast-nets/vf-b }',
      },
    }),
    'nads.yaml': [
      bridge('vlan100', 100),
      nad('vf-a', { type: 'sriov', vlan: 200 }, 'fast-nets', 'example.com/fast_vfs'),
      nad('vf-b', { type: 'sriov', vlan: 300 }, 'fast-nets', 'example.com/fast_vfs'),
    ].join('---\n'),
  },

  'plugin-binding': {
    'vm.yaml': vm({
      default: { interface: 'binding: { name: passt }', network: 'pod: {}' },
      lan: { interface: 'binding: { name: lan-tap }', network: 'multus: { networkName: lan }' },
      strange: { interface: 'binding: { name: not-registered }', network: 'multus: { networkName: lan }' },
    }),
    'nads.yaml': nad('lan', { type: 'macvlan', master: 'eth1' }),
    '.virtlens.yaml':
      'release: v1.9\nconfiguration: { network: { binding: { passt: { networkAttachmentDefinition: shop/passt }, lan-tap: { domainAttachmentType: managedTap } } } }\n',
  },

  'multus-default': {
    'vm.yaml': vm({
      default: { interface: 'bridge: {}', network: 'multus: { networkName: edge/uplink, default: true }' },
      blue: bridged('vlan100'),
    }),
    'nads.yaml': [
      bridge('vlan100', 100),
      nad('uplink', { type: 'ipvlan', master: 'bond0.20', ipam: { type: 'whereabouts' } }, 'edge'),
    ].join('---\n'),
  },

  'ovn-localnet': {
    'vm.yaml': vm({ default: pod, phys: bridged('phys'), east: bridged('east'), other: bridged('phys-300') }),
    'nads.yaml': [
      nad('phys', {
        type: 'ovn-k8s-cni-overlay',
        topology: 'localnet',
        netAttachDefName: 'shop/phys',
        physicalNetworkName: 'physnet',
        vlanID: 200,
      }),
      nad('phys-300', {
        type: 'ovn-k8s-cni-overlay',
        topology: 'localnet',
        netAttachDefName: 'shop/phys-300',
        physicalNetworkName: 'physnet',
        vlanID: 300,
      }),
      nad('east', {
        type: 'ovn-k8s-cni-overlay',
        topology: 'layer2',
        netAttachDefName: 'shop/east',
        subnets: '10.7.0.0/16',
      }),
    ].join('---\n'),
  },

  'resource-claim': {
    'vm.yaml': vm({
      default: pod,
      dra: { interface: 'sriov: {}', network: 'resourceClaim: { claimName: fast-nic, requestName: vf }' },
    }),
    '.virtlens.yaml': 'release: v1.9\n',
  },

  'ten-nics': {
    'vm.yaml': vm({
      default: pod,
      a1: bridged('vlan10'),
      b1: bridged('vlan20'),
      a2: bridged('vlan10'),
      c1: bridged('vlan30'),
      b2: bridged('vlan20'),
      fast: { interface: 'sriov: {}', network: 'multus: { networkName: vf }' },
      mac: bridged('macvlan', ', macAddress: "02:00:00:aa:bb:08"'),
      a3: bridged('vlan10'),
      unseen: bridged('elsewhere/not-here'),
    }),
    'nads.yaml': [
      ...[10, 20, 30].map((vlan) => bridge(`vlan${vlan}`, vlan)),
      nad('vf', { type: 'sriov', vlan: 40 }, 'shop', 'example.com/vfs'),
      nad('macvlan', { type: 'macvlan', master: 'eth1' }),
    ].join('---\n'),
  },

  'nad-not-seen': {
    'vm.yaml': vm({
      default: pod,
      far: bridged('a-namespace-with-a-rather-long-name/and-a-network-that-is-called-at-great-length'),
      orphan: { interface: 'bridge: {}', network: 'pod: {}, multus: { networkName: both } }' },
    }).replace('both } } }', 'both } }'),
  },

  template: {
    'vm.yaml': vm({
      default: pod,
      '"{{ .Values.nic }}"': { interface: 'bridge: {}', network: 'multus: { networkName: "{{ .Values.nad }}" }' },
      blue: bridged('"{{ .Values.prefix }}-net"', ', macAddress: "{{ .Values.mac }}"'),
    }),
  },

  dump: {
    'vm.yaml': runningVmi,
    'pod.yaml': launcherPod,
    'nads.yaml': [bridge('vlan100', 100), bridge('vlan200', 200)].join('---\n'),
  },

  implicit: {
    'vm.yaml': `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: { name: web, namespace: shop }
spec: { template: { spec: { domain: { devices: {} } } } }
`,
  },

  'no-nic': {
    'vm.yaml': `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: { name: web, namespace: shop }
spec: { template: { spec: { domain: { devices: { autoattachPodInterface: false } } } } }
`,
  },

  hostile: {
    'vm.yaml': vm({
      default: pod,
      '"<script>alert(1)</script>"': bridged('"a&b/\\"quoted\\"--><!--]]>"'),
      '"\\u202Eesrever 한국어 이름 🙂 with spaces"': bridged('"]]></style><g onload=x>"', ', macAddress: "\\"`#;end"'),
    }),
  },
};
