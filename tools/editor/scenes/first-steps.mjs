// The walkthrough: its four steps with their drawings, a sample beside it, and a step that is ticked off.
export default {
  name: 'first-steps',
  file: 'multi-nic-vm.yaml',
  async play(stage) {
    const { page } = stage;
    await stage.seeHint('pod16477688c0e');
    await stage.runCommand('VirtLens: First Steps');
    await stage.seeIn('.gettingStartedContainer', 'First steps with VirtLens');
    for (const [id, title, drawn] of [
      ['nics', 'See what KubeVirt makes of your NICs', 'networkName: vlan100'],
      ['refused', 'Mend a VM that KubeVirt refuses', 'masquerade: {}'],
      ['edit', 'Know what an edit does', 'macAddress: 02:00:00:aa:bb:09'],
      ['dump', 'Find where an interface got stuck', 'infoSource: multus-status'],
    ]) {
      await page.locator('.gettingStartedContainer .step-title', { hasText: title }).click();
      const drawing = page.frameLocator('iframe.webview').frameLocator('#active-frame').locator('svg');
      await drawing.getByText(drawn).waitFor({ state: 'visible' });
      await stage.shoot(id);
    }
    await page.locator('.gettingStartedContainer .step-title', { hasText: 'See what KubeVirt makes' }).click();
    await page.locator('.gettingStartedContainer .monaco-button', { hasText: 'Open a VM with Three NICs' }).click();
    await stage.seeIn('.gettingStartedContainer .codicon.complete', '');
    await stage.shoot('opened');
  },
};
