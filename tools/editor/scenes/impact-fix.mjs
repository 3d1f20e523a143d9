// A NIC taken out of a VM against the saved text: the findings at the lists, the fixes, the one that unplugs it instead, and
// the page that tells what will happen.
export default {
  name: 'impact-fix',
  file: 'multi-nic-vm.yaml',
  settings: { 'virtlens.impact.baseline': 'saved', 'files.autoSave': 'off' },
  async play(stage) {
    await stage.seeHint('pod49a25f9feef');
    const deleteLines = async (line, count) => {
      await stage.goToLine(line);
      for (let deleted = 0; deleted < count; deleted++) await stage.page.keyboard.press('Control+Shift+K');
    };
    await deleteLines(34, 3);
    await deleteLines(24, 2);
    await stage.seeHint(/restart/);
    await stage.openQuickFixAtText(/^\s?interfaces\s?$/, 'Unplug storage with state: absent instead');
    await stage.shoot('menu');
    await stage.chooseAction('Unplug storage with state: absent instead');
    await stage.seeLine(/state:\sabsent/);
    await stage.seeHint(/pending\smigration/);
    await stage.page.keyboard.press('Control+Home');
    await stage.seeLens('vs saved text: possibly 1 pending migration');
    await stage.shoot('absent');
    await stage.clickLens('vs saved text: possibly 1 pending migration');
    const preview = stage.page.frameLocator('iframe.webview.ready').frameLocator('iframe');
    const shown = preview.getByRole('heading', { name: 'What will happen' });
    await shown.waitFor({ state: 'visible' });
    await stage.shoot('explained');
  },
};
