/**
 * Networks of resource claims beside Multus networks; KubeVirt has no VM with both. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/dra.go`, v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { networksOf, nicRemovalSteps } from './nics.ts';

export default causeRule({
  id: 'claim-network-with-multus',
  since: '0.2.0',
  summary: 'Networks of resource claims beside Multus networks.',
  advice: ({ data }, subject) => {
    const { network, multus } = data as { network: number; multus: number };
    return l10n.t(
      '{0} takes its device from a resource claim and {1} from a NAD. Use one way for all networks of the VM.',
      networksOf(subject)[network]?.name ?? '',
      networksOf(subject)[multus]?.name ?? '',
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    return (['multus', 'resourceClaim'] as const).flatMap((source) => {
      const networks = networksOf(subject).flatMap((network, index) => (network[source] ? [index] : []));
      const names = networks.map((index) => networksOf(subject)[index]?.name ?? '').join(', ');
      return subject.plan(l10n.t('Remove {0} with its interface', names), 'unsafe', nicRemovalSteps(subject, networks));
    });
  },
});
