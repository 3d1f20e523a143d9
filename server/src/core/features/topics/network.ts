/** What a logical network becomes in the launcher Pod, derived step by step. */
import * as l10n from '@vscode/l10n';
import { podInterfaces, sha256Hex } from '../../kubevirt/name-scheme.ts';
import type { Launcher, NetworkAnswer } from '../../workspace/launcher.ts';
import { code, paragraphs } from './markdown.ts';
import { nicPathTopic } from './nic-path.ts';

export function networkTopic(launcher: Launcher, answer: NetworkAnswer): string {
  const { podInterface } = answer;
  if (!answer.known)
    return paragraphs(
      l10n.t('**Logical network**'),
      l10n.t('A template writes part of this entry, so its names are not known here.'),
    );
  return paragraphs(
    heading(answer),
    nicPathTopic(launcher, answer),
    podInterface !== undefined && derivation(answer, podInterface),
    answer.class === 'multus-secondary' && olderName(launcher, answer),
  );
}

function heading({ network, class: networkClass, podInterface, isDefault }: NetworkAnswer): string {
  const name = code(network.name);
  const role = (() => {
    switch (networkClass) {
      case 'pod':
        return l10n.t('the Pod network');
      case 'multus-default':
        return l10n.t('a Multus network in place of the Pod network');
      case 'multus-secondary':
        return l10n.t('a secondary Multus network');
      case 'resource-claim':
        return l10n.t('a network from a resource claim');
      case 'invalid':
        return l10n.t('a network without exactly one source, which KubeVirt refuses');
    }
  })();
  const line =
    podInterface === undefined
      ? l10n.t('**No Pod interface** – logical network {0}, {1}', name, role)
      : l10n.t('**Pod interface {0}** – logical network {1}, {2}', code(podInterface), name, role);
  return isDefault ? `${line}. ${l10n.t('It is the default network of the launcher Pod.')}` : line;
}

function derivation({ network, class: networkClass }: NetworkAnswer, podInterface: string): string {
  if (!podInterface.startsWith('pod') || networkClass === 'pod' || networkClass === 'multus-default') {
    return l10n.t(
      'The default network always uses the primary interface of the Pod, {0}. On a cluster network that names it otherwise (for example {1}), the status of the running VM tells the name.',
      code(podInterface),
      code('ovn-udn1'),
    );
  }
  const digest = sha256Hex(network.name);
  return [
    `1. ${l10n.t('SHA-256 of the logical network name {0}: {1}', code(network.name), code(`${digest.slice(0, 16)}…`))}`,
    `2. ${l10n.t('{0} and its first 11 hex digits: {1}', code('pod'), code(podInterface))}`,
    '',
    l10n.t(
      'The name depends on the logical name alone, not on the NAD, so interfaces can be added and removed without renaming the others.',
    ),
  ].join('\n');
}

function olderName(launcher: Launcher, { network }: NetworkAnswer): string | undefined {
  const ordinal = podInterfaces(launcher.vm.spec.networks, 'ordinal', launcher.cluster.release).get(network.name);
  if (ordinal === undefined || !launcher.vm.listsKnown) return undefined;
  return l10n.t(
    'A VM that was started before KubeVirt v1.0 and only migrated since may still call it {0}.',
    code(ordinal),
  );
}
