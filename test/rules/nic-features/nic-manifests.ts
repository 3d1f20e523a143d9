/** Faults of NICs that KubeVirt accepts, for manifests at random; and the rules that tell them. */
import type { Fault, Plain } from '../fixes/generated-manifests.ts';
import { put } from '../fixes/generated-manifests.ts';

const annotate = (metadata: Plain, key: string, value: string): void =>
  put(metadata, 'annotations', { ...(metadata['annotations'] as Plain | undefined), [key]: value });

const bind = (own: Plain | undefined, binding: string): void => {
  if (!own) return;
  for (const key of ['masquerade', 'bridge', 'sriov', 'passtBinding']) Reflect.deleteProperty(own, key);
  own[binding] = {};
};

export const nicRules: readonly string[] = [
  'autoattach-without-effect',
  'duplicate-mac-address',
  'ignored-nic-field',
  'istio-needs-masquerade',
  'istio-reserved-port',
  'link-down-with-probe',
  'misplaced-annotation',
  'network-blocks-migration',
  'network-data-mac-mismatch',
  'no-pod-interface',
  'probe-port-not-forwarded',
  'unread-network-annotation',
  'unusable-mac-address',
  'unusable-vm-network',
];

export const nicFaults: readonly Fault[] = [
  ({ interfaces, spec }, pick) => {
    bind(interfaces[0], 'bridge');
    if (pick([true, false])) spec['evictionStrategy'] = 'LiveMigrate';
  },
  ({ interfaces, networks, spec, devices }, pick) => {
    interfaces.splice(0);
    networks.splice(0);
    spec['evictionStrategy'] = 'LiveMigrate';
    if (pick([true, false])) devices['autoattachPodInterface'] = true;
  },
  ({ interfaces, networks }) => {
    interfaces.splice(0, interfaces.length, { name: 'lan', bridge: {} });
    networks.splice(0, networks.length, { name: 'lan', multus: { networkName: 'vlan100' } });
  },
  ({ devices }, pick) => (devices['autoattachPodInterface'] = pick([true, false])),
  ({ object }, pick) =>
    annotate(
      object['metadata'] as Plain,
      pick(['kubevirt.io/allow-pod-bridge-network-live-migration', 'sidecar.istio.io/inject']),
      'true',
    ),
  ({ metadata, interfaces }, pick) => {
    annotate(metadata, 'sidecar.istio.io/inject', 'true');
    bind(interfaces[0], pick(['bridge', 'masquerade']));
    if (interfaces[0]) interfaces[0]['ports'] = [{ port: 80 }, { port: pick([15001, 15020, 9090]) }];
  },
  ({ metadata }, pick) =>
    annotate(metadata, pick(['k8s.v1.cni.cncf.io/network', 'v1.multus-cni.io/default-networks']), 'vlan100'),
  ({ interfaces }) => interfaces.forEach((own, at) => at > 0 && (own['ports'] = [{ port: 80 }])),
  ({ interfaces }, pick) => {
    bind(interfaces[1], 'sriov');
    Object.assign(interfaces[1] ?? {}, pick<Plain>([{ model: 'e1000e' }, { dhcpOptions: { tftpServerName: 'boot' } }]));
  },
  ({ interfaces, spec }, pick) => {
    if (interfaces[0]) interfaces[0]['ports'] = [{ port: 80, name: 'web' }];
    spec[pick(['readinessProbe', 'livenessProbe'])] = { tcpSocket: { port: pick<number | string>([22, 'ssh', 80]) } };
  },
  ({ interfaces, spec }, pick) => {
    if (interfaces[0]) interfaces[0]['state'] = 'down';
    spec[pick(['readinessProbe', 'livenessProbe'])] = { httpGet: { port: 80 } };
  },
  ({ interfaces }, pick) =>
    interfaces.forEach((own) => (own['macAddress'] = pick(['02:aa:00:00:00:01', '02-AA-00-00-00-01']))),
  ({ interfaces }, pick) => {
    const own = interfaces.at(-1);
    if (own) own['macAddress'] = pick(['01:00:5e:00:00:01', '00:00:00:00:00:00']);
  },
  ({ networks }, pick) => {
    if (networks[0]?.['pod']) networks[0]['pod'] = { vmNetworkCIDR: pick(['10.0.2.0/31', 'here', '10.0.2.0/30']) };
  },
  ({ volumes }, pick) =>
    volumes.push({
      name: 'init',
      cloudInitNoCloud: {
        networkData: pick([
          'version: 2\nethernets:\n  lan:\n    match:\n      macaddress: 02:aa:00:00:00:07\n    dhcp4: true\n',
          'version: 1\nconfig:\n  - type: physical\n    name: eth0\n    mac_address: "02:aa:00:00:00:08"\n',
        ]),
      },
    }),
];
