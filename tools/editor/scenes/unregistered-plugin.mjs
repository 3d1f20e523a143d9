// A misspelt binding plugin: the squiggle, its hover, the quick fix in the menu, and the text after it.
export default {
  name: 'unregistered-plugin',
  file: 'plugin-vm.yaml',
  async play(stage) {
    await stage.goToLine(38); // scrolled into sight
    await stage.seeLens('launcher Pod: cannot be rendered');
    const squiggle = await stage.seeSquiggle('warning');
    await stage.shoot();
    await stage.hoverSquiggle(squiggle, 'not registered');
    await stage.shoot('hover');
    await stage.openQuickFix(squiggle, 'Use the registered plugin passt');
    await stage.shoot('menu');
    await stage.page.keyboard.press('Enter');
    await stage.seeNoSquiggle('warning');
    await stage.shoot('fixed');
  },
};
