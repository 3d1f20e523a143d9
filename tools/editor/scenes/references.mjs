// Who uses a NAD: every VM of the folder, none of them open.
export default {
  name: 'references',
  file: 'networks.yaml',
  async play(stage) {
    await stage.seeLens('used by');
    await stage.goToLine(5, 10);
    await stage.page.keyboard.press('Shift+F12');
    await stage.seeIn('.peekview-widget .monaco-list-row', 'multi-nic-vm.yaml');
    await stage.seeIn('.peekview-widget .preview .view-line', 'vlan100');
    await stage.shoot();
  },
};
