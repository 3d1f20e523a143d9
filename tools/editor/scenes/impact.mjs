// An edit of a VM against the saved text: another MAC address waits for a restart, and lens, hint and finding say so.
export default {
  name: 'impact',
  file: 'multi-nic-vm.yaml',
  settings: { 'virtlens.impact.baseline': 'saved', 'files.autoSave': 'off' },
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.goToLine(23);
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.press('ArrowLeft');
    await stage.page.keyboard.press('Backspace');
    await stage.page.keyboard.type('9');
    await stage.seeHint(/restart/);
    await stage.page.keyboard.press('Control+Home');
    await stage.seeLens('vs saved text: 1 restart');
    await stage.shoot();
  },
};
