// Hovering a key tells what the field is, by release.
export default {
  name: 'field-docs',
  file: 'multi-nic-vm.yaml',
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.hoverText('macAddress', 'MAC');
    await stage.shoot();
  },
};
