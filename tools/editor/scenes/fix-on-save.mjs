// Saving applies the safe fixes: an empty binding, a protocol, a model. What is left needs a decision.
export default {
  name: 'fix-on-save',
  file: 'refused-vm.yaml',
  settings: { '[yaml]': { 'editor.codeActionsOnSave': { 'source.fixAll.virtlens': 'explicit' } } },
  async play(stage) {
    await stage.seeSquiggle('error');
    await stage.page.keyboard.press('Control+s');
    // One save mends what can be mended at once; what only then shows is mended by the next.
    await stage.seeLine('protocol: TCP');
    await stage.seeLine('model: virtio');
    await stage.shoot();
  },
};
