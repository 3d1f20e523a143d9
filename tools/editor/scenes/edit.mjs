// Hints follow the text while it is typed: another network name, another Pod interface.
export default {
  name: 'edit',
  file: 'hand-written-annotation.yaml',
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.goToLine(22);
    await stage.page.keyboard.press('End');
    await stage.page.keyboard.type('-two');
    await stage.seeLine(/-\sname:\sblue-two/);
    await stage.seeNoHint('pod16477688c0e');
    await stage.seeHint(/^pod[0-9a-f]{11}$/);
    await stage.shoot();
  },
};
