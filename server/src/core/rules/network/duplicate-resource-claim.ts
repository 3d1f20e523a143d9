/**
 * One request of a resource claim taken twice; it hands out one device. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/dra.go`, `pkg/dra/admitter`, v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { networksOf, nicRemovalSteps } from './nics.ts';

export default causeRule({
  id: 'duplicate-resource-claim',
  since: '0.2.0',
  summary: 'Two networks, or a network and another device, with the same request of the same claim.',
  advice: ({ data = {} }, subject) => {
    const { first } = data as { first?: number };
    const name = first === undefined ? undefined : networksOf(subject)[first]?.name;
    return name === undefined
      ? l10n.t('A request hands out its device once. Name another request of the claim, or another claim.')
      : l10n.t('{0} takes that request already. Name another request of the claim, or another claim.', name);
  },
  fixes: ({ cause }, subject) => {
    const { network } = (cause?.data ?? {}) as { network?: number };
    if (network === undefined) return [];
    return subject.plan(
      l10n.t('Remove {0} with its interface', networksOf(subject)[network]?.name ?? ''),
      'unsafe',
      nicRemovalSteps(subject, [network]),
    );
  },
});
