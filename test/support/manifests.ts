/** Manifests that several suites use, written the way people write them. */

/** A VM of `tenant-a` with the Pod network and two secondary networks. */
export const twoNetworks = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: router
  namespace: tenant-a
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        devices:
          interfaces:
            - name: default
              masquerade: {}
            - name: blue
              bridge: {}
        memory: { guest: 1Gi }
      networks:
        - name: default
          pod: {}
        - name: blue
          multus:
            networkName: vlan100
`;

export const blueNad = `apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: vlan100
  namespace: tenant-a
spec:
  config: '{"cniVersion": "0.3.1", "type": "bridge", "bridge": "br1"}'
`;

/** A VM whose NIC uses a network binding plugin. */
export const pluginVm = (plugin: string): string => `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: web
  namespace: tenant-a
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        devices:
          interfaces:
            - name: default
              binding:
                name: ${plugin}
        memory: { guest: 1Gi }
      networks:
        - name: default
          pod: {}
`;

export const kubevirtWith = (plugin: string, release = 'v1.9.0'): string => `apiVersion: kubevirt.io/v1
kind: KubeVirt
metadata:
  name: kubevirt
  namespace: kubevirt
spec:
  configuration:
    network:
      binding:
        ${plugin}:
          networkAttachmentDefinition: default/${plugin}-net
          migration: {}
status:
  observedKubeVirtVersion: ${release}
`;

export const handWritten = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: gateway
  namespace: tenant-a
spec:
  runStrategy: Always
  template:
    metadata:
      annotations:
        note: kept
        k8s.v1.cni.cncf.io/networks: '[{"name":"other","namespace":"tenant-a"}]' # by hand
    spec:
      domain:
        devices:
          autoattachPodInterface: false
          interfaces:
            - name: blue
              bridge: {}
        memory: { guest: 1Gi }
      networks:
        - name: blue
          multus:
            networkName: vlan100
`;

export const implicitNic = `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: plain
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        devices: {}
        memory: { guest: 1Gi }
`;
