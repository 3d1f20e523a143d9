// A VM with three networks as it looks on opening: Pod interfaces, link names, annotation, NADs and the lens above it.
export default {
  name: 'hints',
  file: 'multi-nic-vm.yaml',
  async play(stage) {
    await stage.seeHint('pod16477688c0e');
    await stage.seeHint('pod49a25f9feef');
    await stage.seeHint(/^tap16477688c0e\s·\sk6t-16477688c0e/);
    await stage.seeHint(/^\[\{"name":"vlan100","namespace":"tenant-a"/);
    await stage.seeLine('networkName: vlan100tenant-a/vlan100 (bridge)');
    await stage.seeHint('default network');
    await stage.seeLens('launcher Pod: 3 networks');
    await stage.shoot();
  },
};
