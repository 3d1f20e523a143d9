/**
 * A network that refers to a resource claim the VM does not have. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/dra.go`, v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { nearestName } from '../nearest-name.ts';
import { addClaimStep, claimsOf } from './claims.ts';

export default causeRule({
  id: 'unknown-resource-claim',
  since: '0.2.0',
  summary: 'A network that refers to a resource claim the VM does not list.',
  advice: ({ data }, subject) => {
    const { claim } = data as { claim: string };
    const claims = claimsOf(subject);
    return claims.length > 0
      ? l10n.t('spec.resourceClaims has {0}. Use one of them, or add {1}.', claims.join(', '), claim)
      : l10n.t('spec.resourceClaims is where the VM lists its claims. Add {0} to it.', claim);
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { claim } = cause.data as { claim: string };
    const claims = claimsOf(subject);
    const meant = nearestName(claim, claims) ?? (claims.length === 1 ? claims[0] : undefined);
    return [
      ...(meant === undefined
        ? []
        : subject.plan(l10n.t('Take the claim {0}', meant), 'unsafe', [
            { do: 'set', field: cause.place, value: meant },
          ])),
      ...subject.plan(l10n.t('Add the claim {0}', claim), 'unsafe', [addClaimStep(subject, claim)]),
    ];
  },
});
