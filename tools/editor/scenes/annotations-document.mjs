// The lens's `show`: a read-only document with the launcher Pod's annotations, beside the manifest.
export default {
  name: 'annotations-document',
  file: 'multi-nic-vm.yaml',
  async play(stage) {
    await stage.seeLens('launcher Pod: 3 networks');
    await stage.clickLens('show');
    const shown = stage.page.locator('.monaco-editor .view-line', { hasText: 'k8s.v1.cni.cncf.io/networks' }).first();
    await shown.waitFor({ state: 'visible' });
    await stage.shoot();
  },
};
