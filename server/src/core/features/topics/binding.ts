/** What a binding does with the Pod interface, and what a binding plugin adds to the annotation. */
import * as l10n from '@vscode/l10n';
import { bindingDevices, bindingName } from '../../kubevirt/link-names.ts';
import type { Interface } from '../../kubevirt/model.ts';
import { parseNadReference } from '../../kubevirt/nad-reference.ts';
import { describeSource } from '../../workspace/cluster-facts.ts';
import type { Launcher } from '../../workspace/launcher.ts';
import { code, paragraphs } from './markdown.ts';

export function bindingTopic(launcher: Launcher, own: Interface): string | undefined {
  const name = bindingName(own);
  if (name === undefined) return undefined;
  const title = own.binding
    ? l10n.t('**Network binding plugin {0}**', code(own.binding.name))
    : l10n.t('**Binding {0}**', code(name));
  return paragraphs(title, ...bindingFacts(launcher, own));
}

/** What the binding does, a sentence or two each. */
export function bindingFacts(launcher: Launcher, own: Interface): readonly string[] {
  if (own.binding) return pluginFacts(launcher, own.binding.name);
  const told = core(bindingName(own) ?? '');
  return told === undefined ? [] : [told];
}

function core(name: string): string | undefined {
  switch (name) {
    case 'bridge':
      return l10n.t(
        'The Pod interface is renamed and joined with a tap device by a bridge; the guest gets its MAC, and its IPv4 address by DHCP when the CNI gave one.',
      );
    case 'masquerade':
      return l10n.t(
        'The guest stands behind NAT: the Pod keeps its address, the guest gets one from the VM network (10.0.2.0/24 by default).',
      );
    case 'sriov':
      return l10n.t('A virtual function is handed to the guest as a PCI device; no tap and no bridge is made.');
    case 'passtBinding':
      return l10n.t('A user-space process connects the guest to the Pod interface; no tap and no bridge is made.');
    case 'slirp':
    case 'macvtap':
    case 'passt':
      return l10n.t('Discontinued in KubeVirt; use a network binding plugin or another binding.');
    default:
      return undefined;
  }
}

function pluginFacts(launcher: Launcher, name: string): readonly string[] {
  const { configuration, configurationSource, bindingsKnown } = launcher.cluster;
  const plugin = configuration.bindings.get(name);
  if (!plugin)
    return [
      bindingsKnown
        ? l10n.t(
            'Not registered ({0}), so KubeVirt cannot render the launcher Pod.',
            describeSource(configurationSource),
          )
        : l10n.t(
            'Whether it is registered cannot be seen here: no KubeVirt resource and no project file tells the bindings.',
          ),
    ];
  const made = bindingDevices({ name: '', binding: { name } } as Interface, configuration);
  const nad = plugin.networkAttachmentDefinition;
  const resolved = nad === '' ? undefined : parseNadReference(launcher.namespace.namespace ?? '<namespace>', nad);
  return [
    l10n.t('Registered ({0}).', describeSource(configurationSource)),
    resolved &&
      l10n.t(
        'Adds an element for NAD {0} to the Multus annotation, with the logical network name as a CNI argument.',
        code(`${resolved.namespace}/${resolved.name}`),
      ),
    plugin.domainAttachmentType !== '' && l10n.t('Domain attachment: {0}.', code(plugin.domainAttachmentType)),
    made.bridge && l10n.t('KubeVirt makes tap and bridge as for the bridge binding, without a DHCP server.'),
    plugin.migration ? l10n.t('Registered as migratable.') : l10n.t('Not registered as migratable.'),
  ].filter((text) => typeof text === 'string');
}
