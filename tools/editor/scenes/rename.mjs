// Renaming a logical network: what it costs is asked first, and both lists change.
export default {
  name: 'rename',
  file: 'multi-nic-vm.yaml',
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.goToLine(21, 23);
    await stage.page.keyboard.press('F2');
    const input = stage.page.locator('.rename-box input');
    await input.fill('red');
    await input.press('Enter');
    await stage.seeIn('.notifications-toasts', 'pod16477688c0e → podb1f51a511f1');
    await stage.seeIn('.bulk-edit-panel .monaco-list-row', 'multi-nic-vm.yaml');
    await stage.shoot('preview');
    await stage.page
      .locator('.bulk-edit-panel .monaco-list-row', { hasText: 'multi-nic-vm.yaml' })
      .getByRole('checkbox')
      .click();
    await stage.page.locator('.bulk-edit-panel .monaco-button', { hasText: 'Apply' }).click();
    await stage.seeHint('podb1f51a511f1');
    await stage.seeNoHint('pod16477688c0e');
    await stage.shoot();
  },
};
