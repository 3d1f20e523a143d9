// A hand-written networks annotation that KubeVirt replaces: the squiggle, and the quick fix that writes the right one.
export default {
  name: 'annotation-mismatch',
  file: 'hand-written-annotation.yaml',
  async play(stage) {
    await stage.seeLens('launcher Pod:');
    const squiggle = await stage.seeSquiggle('warning');
    await stage.hoverSquiggle(squiggle, 'KubeVirt replaces this annotation');
    await stage.shoot('hover');
    await stage.openQuickFix(squiggle, 'Replace with what KubeVirt writes');
    await stage.page.keyboard.press('Enter');
    await stage.seeNoSquiggle('warning');
    await stage.seeLine('"interface":"pod16477688c0e"');
    await stage.shoot('fixed');
  },
};
