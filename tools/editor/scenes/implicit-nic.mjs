// A VM without networks and interfaces: the NIC that KubeVirt adds is said beside the devices.
export default {
  name: 'implicit-nic',
  file: 'implicit-nic-vm.yaml',
  async play(stage) {
    await stage.seeLens('launcher Pod: 1 network, implicit');
    await stage.seeHint(/^implicit\sNIC\sdefault:\sbridge/);
    await stage.shoot();
  },
};
