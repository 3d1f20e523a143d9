// The picture of a VM's NICs beside the manifest: table and drawing, which follow an edit and lead to the lines. In high
// contrast too.
export default {
  name: 'nics',
  file: 'multi-nic-vm.yaml',
  highContrast: true,
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.goToLine(20);
    await stage.runCommand('VirtLens: Show NICs and Their Path');
    const view = stage.webview();
    await view.locator('#tap-1').waitFor({ state: 'visible' });
    await view.locator('table').waitFor({ state: 'visible' });
    await stage.shoot();
  },
};
