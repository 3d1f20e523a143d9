// Saving applies the safe fixes: an empty binding, a protocol, a model. What is left needs a decision.
export default {
  name: 'fix-on-save',
  file: 'refused-vm.yaml',
  settings: { '[yaml]': { 'editor.codeActionsOnSave': { 'source.fixAll.virtlens': 'explicit' } } },
  async play(stage) {
    await stage.seeSquiggle('error');
    // The editor gives up on code actions that take long at its start, and saves without them.
    await stage.repeatUntil('saving', () => stage.page.keyboard.press('Control+s'), /protocol:\s+TCP/);
    await stage.seeLine('model: virtio');
    await stage.shoot();
  },
};
