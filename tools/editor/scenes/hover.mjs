// The hover on a network's name: how its Pod interface comes about.
export default {
  name: 'hover',
  file: 'multi-nic-vm.yaml',
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.hoverText('storage', 'pod49a25f9feef');
    await stage.shoot();
  },
};
