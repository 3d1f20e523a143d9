// A network whose NAD is missing: the quick fix, the kinds of network that fit, the places, and the file that is made.
export default {
  name: 'create-nad',
  file: 'multi-nic-vm.yaml',
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.goToLine(33);
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.type('9');
    await stage.openQuickFixAtText(/^\s?vlan1009\s?$/, 'Create the NAD tenant-a/vlan1009');
    await stage.shoot('menu');
    await stage.chooseAction('Create the NAD tenant-a/vlan1009');
    await stage.seePicker('Which kind of network?', 'ovn-k8s-cni-overlay, localnet');
    await stage.shoot('kind');
    await stage.choose('ovn-k8s-cni-overlay, localnet');
    await stage.seePicker('Where shall it stand?', 'New file vlan1009-nad.yaml');
    await stage.shoot('place');
    await stage.choose('New file vlan1009-nad.yaml');
    await stage.seeLine('"netAttachDefName": "tenant-a/vlan1009"');
    await stage.seeNoSquiggle('error');
    await stage.shoot('made');
  },
};
