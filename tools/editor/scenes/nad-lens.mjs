// The line above a NAD that says who uses it; a click shows them.
export default {
  name: 'nad-lens',
  file: 'networks.yaml',
  async play(stage) {
    await stage.seeLens(/used by \d VMs?/);
    await stage.shoot();
    await stage.page
      .locator('.codelens-decoration a', { hasText: /used by \d VMs?/ })
      .first()
      .click();
    await stage.seeIn('.peekview-widget .preview .view-line', 'vlan100');
    await stage.shoot('shown');
  },
};
