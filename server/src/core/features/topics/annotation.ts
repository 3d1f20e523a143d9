/** The networks annotation of the launcher Pod, element by element, with where each came from. */
import * as l10n from '@vscode/l10n';
import { DEFAULT_NETWORK_ANNOTATION, NETWORKS_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { isErrorAssumed, launcherAssumptions, type Launcher } from '../../workspace/launcher.ts';
import { block, code, paragraphs } from './markdown.ts';
import { migrationLine } from './nic-path.ts';

export function annotationTopic(launcher: Launcher): string {
  const { pod } = launcher;
  if (!pod) return paragraphs(l10n.t('**Multus annotation**'), whyUnknown(launcher));
  if (pod.error !== undefined)
    return paragraphs(
      isErrorAssumed(launcher)
        ? l10n.t('**No launcher Pod, unless the binding plugin is registered**')
        : l10n.t('**No launcher Pod**'),
      l10n.t('KubeVirt cannot render it and says: {0}', code(pod.error)),
      assumed(launcher),
    );
  const value = pod.annotations[NETWORKS_ANNOTATION];
  const defaultNetwork = pod.annotations[DEFAULT_NETWORK_ANNOTATION];
  return paragraphs(
    l10n.t('**Launcher Pod annotation** {0}', code(NETWORKS_ANNOTATION)),
    value === undefined
      ? l10n.t('KubeVirt writes none: no secondary network, and no binding plugin with a NAD.')
      : block(pretty(value), 'json'),
    value !== undefined &&
      pod.elements.map(({ networkName, origin }, index) => elementLine(index, networkName, origin)).join('\n'),
    value !== undefined &&
      l10n.t('In the order of the interfaces, not of the networks; NICs with state absent are left out.'),
    defaultNetwork !== undefined && l10n.t('{0}: {1}', code(DEFAULT_NETWORK_ANNOTATION), code(defaultNetwork)),
    assumed(launcher),
  );
}

/** The implicit NIC: what KubeVirt adds to a VM that names none. */
export function implicitTopic(launcher: Launcher): string | undefined {
  const { pod } = launcher;
  if (!pod?.defaulted) return undefined;
  return paragraphs(
    l10n.t('**Implicit NIC**'),
    l10n.t(
      'The VM names no networks and no interfaces, so KubeVirt adds one to its VMI when it starts; the manifest itself stays as it is. Set {0} to have none.',
      code('autoattachPodInterface: false'),
    ),
    block(JSON.stringify({ interfaces: pod.interfaces, networks: pod.networks }, compactMember, 2), 'json'),
    migrationLine(launcher),
    assumed(launcher),
  );
}

export function whyUnknown(launcher: Launcher): string {
  switch (launcher.unknownBecause) {
    case 'template':
      return l10n.t(
        'A template writes part of the lists, so what KubeVirt makes of them is known only when it is rendered.',
      );
    case 'fragment':
      return l10n.t('This is a fragment (a patch, or a manifest without domain); what is missing stands elsewhere.');
    case 'namespace':
      return l10n.t(
        'A reference depends on the namespace of the VM, which a template or the tool that applies it decides.',
      );
    case undefined:
      return '';
  }
}

export function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
}

function elementLine(index: number, networkName: string, origin: 'secondary' | 'plugin'): string {
  return origin === 'secondary'
    ? `${index + 1}. ${l10n.t('logical network {0}', code(networkName))}`
    : `${index + 1}. ${l10n.t('binding plugin of {0}', code(networkName))}`;
}

function assumed(launcher: Launcher): string | undefined {
  const said = launcherAssumptions(launcher);
  return said.length === 0 ? undefined : l10n.t('Assumed: {0}.', said.join('; '));
}

/** Leaves out what a manifest would not write: empty texts and missing members. */
function compactMember(_: string, value: unknown): unknown {
  return value === '' || value === 0 || value === undefined || (Array.isArray(value) && value.length === 0)
    ? undefined
    : value;
}
