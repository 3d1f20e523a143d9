// Completion in half-typed YAML: the keys of an interface with their documentation, and a whole NIC with its network.
export default {
  name: 'completion',
  file: 'multi-nic-vm.yaml',
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.goToLine(25);
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.type('mod');
    await stage.suggest('model');
    await stage.shoot('keys');
    await stage.page.keyboard.press('Escape');
    await stage.page.keyboard.press('Control+Shift+k');
    await stage.goToLine(25);
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.press('Enter');
    await stage.page.keyboard.press('Backspace'); // from the keys of the item to the dashes of the list
    await stage.page.keyboard.type('- ');
    await stage.suggest('NIC: bridge on a Multus network');
    await stage.shoot('nic');
    await stage.acceptSuggestion('NIC: bridge on a Multus network');
    await stage.seeLine('- name: net1');
    await stage.seeNoSquiggle('error');
    await stage.shoot('accepted');
  },
};
