/**
 * The value of the label `vm.kubevirt.io/name` of a launcher Pod, by which it is chosen in commands. It is the guest's host
 * name, not the VM's name: the two differ where the VMI states one, or has dots in its name. Truth: `kubevirt/kubevirt ·
 * pkg/util/net/dns/dns.go`, `pkg/virt-controller/services/template.go`, v1.6–v1.9.
 */

/** `hostname` is the VMI's `spec.hostname`; undefined or empty for none. */
export function launcherLabel(name: string, hostname: string | undefined): string {
  return hostname !== undefined && hostname !== '' ? hostname : (name.split('.')[0] ?? '').slice(0, 63);
}
