/**
 * A network of a resource claim that does not say which claim, or which request of it. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/dra.go`, v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import { addClaimStep, claimsOf } from './claims.ts';
import { nadNameFor, networkFieldOf, setMemberSteps } from './nics.ts';

export default causeRule({
  id: 'incomplete-resource-claim',
  since: '0.2.0',
  summary: 'A network of a resource claim without `claimName` or `requestName`.',
  advice: ({ place, data }, subject) => {
    const { name } = data as { name: string };
    if (place.endsWith('requestName'))
      return l10n.t('Name the request of the claim that {0} takes its device from.', name);
    const claims = claimsOf(subject);
    return claims.length > 0
      ? l10n.t('Name one of spec.resourceClaims: {0}.', claims.join(', '))
      : l10n.t('Name an entry of spec.resourceClaims, which has none yet.');
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { network, name } = cause.data as { network: number; name: string };
    const claim = joinField(networkFieldOf(subject, network), 'resourceClaim');
    const made = nadNameFor(name);
    if (cause.place.endsWith('requestName'))
      return subject.plan(
        l10n.t('Name the request {0}', made),
        'unsafe',
        setMemberSteps(subject, claim, 'requestName', made),
      );
    const claims = claimsOf(subject);
    if (claims.length === 0)
      return subject.plan(l10n.t('Name the claim {0} and add it', made), 'unsafe', [
        ...setMemberSteps(subject, claim, 'claimName', made),
        addClaimStep(subject, made),
      ]);
    return claims.flatMap((known) =>
      subject.plan(l10n.t('Take the claim {0}', known), 'unsafe', setMemberSteps(subject, claim, 'claimName', known)),
    );
  },
});
