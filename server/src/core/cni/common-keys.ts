/**
 * Keys that every CNI plugin shares, those of a list of plugins, and pieces that several tables use. Truth:
 * `containernetworking/cni · pkg/types/types.go` (`NetConf`), `libcni/conf.go`, v1.1–v1.3; the CNI specification 1.1.
 */
import * as l10n from '@vscode/l10n';
import {
  anything,
  flag,
  formed,
  key,
  listOf,
  mapOf,
  objectOf,
  text,
  type CniKey,
  type CniValue,
} from './cni-schema.ts';

/** Versions of the CNI specification, the newest first. */
export const cniVersions = ['1.1.0', '1.0.0', '0.4.0', '0.3.1', '0.3.0', '0.2.0', '0.1.0'] as const;

/** The version to write where none is given: every plugin in use knows it. */
export const usualCniVersion = '0.3.1';

export const versionKey: CniKey = key('cniVersion', { is: 'text', proposals: cniVersions.slice(0, 5) }, () =>
  l10n.t(
    'Version of the CNI specification that the configuration follows. Without it, or below 0.3.0, plugins report no interfaces, and KubeVirt sees neither name nor MAC address of the NIC.',
  ),
);

export const nameKey: CniKey = key('name', text, () =>
  l10n.t(
    'Name of the network. Multus gives it the NAD’s name where it is missing. IPAM plugins and OVN-Kubernetes keep their state by it: NADs with the same one share addresses and network.',
  ),
);

export const typeKey: CniKey = key('type', text, () =>
  l10n.t('Name of the plugin, which is the name of its program on the nodes.'),
);

const route = objectOf(
  key('dst', formed('cidr'), () => l10n.t('Destination, as network with prefix length.')),
  key('gw', formed('ip'), () => l10n.t('Next hop; without it the gateway of the address.')),
  key('mtu', { is: 'integer' }, () => l10n.t('MTU of the route.')),
  key('advmss', { is: 'integer' }, () => l10n.t('MSS to advertise.')),
  key('priority', { is: 'integer' }, () => l10n.t('Metric of the route.')),
  key('table', { is: 'integer' }, () => l10n.t('Routing table of the route.')),
  key('scope', { is: 'integer' }, () => l10n.t('Scope of the route.')),
);

export const routes: CniValue = listOf(route);

export const dns: CniValue = objectOf(
  key('nameservers', listOf(text), () => l10n.t('Addresses of name servers.')),
  key('domain', text, () => l10n.t('Domain of the host.')),
  key('search', listOf(text), () => l10n.t('Domains to search, in their order.')),
  key('options', listOf(text), () => l10n.t('Options of the resolver.')),
);

export const mtuKey: CniKey = key('mtu', { is: 'integer' }, () =>
  l10n.t('MTU of the Pod’s NIC, which the guest takes over; by default that of the device beneath, or the kernel’s.'),
);

const runtimeKeys: readonly CniKey[] = [
  key('capabilities', mapOf(flag), () =>
    l10n.t(
      'What the plugin takes from Multus at run time, such as `{"mac": true, "ips": true}`. A plugin gets the MAC address of a VM’s NIC in `runtimeConfig` only with `mac`.',
    ),
  ),
  key('runtimeConfig', anything, () => l10n.t('Filled in by Multus for the capabilities; not written by hand.')),
  key('args', anything, () => l10n.t('Further arguments for the plugin.')),
  key('prevResult', anything, () => l10n.t('Result of the plugin before it in the chain; filled in at run time.')),
];

/** Keys of every plugin beside `type` and its own. */
export const pluginKeys: readonly CniKey[] = [
  key('ipam', anything, () =>
    l10n.t(
      'Who hands out IP addresses for the Pod’s NIC. For a VM mostly nobody: without it the guest is on the network itself, and gets its address there.',
    ),
  ),
  key('dns', dns, () => l10n.t('DNS settings, handed on as they are. KubeVirt does not pass them to the guest.')),
  ...runtimeKeys,
];

/** Keys of a list of plugins. */
export const listKeys: readonly CniKey[] = [
  key('plugins', listOf(anything), () =>
    l10n.t('The plugins to run, in their order: the first makes the NIC, those behind it work on it.'),
  ),
  key('disableCheck', flag, () => l10n.t('Whether CHECK is never called for the network.'), { default: 'false' }),
  key('disableGC', flag, () => l10n.t('Whether leftover attachments are never cleaned up.'), { default: 'false' }),
  key('loadOnlyInlinedPlugins', flag, () => l10n.t('Whether only plugins written here are run.'), { default: 'false' }),
  key('cniVersions', listOf(text), () =>
    l10n.t('Versions of the specification that the configuration may be run with.'),
  ),
];
