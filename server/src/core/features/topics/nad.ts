/** Which NetworkAttachmentDefinition a reference means, and how it was resolved. */
import * as l10n from '@vscode/l10n';
import { describeSource } from '../../workspace/cluster-facts.ts';
import type { Launcher, NetworkAnswer } from '../../workspace/launcher.ts';
import { multusNamespace } from '../../workspace/multus-namespace.ts';
import { code, paragraphs } from './markdown.ts';

export function nadTopic(launcher: Launcher, { nad, class: networkClass }: NetworkAnswer): string | undefined {
  if (!nad) return undefined;
  const full = code(`${nad.namespace ?? '<namespace>'}/${nad.name}`);
  return paragraphs(
    l10n.t('**NetworkAttachmentDefinition {0}**', full),
    nadResolution(launcher, nad.reference, networkClass === 'multus-default'),
    nad.fact
      ? nad.fact.cniTypes
        ? l10n.t('CNI type: {0}', nad.fact.cniTypes.map(code).join(' + '))
        : l10n.t('Its CNI type cannot be read from here.')
      : l10n.t('No such NAD among the known files, so its CNI type is not known. It may exist on the cluster.'),
    nad.fact?.source === 'project' && l10n.t('Named by the project file.'),
  );
}

/** How a reference comes to mean its NAD. */
export function nadResolution(launcher: Launcher, reference: string, isDefault: boolean): string {
  if (reference.includes('/') && !reference.startsWith('/'))
    return l10n.t(
      'The reference {0} states the namespace: everything before the first {1}.',
      code(reference),
      code('/'),
    );
  if (isDefault)
    return l10n.t(
      'A default network goes to Multus as written, and Multus looks for a name without namespace in its own, {0} unless configured otherwise. Write {1} to be sure.',
      code(multusNamespace),
      code(`namespace/${reference}`),
    );
  const { namespace, cluster } = launcher;
  if (namespace.namespace === undefined)
    return l10n.t(
      'The reference {0} means the namespace of the VM, which a template or the tool that applies it decides.',
      code(reference),
    );
  if (cluster.isNamespaceForced)
    return l10n.t(
      'The reference {0} states no namespace, so it is the VM’s own: {1}, to which the VM is moved ({2}).',
      code(reference),
      code(namespace.namespace),
      describeSource(cluster.namespaceSource),
    );
  return namespace.isStated
    ? l10n.t(
        'The reference {0} states no namespace, so it is the VM’s own: {1}.',
        code(reference),
        code(namespace.namespace),
      )
    : l10n.t(
        'Neither the reference {0} nor the manifest states a namespace; {1} is taken ({2}).',
        code(reference),
        code(namespace.namespace),
        describeSource(cluster.namespaceSource),
      );
}
