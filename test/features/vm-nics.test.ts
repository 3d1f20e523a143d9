/** One row for each NIC, with everything that stands on its way from the guest to the node. */
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { vmNics, type NicRow } from '../../server/src/core/features/vm-nics.ts';
import { launcherFor } from '../../server/src/core/workspace/launcher.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { blueNad, implicitNic, pluginVm, twoNetworks } from '../support/manifests.ts';

const uri = 'file:///folder/vm.yaml';

function rowsOf(text: string, others: Readonly<Record<string, string>> = {}): readonly NicRow[] {
  const workspace = new Workspace(newCounters());
  for (const [name, content] of Object.entries({ ...others, 'vm.yaml': text }))
    workspace.setDiskFile(`file:///folder/${name}`, content);
  const view = workspace.view(uri, 0);
  const [resource] = view?.resources ?? [];
  const launcher = view && resource && launcherFor(view.document, resource, workspace.context(uri));
  return launcher ? vmNics(launcher) : [];
}

describe('the rows of a VM’s NICs', () => {
  it('follow the interfaces, and hold each name on the way', () => {
    const [primary, blue] = rowsOf(twoNetworks, { 'nad.yaml': blueNad.replace('br1"', 'br1", "vlan": 7') });
    expect(primary).toMatchObject({
      position: 0,
      name: 'default',
      field: 'spec.template.spec.domain.devices.interfaces[0]',
      networkField: 'spec.template.spec.networks[0]',
      class: 'pod',
      isDefault: true,
      isImplicit: false,
      binding: 'masquerade',
      model: 'virtio',
      podInterface: 'eth0',
      tap: 'tap0',
      bridge: 'k6t-eth0',
      renamedNic: undefined,
      nad: undefined,
      addressSource: { by: 'masquerade', cidr: '10.0.2.0/24' },
    });
    expect(blue).toMatchObject({
      position: 1,
      class: 'multus-secondary',
      isDefault: false,
      podInterface: 'pod16477688c0e',
      isNameObserved: false,
      tap: 'tap16477688c0e',
      bridge: 'k6t-16477688c0e',
      renamedNic: '16477688c0e-nic',
      nad: { namespace: 'tenant-a', name: 'vlan100' },
      cniTypes: ['bridge'],
      node: { device: 'br1', vlan: 7 },
      addressSource: { by: 'nobody' },
    });
  });

  it('are in the order of the interfaces, whatever that of the networks is', () => {
    const swapped = twoNetworks.replace(
      /interfaces:\n(.*\n.*\n)(.*\n.*\n)/,
      (_, first: string, second: string) => `interfaces:\n${second}${first}`,
    );
    expect(rowsOf(swapped).map(({ name, isDefault, networkField }) => [name, isDefault, networkField])).toEqual([
      ['blue', false, 'spec.template.spec.networks[1]'],
      ['default', true, 'spec.template.spec.networks[0]'],
    ]);
  });

  it('have the NIC that KubeVirt adds, with the binding of the cluster', () => {
    expect(rowsOf(implicitNic)).toMatchObject([
      {
        name: 'default',
        field: undefined,
        networkField: undefined,
        class: 'pod',
        isDefault: true,
        isImplicit: true,
        binding: 'bridge',
        podInterface: 'eth0',
        tap: 'tap0',
        renamedNic: 'eth0-nic',
      },
    ]);
    expect(
      rowsOf(implicitNic, {
        '.virtlens.yaml': 'release: v1.9\nconfiguration: { network: { defaultNetworkInterface: masquerade } }\n',
      }),
    ).toMatchObject([{ binding: 'masquerade', renamedNic: undefined, addressSource: { by: 'masquerade' } }]);
    expect(rowsOf(implicitNic.replace('devices: {}', 'devices: { autoattachPodInterface: false }'))).toEqual([]);
  });

  it('have only the devices that the binding makes', () => {
    const sriov = twoNetworks.replace('bridge: {}', 'sriov: {}');
    expect(rowsOf(sriov)[1]).toMatchObject({ model: '', tap: undefined, bridge: undefined, renamedNic: undefined });
    const registered = (type: string): Readonly<Record<string, string>> => ({
      '.virtlens.yaml': `release: v1.9\nconfiguration: { network: { binding: { own: { domainAttachmentType: ${type} } } } }\n`,
    });
    expect(rowsOf(pluginVm('own'), registered('tap'))).toMatchObject([
      { binding: 'own', tap: 'tap0', bridge: undefined },
    ]);
    expect(rowsOf(pluginVm('own'), registered('managedTap'))).toMatchObject([{ tap: 'tap0', bridge: 'k6t-eth0' }]);
    expect(rowsOf(pluginVm('own'))).toMatchObject([{ tap: undefined, bridge: undefined, address: undefined }]);
  });

  it('mark what a template writes', () => {
    const templated = twoNetworks.replace('networkName: vlan100', 'networkName: {{ .Values.nad }}');
    expect(rowsOf(templated).map(({ name, isKnown, podInterface }) => [name, isKnown, podInterface])).toEqual([
      ['default', true, 'eth0'],
      ['blue', false, undefined],
    ]);
  });

  it('tell an interface without its network, and two of one name', () => {
    const lonely = twoNetworks.replace('- name: blue\n              bridge', '- name: green\n              bridge');
    expect(rowsOf(lonely)[1]).toMatchObject({
      name: 'green',
      class: undefined,
      podInterface: undefined,
      nad: undefined,
    });
    const twice = twoNetworks.replace('- name: blue\n              bridge', '- name: default\n              bridge');
    expect(rowsOf(twice).map(({ name, class: networkClass }) => [name, networkClass])).toEqual([
      ['default', 'pod'],
      ['default', 'pod'],
    ]);
  });
});
