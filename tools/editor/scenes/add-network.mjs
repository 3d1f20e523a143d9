// Another network for a VM, question by question: the palette, the NAD, the binding, the way back, and the text after it.
export default {
  name: 'add-network',
  file: 'implicit-nic-vm.yaml',
  async play(stage) {
    await stage.seeHint(/^implicit\sNIC\sdefault:\sbridge/);
    await stage.runCommand('VirtLens: Add Secondary Network');
    await stage.seePicker('Which NAD?', 'tenant-a/vlan100');
    await stage.shoot('nad');
    await stage.choose('tenant-a/vlan100');
    await stage.seePicker('How is the guest connected?', 'bridge');
    await stage.shoot('binding');
    await stage.goBack();
    await stage.seePicker('Which NAD?', 'shared-nets/storage');
    await stage.choose('shared-nets/storage');
    await stage.seePicker('How is the guest connected?', 'bridge');
    await stage.choose('bridge');
    await stage.seeQuestion('Logical name of the network in the VM');
    await stage.fill('a.b');
    await stage.seeQuestion('Network interface name can only contain');
    await stage.shoot('name');
    await stage.fill('storage');
    await stage.page.keyboard.press('Enter');
    await stage.seePicker('Which MAC address?', 'made up for this NIC');
    await stage.shoot('mac');
    await stage.choose('made up for this NIC');
    await stage.seePicker('Which device does the guest see?', 'virtio, not written');
    await stage.choose('virtio, not written');
    await stage.seePicker('Write it out?', 'masquerade');
    await stage.shoot('pod-nic');
    await stage.choose('masquerade');
    await stage.seeLine('- name: storage');
    await stage.seeLine('networkName: shared-nets/storage');
    await stage.seeNoSquiggle('error');
    await stage.shoot('done');
  },
};
