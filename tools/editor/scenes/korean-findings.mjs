// A VM that KubeVirt refuses as a Korean sees it: KubeVirt's own words, the advice behind them, and the quick fix.
export default {
  name: 'korean-findings',
  file: 'refused-vm.yaml',
  language: 'ko',
  async play(stage) {
    const squiggle = await stage.seeSquiggle('error');
    await stage.hoverSquiggle(squiggle, /쓰세요/);
    await stage.shoot();
    await stage.openQuickFix(squiggle, /[가-힣]/);
    await stage.shoot('fix');
  },
};
