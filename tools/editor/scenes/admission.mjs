// What KubeVirt's webhooks refuse: the squiggle, its hover with KubeVirt's own words, the quick fix, and the text after it.
export default {
  name: 'admission',
  file: 'refused-vm.yaml',
  async play(stage) {
    await stage.goToLine(22);
    await stage.seeSquiggle('error');
    await stage.shoot();
    await stage.hoverText('Virtio', 'that is not supported');
    await stage.shoot('hover');
    await stage.openQuickFixAtText('Virtio', 'Use the model virtio');
    await stage.shoot('menu');
    await stage.page.keyboard.press('Enter');
    await stage.seeLine('model: virtio');
    await stage.shoot('fixed');
  },
};
