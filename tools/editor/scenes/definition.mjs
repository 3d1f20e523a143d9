// From a network to its NAD in another file: peeked at, then gone to.
export default {
  name: 'definition',
  file: 'multi-nic-vm.yaml',
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.goToLine(33, 28);
    await stage.runCommand('Peek Definition');
    await stage.seeIn('.peekview-widget .preview .view-line', 'kind: NetworkAttachmentDefinition');
    await stage.shoot('peek');
    await stage.page.keyboard.press('Escape');
    await stage.repeatUntil('the jump', () => stage.page.keyboard.press('F12'), '# The networks that the VMs');
    await stage.seeIn('.tab.active', 'networks.yaml');
    await stage.shoot();
  },
};
