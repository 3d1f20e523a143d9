/**
 * The Pod network together with a Multus network that takes its place. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netsource.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import { networkFieldOf, networksOf, nicRemovalSteps } from './nics.ts';

export default causeRule({
  id: 'pod-network-with-multus-default',
  since: '0.2.0',
  summary: 'The Pod network beside a Multus network with `default: true`.',
  advice: ({ data }, subject) => {
    const { network, pod } = data as { network: number; pod: number };
    return l10n.t(
      'With default: true, {0} takes the place of the Pod network that {1} is on. Leave default out, or remove {1} with its interface.',
      networksOf(subject)[network]?.name ?? '',
      networksOf(subject)[pod]?.name ?? '',
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const networks = networksOf(subject);
    const defaults = networks.flatMap(({ multus }, index) => (multus?.default === true ? [index] : []));
    const pods = networks.flatMap(({ pod }, index) => (pod ? [index] : []));
    const namesOf = (indices: readonly number[]): string =>
      indices.map((index) => networks[index]?.name ?? '').join(', ');
    return [
      ...subject.plan(
        l10n.t('Make {0} a secondary network', namesOf(defaults)),
        'unsafe',
        defaults.map((index) => ({ do: 'remove', field: joinField(networkFieldOf(subject, index), 'multus.default') })),
      ),
      ...subject.plan(l10n.t('Remove {0} with its interface', namesOf(pods)), 'unsafe', nicRemovalSteps(subject, pods)),
    ];
  },
});
