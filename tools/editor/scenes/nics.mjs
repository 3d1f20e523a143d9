// The picture of a VM's NICs beside the manifest, moved through by keys: it follows an edit and leads to the line. In high
// contrast too.
export default {
  name: 'nics',
  file: 'multi-nic-vm.yaml',
  highContrast: true,
  async play(stage) {
    await stage.page.setViewportSize({ width: 1760, height: 900 });
    await stage.seeHint('pod16477688c0e');
    await stage.runCommand('VirtLens: Show NICs and Their Path');
    const view = stage.webview();
    await view.locator('#tap-1').waitFor({ state: 'visible' });
    await view.locator('table').getByText('02:00:00:aa:bb:01').waitFor({ state: 'visible' });
    await stage.goToLine(23);
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.press('ArrowLeft');
    await stage.page.keyboard.press('Backspace');
    await stage.page.keyboard.type('9');
    await view.locator('#guest-nic-1 text', { hasText: '02:00:00:aa:bb:09' }).waitFor({ state: 'visible' });
    await view.locator('#guest-nic-1').press('ArrowRight');
    await view.locator('#tap-1').press('ArrowRight');
    await view.locator('#bridge-1:focus').waitFor({ state: 'visible' });
    await stage.shoot();
    await view.locator('#nad-1').press('Enter');
    await stage.seeIn('.tab.active', 'networks.yaml');
  },
};
