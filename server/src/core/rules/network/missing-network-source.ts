/**
 * A network that does not say what it is connected to. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netsource.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { find, joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { bindingsIn, suits } from './bindings.ts';
import { interfacesOf, isPrimaryTaken, networkFieldOf, nullKeys } from './nics.ts';
import { sourceSteps } from './sources.ts';

export default causeRule({
  id: 'missing-network-source',
  since: '0.2.0',
  summary: 'A network that is connected to nothing: neither Pod network nor NAD nor resource claim.',
  advice: ({ data }, subject) => {
    const { network, name } = data as { network: number; name: string };
    if (writesUnknownClaim(subject, network))
      return l10n.t('{0} does not know resourceClaim yet. Use pod or multus.', subject.cluster.release.id);
    const [empty] = nullKeys(subject, networkFieldOf(subject, network));
    if (empty === 'pod') return l10n.t('pod: has no value and so says nothing. Write pod: {}.');
    return l10n.t('Say what {0} is connected to: pod: {} for the Pod network, or multus with a networkName.', name);
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { network, name } = cause.data as { network: number; name: string };
    const field = networkFieldOf(subject, network);
    const isEmptyPod = nullKeys(subject, field).join() === 'pod';
    const toPod = (): readonly Fix[] =>
      isPrimaryTaken(subject, [network])
        ? []
        : subject.plan(
            isEmptyPod ? l10n.t('Write pod: {}') : l10n.t('Connect {0} to the Pod network', name),
            isEmptyPod ? 'safe' : 'unsafe',
            sourceSteps(subject, network, 'pod'),
          );
    const toMultus = (): readonly Fix[] =>
      subject.plan(l10n.t('Connect {0} to a Multus network', name), 'unsafe', sourceSteps(subject, network, 'multus'));
    return isEmptyPod || wantsPod(subject, name) ? [...toPod(), ...toMultus()] : [...toMultus(), ...toPod()];
  },
});

/** Whether the interfaces' bindings work on the Pod network alone. */
function wantsPod(subject: Subject, name: string): boolean {
  const multus = { name, multus: { networkName: '', default: false } };
  return interfacesOf(subject).some(
    (own) => own.name === name && bindingsIn(own).some((binding) => !suits(binding, multus)),
  );
}

/** A claim is written, but in a release that does not read it. */
function writesUnknownClaim(subject: Subject, network: number): boolean {
  const { document, cluster } = subject;
  const claim = joinField(networkFieldOf(subject, network), 'resourceClaim');
  return (
    !cluster.release.fields.resourceClaim && document.root !== undefined && find(document.root, claim) !== undefined
  );
}
