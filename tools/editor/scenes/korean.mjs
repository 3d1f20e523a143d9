// A VM with three networks as a Korean sees it: hints, lens and a hover, and then what an explanation of it says.
export default {
  name: 'korean',
  file: 'multi-nic-vm.yaml',
  language: 'ko',
  async play(stage) {
    await stage.seeHint('기본 네트워크');
    await stage.hoverText('storage', '논리 네트워크');
    await stage.shoot();
    await stage.runCommand('VirtLens: 내 VM 설명');
    await stage.webview().locator('td', { hasText: '게스트' }).first().waitFor({ state: 'visible' });
    await stage.shoot('explain');
  },
};
