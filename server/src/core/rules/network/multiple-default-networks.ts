/**
 * More than one Multus network that asks to be the default one. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netsource.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import { networkFieldOf, networksOf } from './nics.ts';

export default causeRule({
  id: 'multiple-default-networks',
  since: '0.2.0',
  summary: 'More than one Multus network with `default: true`.',
  advice: ({ data }, subject) => {
    const { first } = data as { first: number };
    return l10n.t(
      'One network takes the place of the Pod network, and {0} asks for it already. Leave default: true to one of them.',
      networksOf(subject)[first]?.name ?? '',
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const defaults = networksOf(subject).flatMap(({ multus }, index) => (multus?.default === true ? [index] : []));
    return defaults.flatMap((kept) =>
      subject.plan(
        l10n.t('Leave {0} the only default network', networksOf(subject)[kept]?.name ?? ''),
        'unsafe',
        defaults
          .filter((index) => index !== kept)
          .map((index) => ({ do: 'remove', field: joinField(networkFieldOf(subject, index), 'multus.default') })),
      ),
    );
  },
});
